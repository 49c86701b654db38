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
  const instance =
    adminOrigin === null || session.app === null
      ? null
      : `${adminOrigin}/admin/app/${session.app.name}/instance/${session.app.id}/`;
  const tab = (hash: string): string | null => (instance === null ? null : `${instance}#${hash}`);
  return {
    oktaTokens: session.address === null ? null : `${session.address.adminUrl}/admin/access/api/tokens`,
    oktaApp: instance,
    oktaGeneral: tab('tab-general'),
    oktaSignOn: tab('tab-signon'),
    oktaIntegration: tab('tab-user-management/api-credentials'),
    oktaToApp: tab('tab-user-management/create-n-update'),
    oktaAssignments: tab('tab-assignments'),
    oktopostProvisioning: oktopostLink(session, practice),
  };
}

/** Oktopost documents no address of its settings page: the real link ends at the app. */
function oktopostLink(session: Session, practice: PracticeAddress | null): string | null {
  if (session.region === null) return null;
  if (session.mode === 'practice') return practice?.oktopost[session.region].consoleUrl ?? null;
  return regions[session.region].appUrl;
}
