import type { OktaGroup, OktaUser } from '../world/state';
import { defaultUserType } from '../world/user-types';
import type { ApiCall } from './call';

export function userView(
  { world }: Pick<ApiCall, 'world'>,
  { typeId = defaultUserType.id, ...user }: OktaUser,
) {
  return {
    ...user,
    type: { id: typeId },
    credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    _links: { self: { href: `${world.origins.okta}/api/v1/users/${user.id}` } },
  };
}

export function groupView({ world }: Pick<ApiCall, 'world'>, { memberIds: _members, ...group }: OktaGroup) {
  const api = `${world.origins.okta}/api/v1/groups/${group.id}`;
  return {
    ...group,
    objectClass: ['okta:user_group'],
    _links: { users: { href: `${api}/users` }, apps: { href: `${api}/apps` } },
  };
}
