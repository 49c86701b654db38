import type { OktaUser } from '../world/state';

export const peoplePath = '/admin/users';

/** Of one person, with the id behind it. */
export const personPath = '/admin/user/profile/view';

export const personPathOf = ({ id }: Pick<OktaUser, 'id'>): string =>
  `${personPath}/${encodeURIComponent(id)}`;

/** As Okta's People page names them. */
export const userStatusNames: Record<OktaUser['status'], string> = {
  STAGED: 'Staged',
  PROVISIONED: 'Pending user action',
  ACTIVE: 'Active',
  SUSPENDED: 'Suspended',
  DEPROVISIONED: 'Deactivated',
  LOCKED_OUT: 'Locked out',
  PASSWORD_EXPIRED: 'Password expired',
  RECOVERY: 'Password reset',
};

/** Whether a search by name, username or email finds them; the empty one finds everybody. */
export function isFoundBy({ profile }: OktaUser, query: string): boolean {
  return ['firstName', 'lastName', 'login', 'email']
    .map((name) => profile[name] ?? '')
    .join(' ')
    .toLowerCase()
    .includes(query.toLowerCase());
}
