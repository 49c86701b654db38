import type { Okta } from './okta';

/**
 * Those of these scopes, each once, that Okta did not grant the service app; none with an API token, which has no scopes, or where Okta
 * does not tell. @throws AppFailure when Okta gives no access token.
 */
export async function lackingScopes(
  { serviceApp }: Pick<Okta, 'serviceApp'>,
  needed: readonly string[],
): Promise<string[]> {
  if (needed.length === 0 || serviceApp === null) return [];
  const { scopes } = await serviceApp.granted();
  return [...new Set(needed)].filter((scope) => scopes?.includes(scope) === false);
}
