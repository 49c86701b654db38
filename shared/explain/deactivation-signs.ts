import * as access from './access-meanings';
import * as user from './user-meanings';
import { status, statusWithin } from './signs';
import type { SaidSign } from './signs';
import { saysNull } from './transport-meanings';

const inDeactivation =
  (matches: SaidSign['matches']): SaidSign['matches'] =>
  (said, known) =>
    said.phase === 'deactivate' && matches(said, known);

/** A deactivation that failed leaves an account behind, whatever the reason. Source: messages, M3, M11 and M18. */
export const deactivationSigns: readonly SaidSign[] = [
  {
    cause: 'account-protected',
    confidence: 'sure',
    matches: inDeactivation((said) => user.isProtected(said)),
  },
  {
    cause: 'deactivation-needless',
    confidence: 'likely',
    matches: inDeactivation(
      (said) =>
        status(said, 410) || (statusWithin(said, 400, 499) && (user.isGone(said) || user.isInactive(said))),
    ),
  },
  {
    cause: 'sign-in-refused',
    confidence: 'likely',
    matches: inDeactivation((said) => access.badGrant(said) && statusWithin(said, 400, 403)),
  },
  { cause: 'token-refused', confidence: 'sure', matches: inDeactivation((said) => status(said, 401)) },
  {
    cause: 'token-refused',
    confidence: 'likely',
    matches: inDeactivation(
      (said) => (access.badToken(said) || access.saysUnauthorized(said)) && statusWithin(said, 400, 403),
    ),
  },
  {
    cause: 'deactivation-failed',
    confidence: 'sure',
    matches: inDeactivation(({ http }) => http !== null && http.status >= 400),
  },
  {
    cause: 'deactivation-failed',
    confidence: 'likely',
    matches: inDeactivation((said) => said.logged !== null || said.failure !== '' || saysNull(said)),
  },
];
