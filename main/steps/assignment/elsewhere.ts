import { isElsewhere } from '../../observe/account';
import { nameOf } from '../../observe/people';
import type { AppUser } from '../../okta/types';
import type { AccountCounts } from '../../plans/undo-notes';
import type { StepContext } from '../../plans/step';
import { elsewhereStatement } from '../../storage/account-elsewhere';
import type { Session } from '../../storage/session';
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
  /** What is to be done about it, a sentence or two. */
  left: string;
  stated: boolean;
}

/**
 * Those of the whole set-up: by its journal, and of the test user whom nobody has unassigned here, by the test. `externalId`: of the account that
 * Okta has of the test user now; null: none.
 */
export function readElsewhere(
  { appliedChanges, session }: Pick<StepContext, 'appliedChanges' | 'session'>,
  externalId: string | null = null,
): AccountElsewhere[] {
  const stated = new Set(session().statements.map(({ id }) => id));
  const journaled = accountsElsewhere(appliedChanges()).map((account) => ({
    account,
    left: elsewhereLeft(account),
  }));
  const tested = testedElsewhere(session());
  const isJournaled = journaled.some(({ account }) => account.userId === tested?.account.userId);
  const ofTest = tested === null || isJournaled ? [] : [withId(tested, externalId)];
  return [...journaled, ...ofTest].map((each) => ({
    ...each,
    stated: stated.has(elsewhereStatement(each.account)),
  }));
}

type Tested = Pick<AccountElsewhere, 'account' | 'left'>;

/** Of the test of which Okta sent the user to another address or account; its words have the id that Okta noted then. */
function testedElsewhere({ test }: Session): Tested | null {
  const { user, explanation, assignedAt } = test;
  if (user === null || assignedAt === null || explanation?.id !== 'sent-elsewhere') return null;
  const account = { userId: user.id, name: nameOf(user), userName: user.email, isSent: true };
  return {
    account: { ...account, externalId: null, since: new Date(assignedAt) },
    left: `${account.name}: ${explanation.what} Make sure that this account is inactive where Okta made it.`,
  };
}

function withId(tested: Tested, externalId: string | null): Tested {
  if (externalId === null) return tested;
  const account = { ...tested.account, externalId };
  return { account, left: elsewhereLeft(account) };
}

/** Whether the account that Okta has of somebody now is the one that the test found to be out of sight, and is so still. */
export async function isTestedElsewhere(
  { oktopost, session }: Pick<StepContext, 'oktopost' | 'session'>,
  { id, externalId, userName }: Pick<AppUser, 'id' | 'externalId' | 'userName'>,
): Promise<boolean> {
  const tested = testedElsewhere(session());
  if (externalId === null || tested?.account.userId !== id) return false;
  const userNames = [tested.account.userName, userName];
  return oktopost === null || (await isElsewhere(oktopost, { externalId, userNames })) !== false;
}

/** One account of a list. */
const keyOf = ({ externalId, userId }: UnassignedAccount): string => externalId ?? userId;

/** It is in sight by now, or Okta's log says that it was deleted: what was read of it tells more than the journal. */
const isRead = ({ reading, deletion }: AccountOutcome): boolean =>
  reading.state === 'active' || reading.state === 'inactive' || deletion !== null;

/** What an undo leaves at Oktopost, a sentence each, with accounts out of sight that nobody has looked at. */
export function accountsRemain(
  outcomes: readonly AccountOutcome[],
  elsewhere: readonly AccountElsewhere[],
): { accounts: AccountCounts; remains: string[] } {
  const read = new Set(outcomes.filter(isRead).map(({ account }) => keyOf(account)));
  const unread = elsewhere.filter(({ account }) => !read.has(keyOf(account)));
  const byKey = new Map(unread.map((each) => [keyOf(each.account), each]));
  const foundOf = ({ account }: AccountOutcome): AccountElsewhere | undefined => byKey.get(keyOf(account));
  return {
    accounts: countsOf(outcomes.filter((outcome) => foundOf(outcome)?.stated !== true)),
    remains: [
      ...accountSentences(outcomes.filter((outcome) => foundOf(outcome) === undefined)),
      ...unread.filter(({ stated }) => !stated).map(({ left }) => left),
    ],
  };
}
