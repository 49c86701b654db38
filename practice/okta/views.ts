import type { OktaGroup, OktaUser } from '../world/state';
import { defaultUserType } from '../world/user-types';
import type { World } from '../world/world';
import type { ApiCall } from './call';

/** Sourced from Active Directory, so that the profile cannot be changed in Okta. */
export const isFromDirectory = ({ options }: World, { madeInOkta }: OktaUser): boolean =>
  options.profile.directory === 'active-directory' && madeInOkta !== true;

export function userView({ world }: Pick<ApiCall, 'world'>, person: OktaUser) {
  const { typeId = defaultUserType.id, madeInOkta: _, ...user } = person;
  return {
    ...user,
    type: { id: typeId },
    credentials: {
      provider: isFromDirectory(world, person)
        ? { type: 'ACTIVE_DIRECTORY', name: 'bellwether.example' }
        : { type: 'OKTA', name: 'OKTA' },
    },
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
