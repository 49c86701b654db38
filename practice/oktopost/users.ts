import { accounts } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import type { OktopostAccount, OktopostUser } from '../world/state';
import type { World } from '../world/world';
import { indexOf } from './account-index';
import type { IndexedBy } from './account-index';
import { ScimError } from './scim-message';
import { emailOf } from './user-resource';
import type { UserInput } from './user-resource';

/** The users of one account. Changes are validated first: a refused one has no effect. */
export interface Users {
  all(): OktopostUser[];
  /** @throws ScimError 404 */
  get(id: string): OktopostUser;
  /** @throws ScimError 409 uniqueness, 403 when no licence is free */
  create(input: UserInput): OktopostUser;
  /** Replaces everything; an omitted `active` is kept. @throws ScimError 404, 409, 403 */
  replace(id: string, input: UserInput): OktopostUser;
  /** @throws ScimError 404 */
  remove(id: string): void;
}

export function usersOf(world: World, accountId: AccountId): Users {
  const account = world.state.oktopost[accountId];
  const prefix = accounts[accountId].people === 'advocates' ? 'adv' : 'usr';

  const get = (id: string): OktopostUser => {
    const user = Object.hasOwn(account.users, id) ? account.users[id] : undefined;
    if (user === undefined) throw new ScimError(404, `There is no user ${id.slice(0, 100)}.`);
    return user;
  };

  return {
    all: () => Object.values(account.users),
    get,
    create: (input) => {
      checkUnique(account, input, null);
      const active = input.active ?? true;
      if (active) checkLicence(account);
      const now = world.now().toISOString();
      const user = { ...input, id: world.newId(prefix), active, created: now, lastModified: now };
      account.users[user.id] = user;
      indexOf(account).put(user);
      world.save();
      return user;
    },
    replace: (id, input) => {
      const user = get(id);
      checkUnique(account, input, id);
      const active = input.active === undefined ? user.active : input.active;
      if (active !== false && user.active === false) checkLicence(account);
      Object.assign(user, input, { active, lastModified: world.now().toISOString() });
      indexOf(account).put(user);
      world.save();
      return user;
    },
    remove: (id) => {
      delete account.users[get(id).id];
      indexOf(account).remove(id);
      world.save();
    },
  };
}

/** User name and email must be unique, case-insensitively. */
function checkUnique(account: OktopostAccount, input: UserInput, id: string | null): void {
  const index = indexOf(account);
  const email = emailOf(input)?.value ?? null;
  const others = (by: IndexedBy, value: string): OktopostUser[] =>
    index.candidates(by, value).filter((user) => user.id !== id);
  if (email !== null && others('email', email).some((user) => sameText(emailOf(user)?.value, email))) {
    throw taken('email', email);
  }
  if (others('userName', input.userName).some(({ userName }) => sameText(userName, input.userName))) {
    throw taken('name', input.userName);
  }
}

const sameText = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

const taken = (what: string, value: string): ScimError =>
  new ScimError(409, `A user with the ${what} ${value} already exists.`, 'uniqueness');

/** Deactivated users need no licence. They are counted only where the licences could be used up. */
function checkLicence(account: OktopostAccount): void {
  const { users, licences } = account;
  if (indexOf(account).size() < licences) return;
  const used = Object.values(users).filter(({ active }) => active !== false).length;
  if (used >= licences) {
    throw new ScimError(403, `The licence limit of the account is reached: ${used} of ${licences} in use.`);
  }
}
