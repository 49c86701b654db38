import type { Address } from '../../shared/connection';

/** The tabs of one app integration in the Admin Console. Source: Okta facts, section 2, "Admin-console deep links". */
export function consoleLinks(adminOrigin: string | null, app: { id: string; name: string } | null) {
  const instance =
    adminOrigin === null || app === null ? null : `${adminOrigin}/admin/app/${app.name}/instance/${app.id}/`;
  const tab = (hash: string): string | null => (instance === null ? null : `${instance}#${hash}`);
  return {
    instance,
    general: tab('tab-general'),
    signOn: tab('tab-signon'),
    integration: tab('tab-user-management/api-credentials'),
    toApp: tab('tab-user-management/create-n-update'),
    assignments: tab('tab-assignments'),
  };
}

/** The practice console has a page for service apps alone; in Okta they are among the applications. The path is unverified. */
export const serviceAppsLink = (address: Pick<Address, 'adminUrl' | 'kind'> | null): string | null =>
  address === null
    ? null
    : `${address.adminUrl}/admin/apps/${address.kind === 'practice' ? 'api-services' : 'active'}`;

/** Security > API > Tokens; null without an admin address. */
export const tokensLink = (adminUrl: string | null): string | null =>
  adminUrl === null ? null : `${adminUrl}/admin/access/api/tokens`;
