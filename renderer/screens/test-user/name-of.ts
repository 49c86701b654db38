import type { UserRow } from '../../../shared/verification';

/** The person's name, or the login where the directory has none. */
export function nameOf({ givenName, familyName, login }: UserRow): string {
  const name = [givenName, familyName].filter((part) => part.trim() !== '').join(' ');
  return name === '' ? login : name;
}
