import { firstOf } from '../../shared/counted';
import type { NamedUser } from '../../shared/snapshot';
import { isLifeCycleLogin } from './life-cycle-login';
import { createEmailOwners } from './email-owners';
import { keyOf } from './name-key';
import { isPushFailed, wasNeverSent } from './never-sent';
import { emailRule } from './person-rules';
import type { Okta } from '../okta/okta';
import type { AppUserWithEmail } from '../okta/types';
import type { Session } from '../storage/session';

/** Everyone who is assigned, as far as user name and email go. */
export interface UserNamesRead {
  assigned: number;
  /** Those whom Okta has sent nowhere, as `wasNeverSent` has it. */
  neverSent: number;
  /** Those whose last push failed. */
  failed: number;
  /** Both without the users of tests, which say themselves what is to be done about them. */
  toRepair: { neverSent: ToRepair; failed: ToRepair };
  /** Those whose user name is not their email, by user name. */
  differing: NamedUser[];
  /** Those who were asked for by id and are assigned. */
  asked: NamedUser[];
}

/**
 * `renamed`: of these people those to whom a repair gives their email as user name, since they have another one and no account. `sharing`:
 * those whose email somebody else who is assigned has, and whom it leaves out.
 */
export interface ToRepair {
  people: number;
  renamed: number;
  sharing: number;
  /** The first of these people, by name. */
  first: string[];
}

/** In a sentence no more of them are named. */
const namedAtMost = 3;

/** The first of these people by name, and how many there are beside. */
export const firstNames = (names: readonly string[], count = names.length): string =>
  firstOf(names, namedAtMost, Math.max(0, count - names.length));

/** Oktopost asks for the same value in both. Source: article, "Restrictions". */
export const isIdentical = ({ userName, email }: Pick<NamedUser, 'userName' | 'email'>): boolean =>
  email !== null && userName === email;

/** Another name than a usable email, and not only in other letters: a repair assigns them with the email where Okta knows no account. */
export const hasAnotherName = ({ userName, email }: Pick<NamedUser, 'userName' | 'email'>): boolean =>
  email !== null && emailRule(email) === 'usable' && keyOf(userName ?? '') !== keyOf(email);

/**
 * Reads every page of the app users: a request for each 500. `askedFor`: ids of those to be answered whatever their user name is;
 * `testers`: of the users of tests; that of a life-cycle test is one without being named.
 */
export async function readUserNames(
  okta: Okta,
  appId: string,
  askedFor: ReadonlySet<string> = new Set(),
  testers: ReadonlySet<string> = new Set(),
): Promise<UserNamesRead> {
  let assigned = 0;
  let neverSent = 0;
  let failed = 0;
  const toRepair = { neverSent: noneToRepair(), failed: noneToRepair() };
  const repairable: { of: ToRepair; appUser: AppUserWithEmail }[] = [];
  const owners = createEmailOwners();
  const differing: NamedUser[] = [];
  const asked: NamedUser[] = [];
  for await (const appUser of okta.appUsersWithEmail(appId)) {
    assigned += 1;
    owners.add(appUser);
    const isUnsent = wasNeverSent(appUser);
    const hasFailed = isPushFailed(appUser);
    if (isUnsent) neverSent += 1;
    if (hasFailed) failed += 1;
    if ((isUnsent || hasFailed) && !testers.has(appUser.id) && !isLifeCycleLogin(appUser.userName)) {
      const those = toRepair[isUnsent ? 'neverSent' : 'failed'];
      those.people += 1;
      if (those.first.length < namedAtMost)
        those.first.push(appUser.name || (appUser.userName ?? appUser.id));
      repairable.push({ of: those, appUser });
    }
    if (!isIdentical(appUser)) differing.push(namedUser(appUser));
    if (askedFor.has(appUser.id)) asked.push(namedUser(appUser));
  }
  for (const { of, appUser } of repairable) {
    if (owners.other(appUser) !== null) of.sharing += 1;
    else if (appUser.externalId === null && hasAnotherName(appUser)) of.renamed += 1;
  }
  differing.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return { assigned, neverSent, failed, toRepair, differing, asked };
}

const noneToRepair = (): ToRepair => ({ people: 0, renamed: 0, sharing: 0, first: [] });

export function namedUser({ id, name, userName, email, scope, externalId }: AppUserWithEmail): NamedUser {
  return { userId: id, name, userName, email, scope, provisioned: externalId !== null };
}

export const nameOf = ({ userName, name, userId }: NamedUser): string => userName ?? (name || userId);

/** The counts of a reading that the session keeps. */
export function lookedAt(
  { assigned, differing }: UserNamesRead,
  now: Date,
): NonNullable<Session['userNames']['looked']> {
  return {
    at: now.toISOString(),
    assigned,
    differing: differing.length,
    withoutEmail: differing.filter(({ email }) => email === null).length,
  };
}
