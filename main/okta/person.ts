import type { OktaPerson, User } from './types';

/** Of a user what the lists of people hold. */
export const personOf = ({
  id,
  login,
  email,
  givenName,
  familyName,
  status,
  source,
  typeId,
}: User): OktaPerson => ({ userId: id, login, email, givenName, familyName, status, source, typeId });
