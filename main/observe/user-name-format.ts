import { saml, userNameFormatWords } from '../../shared/oktopost';
import { ownValue } from '../../shared/own-value';
import type { App, User } from '../okta/types';

/** The user name that Okta makes by the format in force. */
export interface FormattedName {
  /** As Okta's console calls the format; null: Okta does not show it. */
  format: string | null;
  /** Null: the format is not worked out here. */
  userName: string | null;
}

const beforeAt = (text: string): string => text.split('@', 1)[0] ?? '';

/** Source: Okta's built-in user name templates. */
const builtIn: Readonly<Record<string, (user: Pick<User, 'login' | 'email'>) => string>> = {
  [saml.userNameTemplate]: ({ email }) => email,
  '${source.login}': ({ login }) => login,
  '${fn:substringBefore(source.login, "@")}': ({ login }) => beforeAt(login),
  '${fn:substringBefore(source.email, "@")}': ({ email }) => beforeAt(email),
};

export function formattedName(app: App | null, user: Pick<User, 'login' | 'email'>): FormattedName {
  const template = app?.userNameTemplate?.template ?? null;
  if (template === null) return { format: null, userName: null };
  const made = ownValue(builtIn, template)?.(user);
  return { format: userNameFormatWords(template), userName: made ?? null };
}

/** Of somebody to assign: the user name that Okta makes, and their login where that is not worked out here. */
export const nameAfter = (app: App, person: Pick<User, 'login' | 'email'>): string =>
  formattedName(app, person).userName || person.login;
