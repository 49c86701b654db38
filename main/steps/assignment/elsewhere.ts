import type { AccountCounts } from '../../plans/undo-notes';
import type { StepContext } from '../../plans/step';
import { elsewhereStatement } from '../../storage/account-elsewhere';
import { accountSentences, countsOf } from './accounts';
import type { AccountOutcome } from './accounts';
import { accountsElsewhere } from './history';
import type { UnassignedAccount } from './history';

/** What is to be done about an account that Okta made where the assistant does not read. */
export const elsewhereLeft = ({ name, externalId }: UnassignedAccount): string =>
  `Okta made an account for ${name} (id ${externalId ?? 'not noted'}) that this Oktopost account did not have. Make sure that it is inactive in the account where Okta made it, and that Okta has no task for it (Dashboard > Tasks).`;

/** An account that Okta made out of sight. `stated`: the admin has looked at it, by a statement of the session. */
export interface AccountElsewhere {
  account: UnassignedAccount;
  stated: boolean;
}

/** Those of the whole set-up, by its journal. */
export function readElsewhere({
  appliedChanges,
  session,
}: Pick<StepContext, 'appliedChanges' | 'session'>): AccountElsewhere[] {
  const stated = new Set(session().statements.map(({ id }) => id));
  return accountsElsewhere(appliedChanges()).map((account) => ({
    account,
    stated: stated.has(elsewhereStatement(account)),
  }));
}

/** It is in sight by now, or Okta's log says that it was deleted: what was read of it tells more than the journal. */
const isRead = ({ reading, deletion }: AccountOutcome): boolean =>
  reading.state === 'active' || reading.state === 'inactive' || deletion !== null;

/** What an undo leaves at Oktopost, a sentence each, with accounts out of sight that nobody has looked at. */
export function accountsRemain(
  outcomes: readonly AccountOutcome[],
  elsewhere: readonly AccountElsewhere[],
): { accounts: AccountCounts; remains: string[] } {
  const read = new Set(outcomes.filter(isRead).map(({ account }) => account.externalId));
  const unread = elsewhere.filter(({ account }) => !read.has(account.externalId));
  const byId = new Map(unread.map((each) => [each.account.externalId, each]));
  const foundOf = ({ account }: AccountOutcome): AccountElsewhere | undefined => byId.get(account.externalId);
  return {
    accounts: countsOf(outcomes.filter((outcome) => foundOf(outcome)?.stated !== true)),
    remains: [
      ...accountSentences(outcomes.filter((outcome) => foundOf(outcome) === undefined)),
      ...unread.filter(({ stated }) => !stated).map(({ account }) => elsewhereLeft(account)),
    ],
  };
}
