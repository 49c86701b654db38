import { AppFailure } from '../../shared/errors';
import type { ApiToken, Right } from '../../shared/connection';

const scope = 'okta.apps.read';

/**
 * Why a credential may not read app integrations, and what to do: a scope that was not granted, an admin role that is not assigned
 * or does not reach, or a token of an admin who may not. Okta shows the roles of a service app to some roles only.
 */
export function mayNotReadApps(
  rights: readonly Right[],
  roles: readonly string[] | null,
  token: ApiToken,
): AppFailure {
  const nothing = rights.every(({ read }) => read !== 'yes');
  const failure = (message: string, next: string): AppFailure =>
    new AppFailure({
      code: 'missing-right',
      message,
      owner: 'okta-admin',
      next,
      retry: true,
      field: token.status === 'service-app' ? 'client-id' : 'okta-token',
    });
  if (token.status !== 'service-app') {
    return failure(
      nothing
        ? 'Okta accepts the token, but lets it read nothing that is needed: the admin who made it has no admin role that reaches this far.'
        : 'Okta accepts the token, but does not let it read app integrations: the role of the admin who made it does not reach this far.',
      'Assign that admin the role Application Administrator (Security > Administrators) and try again, or enter a token of an admin who has it.',
    );
  }
  if (token.missing?.some((need) => need.scope === scope) === true) {
    return failure(
      `The service app ${token.clientId} was not granted the scope ${scope}: it can neither find nor create the app integration.`,
      `In Okta, open this app’s tab Okta API Scopes and grant ${scope}; then try again.`,
    );
  }
  const noRole = roles?.length === 0 || (roles === null && nothing);
  return failure(
    noRole
      ? `Okta signs the service app ${token.clientId} in, but lets it read nothing: no admin role is assigned to it.`
      : `The admin role of the service app ${token.clientId} does not let it read app integrations.`,
    'In Okta, open this app’s tab Admin roles > Edit assignments and assign Application Administrator, or the smallest role described below; then try again.',
  );
}
