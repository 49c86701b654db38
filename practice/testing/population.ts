import type { AccountId } from '../world/accounts';
import { newAppUser } from '../world/people';
import type { OktaApp, OktaUser, OktopostUser } from '../world/state';
import { usersOf } from '../world/directory';
import type { World } from '../world/world';

/** Of every hundred people so many; the others arrived. In this order of the directory. */
const shares = {
  pending: 2,
  'in-error': 3,
  'too-early': 5,
  gone: 1,
  'inactive-there': 2,
  differs: 2,
  /** Has an account, and is not assigned. */
  'not-assigned': 4,
  /** Neither assigned nor at Oktopost. */
  nowhere: 6,
} as const;
export type PopulationState = keyof typeof shares | 'arrived' | 'only-at-oktopost';
export type Population = Record<PopulationState, number>;

/**
 * Assigns the active people of the org to an app integration, and gives them accounts, in every state that a rollout of years leaves
 * behind; one account of each hundred is of nobody in Okta. Replaces who was assigned and the accounts.
 */
export function populate(world: World, app: OktaApp, accountId: AccountId): Population {
  const made: Population = {
    arrived: 0,
    pending: 0,
    'in-error': 0,
    'too-early': 0,
    gone: 0,
    'inactive-there': 0,
    differs: 0,
    'not-assigned': 0,
    nowhere: 0,
    'only-at-oktopost': 0,
  };
  const at = world.now().toISOString();
  const accounts: Record<string, OktopostUser> = {};
  const addAccount = (user: OktopostUser): void => {
    accounts[user.id] = user;
  };
  app.users = {};
  const people = usersOf(world.state).filter(({ status }) => status === 'ACTIVE');
  for (const [index, user] of people.entries()) {
    const state = stateAt(index % 100);
    made[state] += 1;
    const account = accountOf(world, user, at);
    if (state === 'not-assigned') addAccount(account);
    if (state === 'not-assigned' || state === 'nowhere') continue;
    const appUser = newAppUser(app, user, {
      appUserId: world.newId('0ua'),
      at,
      scope: index % 10 === 9 ? 'GROUP' : 'USER',
      provisioned: state !== 'too-early',
    });
    app.users[user.id] = appUser;
    if (state === 'pending' || state === 'too-early') continue;
    if (state === 'in-error') {
      appUser.syncState = 'ERROR';
      continue;
    }
    Object.assign(appUser, {
      externalId: account.id,
      status: 'PROVISIONED',
      syncState: 'SYNCHRONIZED',
      lastSync: at,
    });
    if (state === 'gone') continue;
    addAccount(account);
    if (state === 'inactive-there') account.active = false;
    if (state === 'differs') account.familyName = `${account.familyName} (old)`;
  }
  for (let number = 0; number * 100 < people.length; number += 1) {
    made['only-at-oktopost'] += 1;
    const email = `gone.employee.${String(number)}@former.example`;
    const id = world.newId('adv');
    const names = { userName: email, givenName: 'Gone', familyName: 'Employee' };
    addAccount({ id, ...names, active: true, externalId: null, created: at, lastModified: at });
  }
  world.state.oktopost[accountId].users = accounts;
  world.save();
  return made;
}

function stateAt(place: number): PopulationState {
  let end = 0;
  for (const [state, share] of entries(shares)) {
    end += share;
    if (place < end) return state;
  }
  return 'arrived';
}

const entries = (table: typeof shares): [keyof typeof shares, number][] => [
  ['pending', table.pending],
  ['in-error', table['in-error']],
  ['too-early', table['too-early']],
  ['gone', table.gone],
  ['inactive-there', table['inactive-there']],
  ['differs', table.differs],
  ['not-assigned', table['not-assigned']],
  ['nowhere', table.nowhere],
];

function accountOf(world: World, { id, profile }: OktaUser, at: string): OktopostUser {
  return {
    id: world.newId('adv'),
    userName: profile['email'] ?? '',
    givenName: profile['firstName'] ?? '',
    familyName: profile['lastName'] ?? '',
    active: true,
    externalId: id,
    created: at,
    lastModified: at,
  };
}
