import { regions } from '../../shared/oktopost';
import type { Links } from '../../shared/setup';
import type { PracticeAddress } from '../ports';
import type { Session } from './session';

/**
 * The deep links of the guided steps. Source: Okta facts, end of section 2. The admin host is the one Okta names itself
 * (`_links.help.href`), else the `-admin` host of the org.
 */
export function linksOf(session: Session, practice: PracticeAddress | null): Links {
  const adminOrigin = session.app?.adminOrigin ?? session.address?.adminUrl ?? null;
  const { instance, general, signOn, integration, toApp, assignments } = consoleLinks(
    adminOrigin,
    session.app,
  );
  return {
    oktaTokens: tokensLink(session),
    oktaApp: instance,
    oktaGeneral: general,
    oktaSignOn: signOn,
    oktaIntegration: integration,
    oktaToApp: toApp,
    oktaAssignments: assignments,
    oktaDashboard: session.address === null ? null : `${session.address.orgUrl}/app/UserHome`,
    oktopostProvisioning: oktopostLink(session, practice),
    oktopostSignOn: oktopostLink(session, practice, 'single-sign-on'),
    oktopostLogin: loginLink(session, practice),
  };
}

/** The tabs of one app integration in Okta's Admin Console. */
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

/** Security > API > Tokens. */
export const tokensLink = ({ address }: Session): string | null =>
  address === null ? null : `${address.adminUrl}/admin/access/api/tokens`;

/** Oktopost documents no address of its settings page: the real link ends at the app. */
function oktopostLink(
  { region, mode }: Session,
  practice: PracticeAddress | null,
  page = 'provisioning',
): string | null {
  if (region === null) return null;
  if (mode !== 'practice') return regions[region].appUrl;
  return practice === null ? null : new URL(page, practice.oktopost[region].consoleUrl).href;
}

function loginLink({ region, mode }: Session, practice: PracticeAddress | null): string | null {
  if (region === null) return null;
  if (mode !== 'practice') return regions[region].loginUrl;
  return practice === null
    ? null
    : new URL('../../auth/login-sso', practice.oktopost[region].consoleUrl).href;
}
