import { z } from 'zod';
import { appErrorSchema } from './errors';
import { time } from './time';

/** What became of an address the admin gave. No token is sent anywhere before `orgUrl` is confirmed. */
export const addressSchema = z.strictObject({
  input: z.string(),
  kind: z.enum(['okta-host', 'custom-domain', 'practice']),
  /** The only origin the token will ever be sent to. */
  orgUrl: z.string(),
  adminUrl: z.string(),
  /** A custom domain named this host; the admin must confirm it first. */
  needsConfirmation: z.boolean(),
});

export type Address = z.infer<typeof addressSchema>;

export const rightSchema = z.strictObject({
  right: z.enum(['apps', 'users', 'mappings', 'schemas', 'logs']),
  read: z.enum(['yes', 'no', 'unknown']),
});

export type Right = z.infer<typeof rightSchema>;

/**
 * Standard roles that change no app integration. Source: Okta's help, "Standard administrator roles and permissions". Custom roles
 * and names that are not known here may.
 */
const readingRoles: readonly string[] = [
  'READ_ONLY_ADMIN',
  'REPORT_ADMIN',
  'HELP_DESK_ADMIN',
  'USER_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
];

/** Whether these roles certainly apply no plan. Null and an empty list, which groups may add to, tell nothing. */
export const onlyReads = (roles: readonly string[] | null): boolean =>
  roles !== null && roles.length > 0 && roles.every((role) => readingRoles.includes(role));

/** The scope that the life-cycle test alone needs of a service app. */
export const creatingScope = 'okta.users.manage';

/** Standard roles that create users. Source: Okta's help, "Standard administrator roles and permissions". */
const creatingRoles: readonly string[] = ['SUPER_ADMIN', 'ORG_ADMIN', 'USER_ADMIN'];
const otherRoles: readonly string[] = [
  'APP_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'MOBILE_ADMIN',
  ...readingRoles.filter((role) => role !== 'USER_ADMIN'),
];

/** Whether these roles create users; a custom role may, and so may a role of a group, which is not among them. */
export function mayCreateUsers(roles: readonly string[] | null): 'yes' | 'no' | 'unknown' {
  if (roles === null || roles.length === 0) return 'unknown';
  if (roles.some((role) => creatingRoles.includes(role))) return 'yes';
  return roles.every((role) => otherRoles.includes(role)) ? 'no' : 'unknown';
}

/**
 * Standard roles of which the assistant needs nothing that a lesser one does not have. Source: Okta's help, "Standard administrator
 * roles and permissions".
 */
const moreThanNeeded: readonly string[] = [
  'SUPER_ADMIN',
  'ORG_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'MOBILE_ADMIN',
  'USER_ADMIN',
  'HELP_DESK_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
];

/** The roles that may do more than this assistant needs. What a custom role holds, Okta does not show here. */
export const rolesBeyondNeed = (roles: readonly string[] | null): string[] =>
  (roles ?? []).filter((role) => moreThanNeeded.includes(role));

/**
 * How this computer keeps a token over a restart, if it is to be remembered: encrypted by the system's key store, readable for
 * every program of the same user (Linux without a key store), or not at all (browser mode).
 */
export const keepsSecretsSchema = z.enum(['nothing', 'encrypted', 'readable']);
export type KeepsSecrets = z.infer<typeof keepsSecretsSchema>;

/** What the admin agreed to when a token was entered. */
export const rememberSchema = z.enum(['no', 'encrypted', 'readable']);
export type Remember = z.infer<typeof rememberSchema>;

/** A proxy of this computer's network that wants a user name and a password. `declined`: nobody is asked any more. */
export const proxyShownSchema = z.strictObject({
  /** `proxy.example:8080`. */
  host: z.string(),
  state: z.enum(['asks', 'refused', 'declined']),
});
export type ProxyShown = z.infer<typeof proxyShownSchema>;

