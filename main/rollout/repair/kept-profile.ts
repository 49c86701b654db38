import { saml } from '../../../shared/oktopost';
import { mappingForType } from '../../observe/assignment-count';
import type { App, AppUserWithEmail, Mapping, User } from '../../okta/types';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import { loginOf } from '../../okta/person';
import { nameOf } from '../person-names';

const reference = /^\s*(?:user|source)\.(\w+)\s*$/;

/**
 * What the next assignment keeps, and by name what it cannot: mapped values that somebody wrote by hand. `newName`: the user name that
 * takes the place of theirs; null: none does.
 */
export function keptOf(
  app: App,
  mappings: readonly Mapping[],
  appUser: AppUserWithEmail,
  user: User | null,
  newName: string | null,
): Omit<AssignedAgain, 'why'> & { lost: string[] } {
  const rows = mappingForType(mappings, appUser.typeId)?.properties ?? {};
  const values = Object.entries(appUser.profile).filter(([, value]) => value !== null && value !== '');
  const lost = values.flatMap(([name, value]) => {
    const row = rows[name];
    if (row === undefined || user === null) return [];
    const attribute = reference.exec(row.expression)?.[1];
    if (attribute === undefined) return [];
    return user.profile[attribute] === value ? [] : [name];
  });
  const { id: userId, email, userName } = appUser;
  return {
    lost,
    userId,
    name: nameOf(appUser),
    login: loginOf(appUser),
    email: email ?? '',
    keptUserName: newName ?? (userName === madeUserName(app, appUser) ? null : userName),
    keptProfile: Object.fromEntries(values.filter(([attribute]) => rows[attribute] === undefined)),
  };
}

/** What Okta's format gives; null where it is not worked out here, so that the present one is kept. */
function madeUserName({ userNameTemplate }: App, { email, login }: AppUserWithEmail): string | null {
  switch (userNameTemplate?.template) {
    case saml.userNameTemplate:
      return email;
    case '${source.login}':
      return login;
    default:
      return null;
  }
}
