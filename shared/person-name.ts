/** What a person is called on screen: both names, else the login. */
export const personName = ({
  givenName,
  familyName,
  login,
}: Record<'givenName' | 'familyName' | 'login', string>): string =>
  [givenName, familyName].filter((part) => part.trim() !== '').join(' ') || login;
