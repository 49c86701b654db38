import { counted } from '../../../shared/counted';
import { AppFailure } from '../../../shared/errors';
import type { Check } from '../../../shared/plan';
import { notRead, readAccounts } from '../../observe/account';
import type { AccountKey, AccountReading } from '../../observe/account';
import { deprovisioningOf } from '../../observe/deprovisioning';
import type { Deprovisioning } from '../../observe/deprovisioning';
import { clockSkewMs, logUntil } from '../../observe/okta-clock';
import { nullOn, nullOnFailure } from '../../okta/calls';
import type { Okta } from '../../okta/okta';
import type { OktopostScim } from '../../oktopost/types';
import { accountsOf } from '../../people/accounts';
import { isInPart, isWhole, noAccounts, readAccounts as readList } from '../../people/accounts-read';
import type { AccountsRead } from '../../people/accounts-read';
import { lookAtPlan } from '../../plans/failures';
import type { SavingContext, StepContext } from '../../plans/step';
import type { AccountCounts } from '../../plans/undo-notes';
import type { Session } from '../../storage/session';
import type { UnassignedAccount } from './history';

/** An account at Oktopost whose user was unassigned, as Oktopost shows it and as Okta's log does. */
export interface AccountOutcome extends Deprovisioning {
  account: UnassignedAccount;
  reading: AccountReading;
  /** Whether Okta's log was. */
  isLogRead: boolean;
}

/** So many accounts are read one by one. */
const fewAccounts = 50;
const patienceMs = 60_000;

type LookContext = Pick<StepContext, 'oktopost' | 'now'> & { okta: Pick<Okta, 'logEvents' | 'pause'> };

/** Okta sends what follows from an unassignment some time later. A minute in all. */
const pausesMs = [250, 750, 2_000, 4_000, 8_000, 15_000, 30_000];

/** One look at Oktopost, and one at Okta's log where that alone can tell more. */
export async function lookAtAccounts(
  context: LookContext,
  appId: string | null,
  accounts: readonly UnassignedAccount[],
): Promise<AccountOutcome[]> {
  if (accounts.length === 0) return [];
  const { okta, oktopost, now } = context;
  const first = accounts.reduce((earliest, { since }) => Math.min(earliest, since.getTime()), Infinity);
  const from = new Date(first - clockSkewMs);
  const [readings, events] = await Promise.all([
    readManyAccounts(oktopost, accounts),
    appId === null ? null : nullOn(['missing-right'], () => okta.logEvents(appId, from, logUntil(now()))),
  ]);
  return readings.map(({ key: account, reading }) => ({
    account,
    reading,
    isLogRead: events !== null,
    ...deprovisioningOf(events ?? [], account),
  }));
}

/** Few accounts one by one, many by Oktopost's whole list, which takes fewer requests; what is not read after `waitMs` is given up. */
export const readManyAccounts = <Key extends AccountKey>(
  oktopost: OktopostScim | null,
  accounts: readonly Key[],
  waitMs = patienceMs,
): Promise<{ key: Key; reading: AccountReading }[]> =>
  accounts.length > fewAccounts && oktopost !== null
    ? readInList(oktopost, accounts, waitMs)
    : readAccounts(oktopost, accounts, AbortSignal.timeout(waitMs));

async function readInList<Key extends AccountKey>(
  oktopost: OktopostScim,
  accounts: readonly Key[],
  waitMs: number,
): Promise<{ key: Key; reading: AccountReading }[]> {
  const read = noAccounts();
  const whole = await nullOnFailure(() => readWholeList(read, oktopost, waitMs));
  const list = accountsOf([...read.accounts.values()]);
  return accounts.map((key) => {
    const { externalId, userName } = key;
    const found = externalId === null ? list.byUserName(userName) : list.byId(externalId);
    if (found !== null) return { key, reading: { state: found.active ? 'active' : 'inactive', why: null } };
    return { key, reading: whole === true ? { state: 'gone', why: null } : notRead(listInPart) };
  });
}

/** Reads Oktopost's list into `read`, for `waitMs` at most; whether that is all of it. @throws AppFailure of the client, `cancelled` after that time. */
export async function readWholeList(
  read: AccountsRead,
  oktopost: OktopostScim,
  waitMs = patienceMs,
): Promise<boolean> {
  await readList(read, oktopost, AbortSignal.timeout(waitMs), () => undefined);
  return isWhole(read) && !isInPart(read);
}

export const listInPart = 'Oktopost’s list was not read in full.';

/**
 * Looks until each account is settled, a minute at most: an account that Okta deactivates is waited for, and so is the reason
 * why it does not. Accounts to which Okta sends nothing are looked at once.
 */
