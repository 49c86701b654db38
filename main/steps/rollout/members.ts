import { personName } from '../../../shared/person-name';
import type { Okta } from '../../okta/okta';
import type { OktaPerson } from '../../okta/types';
import type { RingPerson } from './ring';

/** Everyone who is in a group at the moment, by 500 a request. */
export async function readMembers(okta: Okta, groupId: string): Promise<OktaPerson[]> {
  const members: OktaPerson[] = [];
  for await (const { items } of okta.memberPages(groupId, null)) members.push(...items);
  return members;
}

export const ringPerson = (
  person: Pick<OktaPerson, 'userId' | 'givenName' | 'familyName' | 'login' | 'email'>,
): RingPerson => ({
  userId: person.userId,
  name: personName(person),
  login: person.login,
  email: person.email,
});
