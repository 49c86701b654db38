import type { Target } from '../../shared/oktopost';
import type { Session } from '../storage/session';
import { appKindOf } from '../storage/target';
import { screenIds } from '../../shared/screens';
import type { FlowScreenId } from '../../shared/screens';

/** Screens that a destination does not need: the pre-built app has its own connection and mapping, and no token is pasted anywhere. */
const omittedScreens: Record<Target['app'], readonly FlowScreenId[]> = {
  custom: ['user-names', 'authenticate'],
  catalogue: ['oktopost-token', 'scim-on', 'connection', 'mapping'],
};

/** The screens that a set-up has, in the order of the rail; before a destination is chosen, the custom app's. */
export function flowFor(session: Pick<Session, 'destination' | 'region'>): FlowScreenId[] {
  const omitted = omittedScreens[appKindOf(session)];
  return screenIds.filter((screen) => !omitted.includes(screen));
}