export async function awaitAccounts(
  context: LookContext,
  appId: string | null,
  accounts: readonly UnassignedAccount[],
): Promise<AccountOutcome[]> {
  let outcomes = await lookAtAccounts(context, appId, accounts);
  for (const ms of pausesMs) {
    const open = outcomes.filter(isOpen);
    if (open.length === 0) break;
    await context.okta.pause('Waiting for Okta to deactivate the Oktopost account.', ms);
    const looked = await lookAtAccounts(
      context,
      appId,
      open.map(({ account }) => account),
    );
    const byUser = new Map(looked.map((outcome) => [outcome.account.userId, outcome]));
    outcomes = outcomes.map((outcome) => byUser.get(outcome.account.userId) ?? outcome);
  }
  return outcomes;
}

const isInactive = (outcome: AccountOutcome): boolean =>
  outcome.reading.state === 'inactive' || (outcome.reading.state === 'gone' && !isOutOfSight(outcome));

/** Okta made it where Oktopost, as it is read, does not have it, or could not deactivate what is not there. */
export const isOutOfSight = ({ account, reading, deactivation, deletion }: AccountOutcome): boolean =>
  reading.state === 'gone' &&
  deletion === null &&
  (account.isElsewhere === true || deactivation === 'failed');

/** What is known of an account that Okta made out of sight. */
export function elsewhereSentence({ account, deactivation }: AccountOutcome): string {
  const made = `Okta made an account for ${account.name} (id ${account.externalId ?? 'not noted'}) that this Oktopost account does not have`;
  switch (deactivation) {
    case 'failed':
      return `${made}, and could not deactivate it: unless it was deleted, it stays active where Okta made it.`;
    case 'sent':
      return `${made}. Okta says that it deactivated it where it sends now; nothing of that can be read here.`;
    case 'not-logged':
      return `${made}, and has logged no deactivation: it may stay active where Okta made it.`;
  }
}
/** @returns What is to be done about it. */
export const elsewhereToDo = (deactivation: AccountOutcome['deactivation']): string =>
  `Look at the base URLs and tokens that Okta had, and deactivate it in that Oktopost account${deactivation === 'failed' ? '; then mark the task in Okta (Dashboard > Tasks) as done' : ', if it is active'}.`;

function isOpen(outcome: AccountOutcome): boolean {
  const { account, reading, deactivation } = outcome;
  if (!account.isSent || isInactive(outcome) || deactivation === 'failed') return false;
  return reading.state === 'active' || deactivation === 'not-logged';
}

/** The account is active, or Okta says that it could not deactivate it and Oktopost could not be asked. */
export const isStillActive = (outcome: AccountOutcome): boolean =>
  outcome.reading.state === 'active' ||
  (outcome.reading.state === 'not-read' && outcome.deactivation === 'failed');

/** Nothing shows that Okta has deactivated it, and something would: the account is active, or Okta was to, and its log has nothing of it. */
export const isOutstanding = (outcome: AccountOutcome): boolean =>
  isStillActive(outcome) || (outcome.account.isSent && isUnlogged(outcome));

const isUnlogged = ({ reading, deactivation, isLogRead }: AccountOutcome): boolean =>
  reading.state === 'not-read' && deactivation === 'not-logged' && isLogRead;

/** One sentence about an account that is not known to be inactive; null where it is. */
export function sentenceOf(outcome: AccountOutcome): string | null {
  const { account, reading, deactivation } = outcome;
  const whose = `the Oktopost account of ${account.name}`;
  if (isInactive(outcome)) return null;
  if (reading.state === 'gone') return `${elsewhereSentence(outcome)} ${elsewhereToDo(deactivation)}`;
  if (reading.state === 'not-read') {
    switch (deactivation) {
      case 'failed':
        return `Okta could not deactivate ${whose}, and tries only once. ${reading.why} ${withTask}`;
      case 'sent':
        return `Okta says that it deactivated ${whose}; the assistant did not read Oktopost. ${reading.why} Look there whether it is inactive.`;
      case 'not-logged':
        return `Whether ${whose} is inactive is not known${isUnlogged(outcome) ? ': Okta has logged no deactivation' : ''}. ${reading.why} Look in Oktopost, and deactivate it there if it is active.`;
    }
  }
  switch (deactivation) {
    case 'failed':
      return `Okta could not deactivate ${whose}, and tries only once: it is still active. ${withTask}`;
    case 'sent':
      return `Okta says that it deactivated ${whose}, and Oktopost shows it as active. ${toDo}`;
    case 'not-logged':
      return account.isSent
        ? `Okta has not deactivated ${whose}: it is still active. ${toDo}`
        : `As planned, Okta did not deactivate ${whose}: it is still active. ${toDo}`;
  }
}

