import { explain } from '../../../shared/explain';
import { logEvidence } from '../../observe/log-outcome';
import { afterSending } from '../../storage/proving-test';
import type { AfterSending } from '../../storage/proving-test';
import type { Session } from '../../storage/session';
import { appKindOf } from '../../storage/target';
import type { AccountOutcome } from './accounts';

/**
 * What is to be remembered of the connection by the deactivations that an undo waited for: that Oktopost refused what Okta sent, or that it
 * took it. `at`: ISO 8601.
 */
export function afterDeactivations(
  session: Session,
  outcomes: readonly AccountOutcome[],
  at: string,
): AfterSending {
  const failures = outcomes.flatMap(({ failure, account: { userName } }) =>
    failure === null
      ? []
      : [
          {
            ...explain({
              app: appKindOf(session),
              logEvents: logEvidence([failure]),
              appUser: null,
              features: null,
              userName,
              email: null,
              names: { given: null, family: null },
              atOktopost: 'yes',
              waitedMs: 0,
              toApp: null,
            }),
            at: new Date(failure.published).toISOString(),
          },
        ],
  );
  const isRead = outcomes.some(
    ({ reading, deactivation }) => reading.state === 'inactive' && deactivation === 'sent',
  );
  const from = outcomes[0]?.account.since.toISOString() ?? at;
  return afterSending(session, 'undo', { from, at, failures, isRead });
}
