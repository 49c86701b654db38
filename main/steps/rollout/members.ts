import type { Okta, OktaPerson } from '../../okta/types';
import type { RingPerson } from './ring';

/** Everyone who is in a group at the moment, by 500 a request. */
export async function readMembers(okta: Okta, groupId: string): Promise<OktaPerson[]> {
  const members: OktaPerson[] = [];
  for await (const { items } of okta.memberPages(groupId, null)) members.push(...items);
  return members;
}

export const ringPerson = ({
  userId,
  givenName,
  familyName,
  login,
  email,
}: Pick<OktaPerson, 'userId' | 'givenName' | 'familyName' | 'login' | 'email'>): RingPerson => ({
  userId,
  name: [givenName, familyName].filter((part) => part.trim() !== '').join(' ') || login,
  login,
  email,
});
