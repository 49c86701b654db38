import type { PaneFinding } from '../../shared/verification';
import type { Okta } from '../okta/okta';
import type { User } from '../okta/types';
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
  const holder = others.find((_, index) => assigned[index] !== null);
  return [
    holder === undefined
      ? finding(
          'warn',
          `${first.login} has the same email in Okta. Oktopost takes an email once: only one of the two can be assigned.`,
          'Change one of the emails before both are assigned.',
        )
      : finding(
          'block',
          `${holder.login} has the same email in Okta and is assigned already. Oktopost takes an email once.`,
          'Change one of the emails, or pick another user.',
        ),
  ];
}
