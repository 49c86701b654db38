import type { AppUser, OktaApp, OktaUser } from './state';

/** `user.X` of a mapping expression; anything else is more than this practice org evaluates and gives no value. */
export function evaluate(expression: string, user: OktaUser): string {
  const [, attribute] = /^user\.([A-Za-z0-9_]+)$/.exec(expression.trim()) ?? [];
  return attribute === undefined ? '' : (user.profile[attribute] ?? '');
}

/** The app user name that the Sign On tab's format gives. */
export function userNameFor(app: OktaApp, user: OktaUser): string {
  const template = templateOf(app);
  const login = user.profile['login'] ?? '';
  const email = user.profile['email'] ?? '';
  if (/source\.email\}/.test(template)) return email;
  if (/substringBefore\(source\.email/.test(template)) return email.split('@')[0] ?? '';
  if (/substringBefore\(source\.login/.test(template)) return login.split('@')[0] ?? '';
  return login;
}

export function templateOf(app: OktaApp): string {
  const template = record(app.body.credentials['userNameTemplate'])['template'];
  return typeof template === 'string' ? template : '${source.login}';
}

/** What of the mapping applies: everything at assignment, only pushed attributes on later changes. */
export function mappedProfile(app: OktaApp, user: OktaUser, onlyPushed: boolean): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const [name, { expression, pushStatus }] of Object.entries(app.toAppMapping.properties)) {
    if (!onlyPushed || pushStatus === 'PUSH') profile[name] = evaluate(expression, user);
  }
  return profile;
}

/** Non-empty values of attributes that are still mapped: what Okta sends. */
export function sentAttributes(app: OktaApp, { profile }: AppUser): Record<string, string> {
  return Object.fromEntries(
    Object.entries(profile).filter(([name, value]) => value !== '' && name in app.toAppMapping.properties),
  );
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
