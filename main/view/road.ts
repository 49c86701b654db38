import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { Session } from '../storage/session';
import { screenIds } from '../../shared/screens';
import type { RoadScreenId } from '../../shared/screens';

/** What a road does without: the pre-built app has its own connection and mapping, and no token is pasted anywhere. */
const leftOut: Record<Target['app'], readonly RoadScreenId[]> = {
  custom: ['user-names', 'authenticate'],
  catalogue: ['oktopost-token', 'scim-on', 'connection', 'mapping'],
};

/** The screens that a set-up has, in the order of the rail; before a destination is chosen, the custom app's. */
export function roadOf({ destination, region }: Pick<Session, 'destination' | 'region'>): RoadScreenId[] {
  const { app } =
    destination === null || region === null ? { app: 'custom' as const } : targetOf(destination, region);
  return screenIds.filter((screen) => !leftOut[app].includes(screen));
}
