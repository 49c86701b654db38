import { AppFailure } from '../../shared/errors';
import { deletedWord, falseOrDeleted, goneOrInactive } from '../../shared/life-cycle';
import type { LifeCycle, LifeCycleFact } from '../../shared/life-cycle';
import { clockSkewMs, logUntil } from '../observe/okta-clock';
import type { Okta } from '../okta/okta';
import type { AppUser, LogEvent, User } from '../okta/types';
import type { OktopostScim, ScimUser } from '../oktopost/types';
import type { Expected } from './scenario';

/** What Okta shows of the user in one look. */
export interface OktaLook {
  /** Read only where the phase expects something of it. */
  user: User | null;
  appUser: AppUser | null;
  /** Of this user, oldest first; null: the System Log cannot be read. */
  events: LogEvent[] | null;
}

/** The account at Oktopost. `not-read`: there is no access, or no answer in this look. */
export type AccountLook = { state: 'read'; account: ScimUser | null } | { state: 'not-read' };

interface LookedUp {
  appId: string;
  known: Known;
  expected: Expected;
  now: Date;
  /** False: the System Log is left out of this look. */
  readsLog: boolean;
}

type Known = Pick<LifeCycle, 'user' | 'accountId' | 'startedAt'>;

/** @throws AppFailure when Okta cannot be asked. */
export async function lookAtOkta(
  okta: Okta,
  { appId, known, expected, now, readsLog }: LookedUp,
): Promise<OktaLook> {
  const { user, startedAt } = known;
  const userId = user?.id ?? null;
  if (user === null || userId === null || startedAt === null)
    return { user: null, appUser: null, events: null };
  const from = new Date(Date.parse(startedAt) - clockSkewMs);
  const until = logUntil(now);
  const [person, appUser, events] = await Promise.all([
    expected.user === null ? null : okta.user(userId),
    expected.assigned === null ? null : okta.appUser(appId, userId),
    readsLog ? okta.logEvents(appId, from, until).catch(orNull) : [],
  ]);
  const names = [user.email, user.changedEmail];
  const isOfUser = ({ targets }: LogEvent): boolean =>
    targets.some(({ id, alternateId }) => id === userId || names.includes(alternateId?.toLowerCase() ?? ''));
  return { user: person, appUser, events: events?.filter(isOfUser) ?? null };
}

/** Without a right to the log, or an answer from it, a look is only less complete. */
function orNull(error: unknown): null {
  if (error instanceof AppFailure && error.error.code !== 'cancelled') return null;
  throw error;
}

/** By the account's id once it is known: a user name is free for somebody else after a change. */
export async function lookAtAccount(
  oktopost: OktopostScim | null,
  { user, accountId }: Known,
  signal: AbortSignal,
): Promise<AccountLook> {
  const notRead: AccountLook = { state: 'not-read' };
  if (oktopost === null || user === null) return notRead;
  const ask = async (): Promise<AccountLook> => {
    if (accountId !== null) return { state: 'read', account: await oktopost.user(accountId, signal) };
    const found = await oktopost.findByUserName(user.email, signal);
    return found.user === null && !found.conclusive ? notRead : { state: 'read', account: found.user };
  };
  return (await ask().catch(orNull)) ?? notRead;
}

/** Expected beside actual, Okta first. `okta` null: Okta was not looked at. */
export function factsOf(
  expected: Expected,
  accountId: string | null,
  okta: OktaLook | null,
  account: AccountLook,
): LifeCycleFact[] {
  return [
    ...(okta === null ? [] : oktaFacts(expected, accountId, okta)),
    ...oktopostFacts(expected, accountId, account),
  ];
}

function oktaFacts(
  expected: Expected,
  accountId: string | null,
  { user, appUser }: OktaLook,
): LifeCycleFact[] {
  const facts: LifeCycleFact[] = [];
  const add = (what: LifeCycleFact['what'], wanted: string, actual: string | null): void => {
    facts.push({
      where: 'okta',
      what,
      expected: wanted,
      actual,
      state: actual === wanted ? 'same' : 'different',
    });
  };
  if (expected.user === 'there') {
    add(
      'user',
      'there, without a password',
      isUsable(user) ? 'there, without a password' : (user?.status ?? 'not there'),
    );
  }
  if (expected.user === 'gone') add('user', 'not there', user === null ? 'not there' : user.status);
  if (expected.assigned === false)
    add('assignment', 'not assigned', appUser === null ? 'not assigned' : 'assigned');
  if (expected.assigned !== true) return facts;
  add('assignment', 'assigned', appUser === null ? 'not assigned' : 'assigned');
  if (appUser === null) return facts;
  // The state can be another one for reasons of its own; the external id decides. Source: Okta facts, section 2, "App users".
  const isSent = appUser.externalId !== null && !['ERROR', 'SYNCING'].includes(appUser.syncState);
  const sync = isSent
    ? 'SYNCHRONIZED'
    : `${appUser.syncState}${appUser.externalId === null ? ', no external id' : ''}`;
  add('sync', 'SYNCHRONIZED', sync);
  if (accountId !== null) add('account', accountId, appUser.externalId);
  const { userName = null, givenName = null } = expected.account ?? {};
  if (userName !== null) add('user-name', userName, appUser.userName);
  const given = appUser.profile['givenName'];
  if (givenName !== null && typeof given === 'string') add('given-name', givenName, given);
  return facts;
}

const isUsable = (user: User | null): boolean => user?.status === 'PROVISIONED' || user?.status === 'ACTIVE';

function oktopostFacts(
  { account: wanted, user }: Expected,
  accountId: string | null,
  look: AccountLook,
): LifeCycleFact[] {
  // The last phase expects nothing of the account; what became of it is said all the same.
  if (user === 'gone') return lastFacts(accountId, look);
  if (wanted === null) return [];
  const account = look.state === 'read' ? look.account : null;
  const fact = (what: LifeCycleFact['what'], value: string, actual: string | null): LifeCycleFact => ({
    where: 'oktopost',
    what,
    expected: value,
    actual,
    state: look.state === 'not-read' ? 'cannot-be-read' : actual === value ? 'same' : 'different',
  });
  // An account that Okta deleted is not active either.
  if (!wanted.active && look.state === 'read' && account === null) {
    return [{ ...fact('active', falseOrDeleted, deletedWord), state: 'same' }];
  }
  const values = [
    ['account', accountId ?? account?.id ?? 'there', account?.id ?? null],
    ['user-name', wanted.userName, account?.userName ?? null],
    ['given-name', wanted.givenName, account?.givenName ?? null],
    ['email', wanted.email, account?.email ?? null],
    ['active', String(wanted.active), account === null ? null : String(account.active)],
  ] as const;
  return values.flatMap(([what, value, actual]) => (value === null ? [] : [fact(what, value, actual)]));
}

function lastFacts(accountId: string | null, look: AccountLook): LifeCycleFact[] {
  if (accountId === null) return [];
  const base = { where: 'oktopost', what: 'account', expected: goneOrInactive } as const;
  if (look.state === 'not-read') return [{ ...base, actual: null, state: 'cannot-be-read' }];
  const actual = look.account === null ? deletedWord : look.account.active ? 'active' : 'inactive';
  return [{ ...base, actual, state: actual === 'active' ? 'different' : 'same' }];
}

export const allSame = (facts: readonly LifeCycleFact[], where: LifeCycleFact['where']): boolean =>
  facts.every((fact) => fact.where !== where || fact.state !== 'different');

export const isUnread = (facts: readonly LifeCycleFact[]): boolean =>
  facts.some(({ where, state }) => where === 'oktopost' && state === 'cannot-be-read');
