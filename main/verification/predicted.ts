import { predictScimBody } from '../../shared/predict';
import { mappingForType } from '../observe/assignment-count';
import type { Mapping, User } from '../okta/types';
import { wantedMapping } from '../steps/mapping/wanted';
import type { Session } from '../storage/session';

/** The mapping of the user's type. */
export const mappingOf = (user: User, mappings: readonly Mapping[]): Mapping | undefined =>
  mappingForType(mappings, user.typeId) ?? mappings[0];

/** What Okta will send for this user with the mapping as Okta holds it now, or as planned before SCIM is on. */
export function predictedFor(user: User, mappings: readonly Mapping[], session: Session) {
  const properties = mappingOf(user, mappings)?.properties ?? wantedMapping(session.mapping.choice);
  return predictScimBody({
    oktaUserId: user.id,
    userName: user.email,
    mapping: Object.entries(properties).map(([name, { expression }]) => ({ name, expression })),
    user: {
      ...user.profile,
      login: user.login,
      email: user.email,
      firstName: user.givenName,
      lastName: user.familyName,
    },
  });
}
