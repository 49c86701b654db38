import { screenIds } from '../../shared/setup';
import type { ScreenId } from '../../shared/setup';

/** The screens that a set-up has, in the order of the rail. */
export const roadOf = (): readonly ScreenId[] => screenIds;
