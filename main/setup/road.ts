import { screenIds } from '../../shared/setup';
import type { RoadScreenId } from '../../shared/setup';

/** The screens that a set-up has, in the order of the rail. */
export const roadOf = (): readonly RoadScreenId[] => screenIds;
