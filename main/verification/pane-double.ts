import type { PaneFinding } from '../../shared/verification';
import type { Okta } from '../okta/okta';
import type { AppUser, User } from '../okta/types';
import { emailTaken } from '../people/doubles';
import { findingIn } from './finding';

const finding = findingIn('match');

/**
 * Whether somebody else in Okta has this email, as the readiness check of many people asks too: Oktopost takes an email once, so
 * only one of them can have an account. Source: failures list, row 5.
 */
export async function doubleFindings(
  okta: Okta,
  appId: string,
  { id, email }: Pick<User, 'id' | 'email'>,
): Promise<PaneFinding[]> {
  const key = emailTaken({ person: null, email });
  if (key === null) return [];
  const others = (await okta.usersNamed([email])).filter(
    (other) => other.id !== id && emailTaken({ person: other, email: other.email }) === key,
  );
  const [first] = others;
  if (first === undefined) return [];
  const assigned = await Promise.all(others.map((other) => okta.appUser(appId, other.id)));
  const have = (counts: (appUser: AppUser) => boolean): User | undefined =>
    others.find((_, index) => {
      const appUser = assigned[index] ?? null;
      return appUser !== null && counts(appUser);
    });
  const holder = have(mayHaveAccount);
  if (holder !== undefined) {
    return [
      finding(
        'block',
        `${holder.login} has the same email in Okta and is assigned already. Oktopost takes an email once.`,
        'Change one of the emails, or pick another user.',
      ),
    ];
  }
  const unsent = have(() => true);
  return [
    unsent === undefined
      ? finding(
          'warn',
          `${first.login} has the same email in Okta. Oktopost takes an email once: only one of the two can be assigned.`,
          'Change one of the emails before both are assigned.',
        )
      : finding(
          'warn',
          `${unsent.login} has the same email in Okta and is assigned, but Okta has no account of theirs at Oktopost. Once this user has one, ${unsent.login} gets none.`,
          'Where both are to have one, change one of the emails first.',
        ),
  ];
}

/** Okta keeps the id of an account that it made or linked; of one that is being made it has none yet. */
const mayHaveAccount = ({ externalId, syncState }: AppUser): boolean =>
  externalId !== null || syncState === 'SYNCING';
