/** What each part of the API is called in scopes. Source: the security of each operation in Okta's published description. */
const resources: readonly (readonly [path: RegExp, resource: string])[] = [
  [/^\/api\/v1\/users\/[^/]+\/roles/, 'roles'],
  [/^\/oauth2\/v1\/clients\/[^/]+\/roles/, 'roles'],
  [/^\/api\/v1\/apps/, 'apps'],
  [/^\/api\/v1\/users/, 'users'],
  [/^\/api\/v1\/groups/, 'groups'],
  [/^\/api\/v1\/mappings/, 'profileMappings'],
  [/^\/api\/v1\/meta\/schemas/, 'schemas'],
  [/^\/api\/v1\/meta\/types/, 'userTypes'],
  [/^\/api\/v1\/logs/, 'logs'],
  [/^\/api\/v1\/org/, 'orgs'],
  [/^\/api\/v1\/api-tokens/, 'apiTokens'],
  [/^\/api\/v1\/domains/, 'domains'],
  [/^\/api\/v1\/policies/, 'policies'],
];

/**
 * The scope that a call needs. Whether `manage` lets a client read as well is not documented for each resource, so here it does
 * not: never kinder than Okta.
 */
export function scopeOf(method: string, path: string): string | null {
  const resource = resources.find(([pattern]) => pattern.test(path))?.[1];
  if (resource === undefined) return null;
  return `okta.${resource}.${method === 'GET' || method === 'HEAD' ? 'read' : 'manage'}`;
}

/** Scopes that the authorization server knows. */
export const knownScopes: ReadonlySet<string> = new Set(
  resources
    .flatMap(([, resource]) => [`okta.${resource}.read`, `okta.${resource}.manage`])
    .filter((scope) => scope !== 'okta.logs.manage'),
);
