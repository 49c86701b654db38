import { toAppOptions } from '../../../shared/oktopost';
import { readSending, sendsUpdates } from '../../observe/sending';
import type { App, AppUser } from '../../okta/types';
import { ownership } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import { defineItemStep } from '../../plans/item-step';
import { planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import type { StepContext } from '../../plans/step';
import { readAdoptedApp } from '../app-integration/setup-app';
import { userNameHistories } from './history';
import { userNamePrefix } from './step';
import type { Change } from '../../../shared/plan';

/** Someone whom this set-up gave another user name. */
interface Renamed {
  userId: string;
  history: ValueHistory<string>;
  /** Null: not assigned any more, so that there is no user name to give back. */
  appUser: AppUser | null;
}

interface Listed {
  appId: string;
  /** Who still has the user name that this set-up gave them. */
  items: readonly Renamed[];
  found: RestorePlan<string> | null;
  /** User names of people who had a blank one. */
  kept: readonly string[];
  /** Whether Okta sends a change of whom it has provisioned. */
  sends: boolean;
}

interface Mutation {
  appId: string;
  userId: string;
  userName: string;
}

/** Gives people the user name back that they had before this set-up. */
export const undoUserNamesStep = defineItemStep<Record<never, never>, Renamed, Listed, Mutation>({
  list: async (context) => {
    const renamed = await readRenamed(context);
    if (renamed === null) return { appId: '', items: [], found: null, kept: [], sends: false };
    const found = restorePlanOf(renamed.people);
    return {
      appId: renamed.app.id,
      items: renamed.people.filter(({ userId }) => found.ours.has(userId)),
      found,
      kept: renamed.kept,
      sends: sendsUpdates(await readSending(context.okta, renamed.app, context.session())),
    };
  },

  plan: ({ userId, history, appUser }, { appId, sends }) => {
    const { original } = history;
    const now = userNameOf(appUser);
    const whose = appUser === null ? 'original' : ownership(history, now);
    if (whose === 'changedByOthers') return null;
    const change = changeOf(userId, now, original, sends && (appUser?.externalId ?? null) !== null);
    if (whose === 'original') return { change, mutation: null };
    return { change, mutation: { appId, userId, userName: original } };
  },

  notes: ({ found, kept }, changes) => ({
    touched: changes.flatMap(({ mutation, change }) =>
      mutation === null ? [] : [{ userId: mutation.userId, name: change.rows[0]?.now ?? mutation.userId }],
    ),
    undo: {
      ...noNotes,
      drift: found?.drift ?? [],
      remains: kept.map(
        (userName) => `The user name ${userName}: it was blank before, and Okta takes no blank one.`,
      ),
    },
  }),

  observe: async ({ okta }, renamed, { appId }) => ({
    ...renamed,
    appUser: await okta.appUser(appId, renamed.userId),
  }),

  beforeAndAfter: () => ({}),

  apply: async ({ okta }, { appId, userId, userName }) => {
    await okta.setUserName(appId, userId, userName);
    return { details: {} };
  },

  verify: async (context) => {
    const renamed = await readRenamed(context);
    return renamed === null ? [] : restorePlanOf(renamed.people).checks;
  },
});

/** As `history` has it: Okta shows a blank user name as one, or as none. */
const userNameOf = (appUser: AppUser | null): string => appUser?.userName ?? '';

/** Reads everyone who was renamed and is still assigned; null where nobody was. */
async function readRenamed(
  context: StepContext,
): Promise<{ app: App; people: Renamed[]; kept: string[] } | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = userNameHistories(setupApp?.appliedChanges ?? []);
  if (setupApp === null || histories.size === 0) return null;
  const { app } = setupApp;
  const people: Renamed[] = [];
  const kept: string[] = [];
  for await (const appUser of context.okta.appUsers(app.id)) {
    const history = histories.get(appUser.id);
    if (history === undefined) continue;
    if (history.original.trim() !== '') people.push({ userId: appUser.id, history, appUser });
    else if (ownership(history, userNameOf(appUser)) === 'ours') kept.push(userNameOf(appUser));
  }
  return { app, people, kept };
}

function restorePlanOf(people: readonly Renamed[]): RestorePlan<string> {
  const byId = new Map(people.map((renamed) => [renamed.userId, renamed]));
  return planRestore<string>({
    histories: new Map(people.map(({ userId, history }) => [userId, history])),
    now: (userId) => userNameOf(byId.get(userId)?.appUser ?? null),
    settingOf: (userId) => `user-name:${userId}`,
    personOf: (userId) => byId.get(userId)?.history.lastWritten.at(-1) ?? userId,
    words: (userName) => (userName === '' ? '(none)' : userName),
  });
}

/** Source: article, "Restrictions"; Okta as recorded, section 5. */
const sentToo = `Okta sends this user name to Oktopost, which refuses one that is not the email: the push then fails, the account there stays as it is, and after that Okta sends no deactivation of it. Untick ${toAppOptions[1]} first, under Provisioning > To App, and nothing is sent.`;

const changeOf = (userId: string, now: string, after: string, isSent: boolean): Change => ({
  id: `restore-${userNamePrefix}${userId}`,
  title: `Give ${now === '' ? userId : now} the user name back`,
  verb: 'update',
  rows: [{ setting: `user-name:${userId}`, now, after, verb: 'change', note: null }],
  warnings: isSent ? [sentToo] : [],
  pushes: isSent ? 1 : 0,
  undo: 'Begin the set-up again and change the user names.',
  irreversibleEffect: null,
});
