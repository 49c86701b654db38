import { AppFailure } from '../../shared/errors';
import type { Target } from '../../shared/oktopost';
import type { PaneFinding } from '../../shared/verification';
import type { OktopostScim, ScimUser, UserList, UserSearch } from '../oktopost/types';
import { isElsewhere } from '../observe/account';
import { findingIn } from './finding';

const finding = findingIn('match');

/** The first accounts of Oktopost's list. The search decides: a list that cannot be read takes nothing from it. */
export const firstAccounts = (oktopost: OktopostScim | null, { app }: Target): Promise<UserList> =>
  oktopost === null || app === 'catalogue'
    ? Promise.resolve(noAccounts)
    : oktopost.firstUsers().catch(emptyOnFailure);

/**
 * Whether this person is at Oktopost: by user name, by email, in other letter case, inactive; and whether the server's search
 * finds what its list shows, `accounts`. Case-insensitive at Oktopost: an account with the same email is linked or refused, not made.
 * `linkedId`: the account that Okta is linked to already, by its id.
 */
export async function matchFindings(
  oktopost: OktopostScim | null,
  { email, accounts, linkedId }: { email: string; accounts: UserList; linkedId: string | null },
  { app, scimBaseUrl }: Target,
): Promise<PaneFinding[]> {
  if (email.trim() === '') return [];
  if (app === 'catalogue') {
    return [
      finding(
        'unknown',
        'Whether this email exists at Oktopost is not known: the pre-built app integration has no token that the assistant could ask with.',
        'Look for it among the users in Oktopost. Okta links to an account that is there.',
      ),
    ];
  }
  if (oktopost === null) {
    return [
      finding(
        'unknown',
        'Whether this email exists at Oktopost is not known: there is no Oktopost token.',
        'Enter the token on the step “Oktopost token” to know before.',
      ),
    ];
  }
  try {
    const listed = listedAs(accounts, email);
    // Where the list does not have this email, the search is tried with somebody whom it has.
    const sample = listed === undefined ? accounts.users[0] : undefined;
    const [found, sampled] = await Promise.all([
      oktopost.findByUserName(email),
      sample === undefined ? null : oktopost.findByUserName(sample.userName),
    ]);
    const missed = sampled?.user === null ? sample : undefined;
    const isUnknown =
      linkedId !== null &&
      found.user === null &&
      (await isElsewhere(oktopost, { externalId: linkedId, userNames: [email] }, accounts)) === true;
    return [
      ...(isUnknown ? [unknownThere(linkedId, scimBaseUrl)] : []),
      ...searched(found, linkedId),
      ...compared(found, accounts, { email, listed, missed }),
    ];
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return [finding('unknown', `Oktopost could not be asked: ${error.error.message}`, error.error.next)];
  }
}

const unknownThere = (id: string, scimBaseUrl: string | null): PaneFinding =>
  finding(
    'warn',
    `Okta is linked to an account (id ${id}) that the Oktopost account which is read here does not have: it was deleted, or Okta sends to another address or Oktopost account.`,
    `Compare the base URL in Okta (Provisioning > Integration) with ${scimBaseUrl ?? 'that of your region'}, and the token with this Oktopost account.`,
  );

const noAccounts: UserList = { users: [], isWhole: false };

function emptyOnFailure(error: unknown): UserList {
  if (error instanceof AppFailure && error.error.code !== 'cancelled') return noAccounts;
  throw error;
}

function searched(found: UserSearch, linkedId: string | null): PaneFinding[] {
  const odd = found.remarks.map((text) =>
    finding('warn', text, 'Show this to Oktopost support before more people are assigned.'),
  );
  return found.onlyInLowerCase ? odd : [presence(found, linkedId), ...odd];
}

function presence({ user, conclusive, others }: UserSearch, linkedId: string | null): PaneFinding {
  if (others) {
    return finding(
      'block',
      'Oktopost’s search answers with other people than the one who is asked for. Okta would link to a wrong account and overwrite it.',
      'Assign nobody, and show this to Oktopost support.',
    );
  }
  if (user !== null) return { ...ofAccount(user, user.id === linkedId), there: true };
  return conclusive
    ? finding('ok', 'This email is not at Oktopost yet: it is not found in this spelling.')
    : finding(
        'unknown',
        'Whether this email exists at Oktopost is not known: its search does not answer in full.',
        'Look for it among the users in Oktopost.',
      );
}

function ofAccount({ userName, active }: ScimUser, isLinked: boolean): PaneFinding {
  if (isLinked) {
    return active
      ? finding('ok', `Oktopost has ${userName}, the account that Okta is linked to.`)
      : finding(
          'warn',
          `Oktopost has ${userName}, the account that Okta is linked to, and it is inactive.`,
          'Unassign and assign the user again: Okta then makes it active.',
        );
  }
  return finding(
    'warn',
    active
      ? `Oktopost already has ${userName}. Okta will link to that account instead of making a new one.`
      : `Oktopost already has ${userName}, inactive. Okta will link to that account and make it active.`,
    'To see a user being created, pick one who is not at Oktopost.',
  );
}

const same = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

const listedAs = ({ users }: UserList, email: string): ScimUser | undefined =>
  users.find(({ userName }) => same(userName, email));

/** What the list shows, against what the search finds. `missed`: somebody of the list whom the search did not find. */
function compared(
  found: UserSearch,
  { users, isWhole }: UserList,
  { email, listed, missed }: { email: string; listed: ScimUser | undefined; missed: ScimUser | undefined },
): PaneFinding[] {
  if (found.others) return [];
  if (listed !== undefined && found.user === null) return [notFound(listed)];
  const byEmail = users.find((user) => same(user.email, email) && !same(user.userName, email));
  if (found.user === null && byEmail !== undefined) {
    return [
      finding(
        'warn',
        `Oktopost has this email under another user name: ${byEmail.userName}. Okta searches by user name, so it would try to make a second account.`,
        'Have Oktopost support change the user name to the email before the assignment.',
      ),
    ];
  }
  if (users.length === 0) return [];
  if (missed !== undefined) return [notFound(missed)];
  const whole = isWhole ? `all ${String(users.length)}` : `the first ${String(users.length)}`;
  return [
    finding('ok', `The search finds what the list shows; this email was looked for among ${whole} accounts.`),
  ];
}

const notFound = ({ userName }: ScimUser): PaneFinding =>
  finding(
    'block',
    `Oktopost’s list shows ${userName}, and its search does not find it. Okta would try to make a second account.`,
    'Show this to Oktopost support: userName eq "…" has to find every account, also an inactive one.',
  );