/** What Okta reports about the API token itself. */
export const apiTokenSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('identified'),
    name: z.string(),
    /** When it dies unless it is used before; null when Okta names no time. */
    expiresAt: time.nullable(),
    /** Network zones by Okta's ids; both empty: anywhere. Null when Okta names none of it. */
    zones: z.strictObject({ only: z.array(z.string()), not: z.array(z.string()) }).nullable(),
  }),
  /** Several tokens of the same owner that were used just now: which of them this is cannot be determined. */
  z.strictObject({ status: z.literal('ambiguous'), tokens: z.number().int() }),
  z.strictObject({ status: z.literal('unavailable') }),
  /** A service app instead of an API token: the key signs, and access tokens come and go. */
  z.strictObject({
    status: z.literal('service-app'),
    clientId: z.string(),
    /** Whether access tokens are bound to a key of this computer (DPoP). */
    bound: z.boolean(),
    /** Scopes of this road that Okta did not grant; null where Okta did not say. */
    missing: z
      .array(z.strictObject({ scope: z.string(), needed: z.boolean(), without: z.string() }))
      .nullable(),
  }),
]);

export type ApiToken = z.infer<typeof apiTokenSchema>;

export const oktaConnectionSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('checking') }),
  /** Known from before, but this start has no token (it was not stored). */
  z.strictObject({ state: z.literal('token-needed') }),
  z.strictObject({ state: z.literal('failed'), error: appErrorSchema }),
  z.strictObject({
    state: z.literal('connected'),
    orgName: z.string(),
    subdomain: z.string(),
    /** Login the token belongs to; null when Okta did not say. */
    login: z.string().nullable(),
    /** Null when Okta did not say; that proves nothing about rights. */
    roles: z.array(z.string()).nullable(),
    rights: z.array(rightSchema),
    token: apiTokenSchema,
    checkedAt: time,
  }),
]);

export type OktaConnection = z.infer<typeof oktaConnectionSchema>;

/** The scope without which a service app applies nothing. */
const writingScope = 'okta.apps.manage';

/** Whether what is connected certainly applies no plan, by its roles or its scopes. */
export const connectionOnlyReads = (okta: OktaConnection): boolean =>
  okta.state === 'connected' &&
  (onlyReads(okta.roles) ||
    (okta.token.status === 'service-app' &&
      okta.token.missing?.some(({ scope }) => scope === writingScope) === true));

/** Read: Okta refuses the token or the service app, as it does once that is revoked. */
export const isRefused = (okta: OktaConnection): boolean =>
  okta.state === 'failed' && okta.error.code === 'token-refused';

/** What became of a token that was entered and refused. */
const tokenRefusal = {
  error: appErrorSchema,
  /** What the other region said of the same token; null where it cannot be asked. It is asked only when the admin says so. */
  elsewhere: z.enum(['not-asked', 'asking', 'works', 'refused', 'no-answer']).nullable(),
};
const tokenRefusalSchema = z.strictObject(tokenRefusal);
export type TokenRefusal = z.infer<typeof tokenRefusalSchema>;

/** Another token was entered in place of the one that is used, and refused: the one that is used stays. Left out: none was. */
const another = { another: tokenRefusalSchema.optional() };

export const oktopostTokenSchema = z.discriminatedUnion('state', [
  /** `aside`: the SCIM base URL of the choice that a token is kept aside for; left out: none is. */
  z.strictObject({ state: z.literal('none'), aside: z.string().optional() }),
  z.strictObject({ state: z.literal('checking') }),
  z.strictObject({ state: z.literal('token-needed') }),
  z.strictObject({ state: z.literal('refused'), ...tokenRefusal }),
  /** Kept, but Oktopost could not be asked; Okta's own test will show. */
  z.strictObject({ state: z.literal('unchecked'), error: appErrorSchema, ...another }),
  z.strictObject({ state: z.literal('accepted'), users: z.number().int(), checkedAt: time, ...another }),
]);

export type OktopostToken = z.infer<typeof oktopostTokenSchema>;

/** What became of the token that was entered last, where it was refused. */
export const refusalOf = (oktopost: OktopostToken): TokenRefusal | undefined =>
  oktopost.state === 'refused' ? oktopost : 'another' in oktopost ? oktopost.another : undefined;
