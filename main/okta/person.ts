import type { AppUserWithEmail, OktaPerson, User } from './types';

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

/** The user name in Okta of somebody who is assigned; where it was not read, the one in the app integration. */
export const loginOf = ({ id, login, userName }: AppUserWithEmail): string => login ?? userName ?? id;
