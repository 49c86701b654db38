import { expectedAttributes } from '../../shared/predict';
import type { AttributeRow } from '../../shared/verification';
import type { AppUser, Okta } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import type { Session } from '../storage/session';
import { predictedFor } from './pre-check';
import { requireApp } from '../storage/required';

/** Expected beside what Okta's app user and Oktopost hold, an attribute a row. */
export async function compareAttributes(
  okta: Okta,
  session: Session,
  appUser: AppUser | null,
  atOktopost: ScimUser | null,
  oktopostRead: boolean,
): Promise<AttributeRow[]> {
  const { user: row } = session.test;
  if (row === null) return [];
  const [user, mapping] = await Promise.all([okta.user(row.id), okta.mapping(requireApp(session).id)]);
  if (user === null) return [];
  return expectedAttributes(predictedFor(user, mapping, session)).map(
    ({ attribute, expected }): AttributeRow => {
      const oktaValue = fromAppUser(appUser, attribute);
      const there = fromOktopost(atOktopost, attribute);
      return { attribute, expected, okta: oktaValue, oktopost: there, state: stateOf(expected, there) };
    },
  );

  function stateOf(expected: string, there: string | null): AttributeRow['state'] {
    if (!oktopostRead) return 'cannot-be-read';
    if (atOktopost === null) return 'not-there-yet';
    return there === expected ? 'same' : 'different';
  }
}

function fromAppUser(appUser: AppUser | null, attribute: string): string | null {
  if (appUser === null) return null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  switch (attribute) {
    case 'userName':
      return appUser.userName;
    case 'name.givenName':
      return text(appUser.profile['givenName']);
    case 'name.familyName':
      return text(appUser.profile['familyName']);
    case 'emails[work]':
      return text(appUser.profile['email']);
    default:
      return null;
  }
}

function fromOktopost(user: ScimUser | null, attribute: string): string | null {
  if (user === null) return null;
  switch (attribute) {
    case 'userName':
      return user.userName;
    case 'name.givenName':
      return user.givenName;
    case 'name.familyName':
      return user.familyName;
    case 'emails[work]':
      return user.email;
    case 'active':
      return String(user.active);
    default:
      return null;
  }
}
