import type { AppUser, OktaApp, OktaUser } from './state';

/** Evaluates `user.X`; all other mapping expressions are unsupported and yield an empty value. */
export function evaluate(expression: string, user: OktaUser): string {
  const [, attribute] = /^user\.([A-Za-z0-9_]+)$/.exec(expression.trim()) ?? [];
  return attribute === undefined ? '' : (own(user.profile, attribute) ?? '');
}

/** The app user name by the format of the Sign On tab. */
export function userNameFor(app: OktaApp, user: OktaUser): string {
  const template = templateOf(app);
  const login = user.profile['login'] ?? '';
  const email = user.profile['email'] ?? '';
  const value = /source\.email\b/.test(template) ? email : login;
  if (/toLowerCase\(/.test(template)) return value.toLowerCase();
  return /substringBefore\(/.test(template) ? (value.split('@')[0] ?? '') : value;
}

export function templateOf(app: OktaApp): string {
  const template = record(app.body.credentials['userNameTemplate'])['template'];
  return typeof template === 'string' ? template : '${source.login}';
}

/** The mapped profile: all attributes at assignment, only pushed ones on later changes. */
export function mappedProfile(app: OktaApp, user: OktaUser, onlyPushed: boolean): Record<string, string> {
  const profile: Record<string, string> = {};
  for (const [name, { expression, pushStatus }] of Object.entries(app.toAppMapping.properties)) {
    if (!onlyPushed || pushStatus === 'PUSH') profile[name] = evaluate(expression, user);
  }
  return profile;
}

interface NewAppUser {
  appUserId: string;
  at: string;
  scope: AppUser['scope'];
  /** Whether provisioning is on; else nothing is ever sent for this assignment. */
  provisioned: boolean;
}

/** A new assignment, with user name and profile by the app's current settings. */
export function newAppUser(
  app: OktaApp,
  user: OktaUser,
  { appUserId, at, scope, provisioned }: NewAppUser,
): AppUser {
  return {
    id: user.id,
    appUserId,
    externalId: null,
    created: at,
    lastUpdated: at,
    scope,
    status: provisioned ? 'STAGED' : 'ACTIVE',
    statusChanged: at,
    syncState: provisioned ? 'SYNCING' : 'DISABLED',
    lastSync: null,
    userName: userNameFor(app, user),
    profile: mappedProfile(app, user, false),
    assignedBeforeProvisioning: !provisioned,
    lastError: null,
  };
}

/** The attributes that Okta sends: mapped and non-empty. */
export function sentAttributes(app: OktaApp, { profile }: AppUser): Record<string, string> {
  return Object.fromEntries(
    Object.entries(profile).filter(
      ([name, value]) => value !== '' && Object.hasOwn(app.toAppMapping.properties, name),
    ),
  );
}

/** An own property by an untrusted name, never an inherited one. */
export const own = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
