import { readAccounts } from '../../observe/account';
import type { AccountReading } from '../../observe/account';
import { readAssigned } from '../../observe/people';
import type { AppUser } from '../../okta/types';
import type { OktopostScim } from '../../oktopost/types';
import { lookAtAccounts } from '../../steps/assignment/accounts';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import { requireApp } from '../../storage/required';
import { isThere } from '../rings/ring-look';
import type { RolloutParts } from '../parts';

/** By user id: how Oktopost shows the accounts of people of whom Okta says that they are there. */
export async function accountStates(
  oktopost: OktopostScim | null,
  appUsers: readonly Pick<AppUser, 'id' | 'externalId' | 'userName'>[],
): Promise<ReadonlyMap<string, AccountReading['state']>> {
  const keys = appUsers.map(({ id, externalId, userName }) => ({ id, externalId, userName: userName ?? '' }));
  const readings = await readAccounts(oktopost, keys);
  return new Map(readings.map(({ key, reading }) => [key.id, reading.state]));
}

const lookEveryMs = 5_000;
const mostLooks = 12;

/** People of whom Okta says that they are there, while Oktopost has no active account of theirs. */
export function createMissingAccounts(parts: Pick<RolloutParts, 'store' | 'clock' | 'okta' | 'oktopost'>): {
  /** Who of these is let be: unassigning them would deactivate an account that works, or of which nothing can be read. */
  notMissing(people: readonly AssignedAgain[]): Promise<{ active: string[]; notRead: string[] }>;
  /** Until Okta has sent each deactivation, a minute at most: one that comes after the new assignment would undo it. */
  deactivated(people: readonly AssignedAgain[], since: Date, signal: AbortSignal): Promise<void>;
} {
  const { store, clock } = parts;
  const asked = (people: readonly AssignedAgain[]) => people.filter(({ why }) => why === 'no-account');

  return {
    notMissing: async (people) => {
      const userIds = asked(people).map(({ userId }) => userId);
      if (userIds.length === 0) return { active: [], notRead: [] };
      const { id: appId } = requireApp(store.session);
      const assigned = await readAssigned(parts.okta(), { appId, userIds, mostAreAsked: false });
      const states = await accountStates(parts.oktopost(), [...assigned.values()].filter(isThere));
      const inState = (state: AccountReading['state']): string[] =>
        userIds.filter((id) => states.get(id) === state);
      return { active: inState('active'), notRead: inState('not-read') };
    },

    deactivated: async (people, since, signal) => {
      const accounts = asked(people).map(({ userId, name, keptUserName, email }) => ({
        ...{ userId, name, userName: keptUserName ?? email, externalId: null, isSent: true, since },
      }));
      if (accounts.length === 0) return;
      const { id: appId } = requireApp(store.session);
      const context = { okta: parts.okta(), oktopost: null, now: clock.now };
      for (let look = 0; look < mostLooks; look += 1) {
        const outcomes = await lookAtAccounts(context, appId, accounts);
        if (outcomes.every(({ deactivation }) => deactivation !== 'not-logged')) return;
        await clock.sleep(lookEveryMs, signal);
      }
    },
  };
}