const toDo = 'Deactivate it in Oktopost.';
/** Okta makes a task of a deactivation that it sent and that failed. */
const withTask = 'Deactivate it in Oktopost, then mark the task in Okta (Dashboard > Tasks) as done.';

/** What Okta does to accounts beyond deactivating them, where its log says so. */
export function deletionSentence({ account, deletion }: AccountOutcome): string | null {
  switch (deletion) {
    case null:
      return null;
    case 'deleted':
      return `This org has Okta delete accounts of unassigned users: the Oktopost account of ${account.name} was deleted, and nothing brings it back.`;
    case 'scheduled':
      return `This org has Okta delete accounts of unassigned users: the deletion of the Oktopost account of ${account.name} is scheduled. Assign the user again before it happens to keep the account.`;
  }
}

/** Of a rollout there may be thousands: some are named, the others counted. */
export const accountsNamed = 20;

/** What an undo leaves at Oktopost, a sentence each. */
export function accountSentences(outcomes: readonly AccountOutcome[]): string[] {
  const said = outcomes
    .map((outcome) => [sentenceOf(outcome), deletionSentence(outcome)].flatMap((sentence) => sentence ?? []))
    .filter((sentences) => sentences.length > 0);
  const more = said.length - accountsNamed;
  const first = said.slice(0, accountsNamed).flat();
  return more > 0
    ? [...first, `And ${counted(more, 'more account')}: look in Oktopost whether they are inactive.`]
    : first;
}

/** An account of which Okta says that it deactivated it is not among those that may be active, unless Oktopost shows it as active. */
export const countsOf = (outcomes: readonly AccountOutcome[]): AccountCounts => ({
  active: outcomes.filter(({ reading }) => reading.state === 'active').length,
  unknown: outcomes.filter(
    (outcome) =>
      (outcome.reading.state === 'not-read' || isOutOfSight(outcome)) && outcome.deactivation !== 'sent',
  ).length,
});

/** The accounts as checks: each should be inactive. */
export const accountChecks = (outcomes: readonly AccountOutcome[]): Check[] =>
  outcomes.map((outcome): Check => {
    const { account, reading, deletion } = outcome;
    const check = {
      setting: `account:${account.userId}`,
      person: account.name,
      expected: 'inactive',
      next: sentenceOf(outcome) ?? deletionSentence(outcome),
    } as const;
    switch (reading.state) {
      case 'active':
        return { ...check, actual: 'active', state: 'different' };
      case 'not-read':
        return { ...check, actual: null, state: 'cannot-be-read' };
      case 'inactive':
        return {
          ...check,
          actual: deletion === 'scheduled' ? 'inactive, to be deleted' : 'inactive',
          state: 'same',
        };
      case 'gone':
        if (isOutOfSight(outcome)) return { ...check, actual: null, state: 'cannot-be-read' };
        return { ...check, actual: 'not there', state: 'same' };
    }
  });

/** Awaits the accounts, keeps that Okta deletes them where its log has it, and answers with what each is. */
export async function awaitedChecks(
  context: SavingContext,
  appId: string,
  accounts: readonly UnassignedAccount[],
): Promise<Check[]> {
  const outcomes = await awaitAccounts(context, appId, accounts);
  const seen = deletionIn(outcomes, context.now());
  if (seen !== null && context.session().deletionSeen === null) context.remember({ deletionSeen: seen });
  return accountChecks(outcomes);
}

/** The first deletion among them, done or scheduled; null: Okta's log has none. */
export function deletionIn(
  outcomes: readonly Pick<AccountOutcome, 'account' | 'deletion'>[],
  now: Date,
): Session['deletionSeen'] {
  const deleted = outcomes.find(({ deletion }) => deletion !== null);
  return deleted === undefined ? null : { person: deleted.account.name, at: now.toISOString() };
}

/** The app integration stays, so that whoever may still be active at Oktopost is seen before it is deleted. */
export function stillActive(
  label: string,
  kept: 'not deactivated' | 'not deleted',
  outcomes: readonly AccountOutcome[],
): AppFailure {
  const message = [`“${label}” was ${kept}, so that you see this first.`, ...accountSentences(outcomes)];
  return new AppFailure({
    code: 'not-ready',
    message: message.join(' '),
    owner: 'okta-admin',
    next: `${lookAtPlan} It goes on when the account is inactive, and otherwise shows it in its plan.`,
  });
}
