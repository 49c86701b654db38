import { regions } from '../../shared/oktopost';
import type { Links } from '../../shared/snapshot';
import type { PracticeAddress } from '../ports';
import type { PeopleLinks } from '../people/person-shown';
import type { Session } from '../storage/session';
import { consoleLinks, serviceAppsLink, tokensLink } from '../okta/console-links';

/**
 * The links of the guided steps. Source: Okta facts, section 2, "Admin-console deep links"; the paths of the catalogue and of the
 * user's dashboard are not among them and unverified. The admin host is derived from the org's own, never
 * taken from an answer.
 */
export function linksOf(session: Session, practice: PracticeAddress | null): Links {
  const { address } = session;
  const adminUrl = address?.adminUrl ?? null;
  const { instance, general, signOn, integration, toApp, assignments } = consoleLinks(adminUrl, session.app);
  return {
    oktaTokens: tokensLink(adminUrl),
    oktaServiceApps: serviceAppsLink(address),
    oktaCatalogue: adminUrl === null ? null : `${adminUrl}/admin/apps/add-app`,
    oktaApp: instance,
    oktaGeneral: general,
    oktaSignOn: signOn,
    oktaIntegration: integration,
    oktaToApp: toApp,
    oktaAssignments: assignments,
    oktaDashboard: address === null ? null : `${address.orgUrl}/app/UserHome`,
    oktopostProvisioning: oktopostLink(session, practice),
    oktopostTeam: oktopostLink(session, practice, '../team'),
    oktopostSignOn: oktopostLink(session, practice, 'single-sign-on'),
    oktopostLogin: loginLink(session, practice),
  };
}

/** Where one person is looked at, and repaired. No page of docs/facts/ has the path of a person in Okta's console: it is unverified. */
export function peopleLinks(session: Session, practice: PracticeAddress | null): PeopleLinks {
  const { oktaAssignments, oktopostTeam } = linksOf(session, practice);
  const adminUrl = session.address?.adminUrl ?? null;
  return {
    oktaUser: adminUrl === null ? null : `${adminUrl}/admin/user/profile/view/`,
    oktaAssignments,
    oktopostTeam,
  };
}

/** Oktopost documents no address of its settings page: the real link ends at the app. */
function oktopostLink(
  session: Session,
  practice: PracticeAddress | null,
  page = 'provisioning',
): string | null {
  const { region, mode } = session;
  if (region === null) return null;
  if (mode !== 'practice') return regions[region].appUrl;
  return practicePage(session, practice, page);
}

function loginLink(session: Session, practice: PracticeAddress | null): string | null {
  const { region, mode } = session;
  if (region === null) return null;
  if (mode !== 'practice') return regions[region].loginUrl;
  return practicePage(session, practice, '../../auth/login-sso');
}

/** A page of the practice Oktopost, by its place beside the provisioning page of the set-up's account. */
function practicePage(
  { destination, region }: Session,
  practice: PracticeAddress | null,
  page: string,
): string | null {
  if (practice === null || destination === null || region === null) return null;
  return new URL(page, practice.oktopost[destination][region].consoleUrl).href;
}
