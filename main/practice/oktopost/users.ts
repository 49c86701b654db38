import type { Region } from '../../../shared/oktopost';
import type { OktopostAccount, OktopostUser } from '../state';
import type { World } from '../world';
import { ScimError } from './scim-message';
import type { UserInput } from './user-resource';

/** The users of one account. Every change is checked first: a refused one changes nothing. */
export interface Users {
  all(): OktopostUser[];
  /** @throws ScimError 404 */
  get(id: string): OktopostUser;
  /** @throws ScimError 409 uniqueness, 403 when no licence is free */
  create(input: UserInput): OktopostUser;
  /** Replaces everything; `active` stays when it was left out. @throws ScimError 404, 409, 403 */
  replace(id: string, input: UserInput): OktopostUser;
  /** @throws ScimError 404 */
  remove(id: string): void;
}

export function usersOf(world: World, region: Region): Users {
  const account = world.state.oktopost[region];

  const get = (id: string): OktopostUser => {
    const user = Object.hasOwn(account.users, id) ? account.users[id] : undefined;
    if (user === undefined) throw new ScimError(404, `There is no user ${id.slice(0, 100)}.`);
    return user;
  };

  return {
    all: () => Object.values(account.users),
    get,
    create: (input) => {
      checkUnique(account, input.userName, null);
      const active = input.active ?? true;
      if (active) checkLicence(account);
      const now = world.now().toISOString();
      const user = { ...input, id: world.newId('adv'), active, created: now, lastModified: now };
      account.users[user.id] = user;
      world.save();
      return user;
    },
    replace: (id, input) => {
      const user = get(id);
      checkUnique(account, input.userName, id);
      const active = input.active ?? user.active;
      if (active && !user.active) checkLicence(account);
      Object.assign(user, input, { active, lastModified: world.now().toISOString() });
      world.save();
      return user;
    },
    remove: (id) => {
      delete account.users[get(id).id];
      world.save();
    },
  };
}

function checkUnique({ users }: OktopostAccount, userName: string, id: string | null): void {
  const wanted = userName.toLowerCase();
  const taken = Object.values(users).some((user) => user.id !== id && user.userName.toLowerCase() === wanted);
  if (taken) throw new ScimError(409, `A user with the email ${userName} already exists.`, 'uniqueness');
}

/** Deactivated users hold no licence. */
function checkLicence({ users, licences }: OktopostAccount): void {
  const used = Object.values(users).filter(({ active }) => active).length;
  if (used >= licences) {
    throw new ScimError(403, `The licence limit of the account is reached: ${used} of ${licences} in use.`);
  }
}
