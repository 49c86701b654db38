import { readinessReasons } from '../../shared/people';
import type { ReadinessLevel, ReadinessReason } from '../../shared/people';
import { assertNever } from '../../shared/errors';
import { wasNeverSent } from '../observe/never-sent';
import { emailRule, isBlank, isFromDirectory, statusRule } from '../observe/person-rules';
import { isIdentical } from '../observe/user-names';
import { keyOf } from '../observe/name-key';
import type { OktaPerson } from '../okta/types';
import type { Accounts } from './accounts';
import type { FoundPerson } from './person';

/** What one person is compared with. */
export interface ReadinessContext {
  /** How many of those who are looked at have the email of this key. */
  sharing: (key: string) => number;
  /** Null: Oktopost was not read. */
  accounts: Accounts | null;
  /** Whether people of this user type have a profile mapping to the app integration; null id: the default type. */
  hasMapping: (typeId: string | null) => boolean;
  /** The user name that Okta makes for somebody who is not assigned; left out: their login, which a format may take. */
  userNameOf?: (person: OktaPerson) => string;
}

/** Why somebody is not ready, the heaviest first. Pure. */
export function readinessOf(found: FoundPerson, context: ReadinessContext): ReadinessReason[] {
  const { person, assignment, email } = found;
  if (person === null) return ['not-in-okta'];
  const reasons: ReadinessReason[] = [
    ...nameReasons(person),
    ...emailReasons(person, context),
    ...statusReasons(person),
    ...(context.hasMapping(person.typeId) ? [] : (['type-without-mapping'] as const)),
    ...assignmentReasons(found),
    ...userNameReasons(found, context),
    ...(hasOddCharacters(person) ? (['odd-characters'] as const) : []),
    ...((assignment?.externalId ?? null) === null ? accountReasons(email, context.accounts) : []),
    ...(isFromDirectory(person.source) ? (['from-directory'] as const) : []),
  ];
  return reasons.sort((one, other) => weightOf(one) - weightOf(other));
}

/** The worst of the reasons; where there is none, nobody is ready before Oktopost's accounts were read. */
export function levelOf(reasons: readonly ReadinessReason[], isOktopostRead: boolean): ReadinessLevel {
  const weights = new Set(reasons.map((reason) => readinessReasons[reason]));
  if (weights.has('red')) return 'red';
  if (weights.has('amber')) return 'amber';
  return isOktopostRead ? 'green' : 'unread';
}

const weightOf = (reason: ReadinessReason): number =>
  ['red', 'amber', 'note'].indexOf(readinessReasons[reason]);

/** Without them Oktopost refuses a user. Pure. */
export function nameReasons({
  givenName,
  familyName,
}: OktaPerson): ('given-name-missing' | 'family-name-missing')[] {
  return [
    ...(isBlank(givenName) ? (['given-name-missing'] as const) : []),
    ...(isBlank(familyName) ? (['family-name-missing'] as const) : []),
  ];
}

function emailReasons({ email }: OktaPerson, { sharing }: ReadinessContext): ReadinessReason[] {
  const rule = emailRule(email);
  if (rule === 'missing') return ['email-missing'];
  return [
    ...(rule === 'unusable' ? (['email-unusable'] as const) : []),
    ...(sharing(keyOf(email)) > 1 ? (['double'] as const) : []),
  ];
}

function statusReasons({ status }: OktaPerson): ReadinessReason[] {
  const rule = statusRule(status);
  switch (rule) {
    case 'active':
    case 'unknown':
      return [];
    case 'waits':
      return ['not-active'];
    case 'deactivated':
    case 'suspended':
      return [rule];
    default:
      return assertNever(rule);
  }
}

/** Of somebody who is assigned already. */
function assignmentReasons({ assignment }: FoundPerson): ReadinessReason[] {
  if (assignment === null) return [];
  if (assignment.syncState === 'ERROR') return ['in-error'];
  if (wasNeverSent(assignment)) return ['too-early'];
  return assignment.externalId === null ? [] : ['provisioned'];
}

/** The app user's name where there is one, since Okta keeps it; else the one to come. */
function userNameReasons(
  { person, assignment }: FoundPerson,
  { userNameOf = ({ login }) => login }: ReadinessContext,
): ReadinessReason[] {
  if (person === null || emailRule(person.email) === 'missing') return [];
  const userName = assignment === null ? userNameOf(person) : assignment.userName;
  if (isIdentical({ userName, email: person.email })) return [];
  return [keyOf(userName ?? '') === keyOf(person.email) ? 'user-name-case' : 'user-name-differs'];
}

function accountReasons(email: string, accounts: Accounts | null): ReadinessReason[] {
  if (accounts === null || keyOf(email) === '') return [];
  const account = accounts.byUserName(email);
  if (account !== null) return [account.active ? 'at-oktopost' : 'at-oktopost-inactive'];
  return accounts.byEmail(email) === null ? [] : ['at-oktopost-renamed'];
}

/** Symbols, control and invisible characters, markup, blanks around or in pairs. Source: failures list, row 9. */
const oddInName = /[\p{C}\p{So}\p{Sk}\p{Sm}"<>{}[\]\\|^`@#$%*=+;]|^\s|\s$|\s{2}/u;
/** What mail systems take in an address without quoting it (RFC 5322, `atext`), and nothing of other alphabets. */
const plainEmail = /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+$/;

const hasOddCharacters = ({ givenName, familyName, email }: OktaPerson): boolean =>
  [givenName, familyName].some((name) => !isBlank(name) && oddInName.test(name)) ||
  (emailRule(email) === 'usable' && (!plainEmail.test(email) || /\.\.|^\.|\.@/.test(email)));
