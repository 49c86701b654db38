import type { AppUser, MappingRow, OktaApp, OktaUser } from './state';

/**
 * Evaluates `user.X`, a quoted text, and Okta's own expressions for the type of an email and for the part of an email before the @
 * (Okta as recorded, section 4); all others are unsupported and yield an empty value.
 */
export function evaluate(expression: string, user: OktaUser): string {
  const valueOf = (attribute: string | undefined): string =>
    attribute === undefined ? '' : (own(user.profile, attribute) ?? '');
  const text = expression.trim();
  const [, attribute] = /^user\.(\w+)$/.exec(text) ?? [];
  if (attribute !== undefined) return valueOf(attribute);
  const [, , constant] = /^(["'])([^"']*)\1$/.exec(text) ?? [];
  if (constant !== undefined) return constant;
  const [, tested, type] = /^\(user\.(\w+) != null && user\.\1 != ''\) \? '(\w+)' : ''$/.exec(text) ?? [];
  if (type !== undefined) return valueOf(tested) === '' ? '' : type;
  const [, cut] = /^String\.substringBefore\(user\.(\w+), "@"\)$/.exec(text) ?? [];
  return valueOf(cut).split('@')[0] ?? '';
}

/** The rows of the mapping for the user type of a person. */
export const mappingRowsFor = (app: OktaApp, { typeId = '' }: OktaUser): Record<string, MappingRow> =>
  (own(app.typeMappings ?? {}, typeId) ?? app.toAppMapping).properties;

/** The app user name: by a `userName` row of the mapping, which overrides the format of the Sign On tab. */
export function userNameFor(app: OktaApp, user: OktaUser): string {
  const { userName } = mappingRowsFor(app, user);
  if (userName !== undefined) return evaluate(userName.expression, user);
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
  for (const [name, { expression, pushStatus }] of Object.entries(mappingRowsFor(app, user))) {
    if (name !== 'userName' && (!onlyPushed || pushStatus === 'PUSH'))
      profile[name] = evaluate(expression, user);
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

/** The attributes that Okta sends: mapped and non-empty. Where there is an `emailType`, an email without it has no type. */
export function sentAttributes(app: OktaApp, user: OktaUser, { profile }: AppUser): Record<string, string> {
  const mapped = mappingRowsFor(app, user);
  const sent = Object.fromEntries(
    Object.entries(profile).filter(([name, value]) => value !== '' && Object.hasOwn(mapped, name)),
  );
  const hasType = Object.hasOwn(app.schema.custom, 'emailType');
  return hasType && sent['email'] !== undefined ? { emailType: '', ...sent } : sent;
}

/** An own property by an untrusted name, never an inherited one. */
export const own = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const record = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});
