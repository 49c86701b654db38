import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { Session } from '../storage/session';
import { screenIds } from '../../shared/screens';
import type { FlowScreenId } from '../../shared/screens';

/** Screens that a destination does not need: the pre-built app has its own connection and mapping, and no token is pasted anywhere. */
const omittedScreens: Record<Target['app'], readonly FlowScreenId[]> = {
  custom: ['user-names', 'authenticate'],
  catalogue: ['oktopost-token', 'scim-on', 'connection', 'mapping'],
};

/** The screens that a set-up has, in the order of the rail; before a destination is chosen, the custom app's. */
export function flowFor({ destination, region }: Pick<Session, 'destination' | 'region'>): FlowScreenId[] {
  const { app } =
    destination === null || region === null ? { app: 'custom' as const } : targetOf(destination, region);
  return screenIds.filter((screen) => !omittedScreens[app].includes(screen));
}
