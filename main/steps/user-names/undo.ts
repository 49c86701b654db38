import { z } from 'zod';
import type { AppUser } from '../../okta/types';
import { ownership, valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { defineItemStep } from '../../plans/item-step';
import { noNotes, planRestore } from '../../plans/restore';
import type { RestorePlan } from '../../plans/restore';
import type { StepContext } from '../../plans/step';
import { readAdoptedApp } from '../app-integration/setup-app';
import { userNamePrefix } from './step';
import type { Change } from '../../../shared/plan';

const detailsSchema = z.looseObject({
  userId: z.string(),
  before: z.looseObject({ userName: z.string().nullable() }),
  after: z.looseObject({ userName: z.string().nullable() }),
});

/** Someone whom this set-up gave another user name. */
interface Renamed {
  userId: string;
  history: ValueHistory<string | null>;
  /** Null: not assigned any more, so that there is no user name to give back. */
  appUser: AppUser | null;
}

interface Listed {
  appId: string;
  /** Who still has the user name that this set-up gave them. */
  items: readonly Renamed[];
  found: RestorePlan<string | null> | null;
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
    if (renamed === null) return { appId: '', items: [], found: null };
    const found = restorePlanOf(renamed.people);
    return {
      appId: renamed.appId,
      items: renamed.people.filter(({ userId }) => found.ours.has(userId)),
      found,
    };
  },

  plan: ({ userId, history, appUser }, { appId }) => {
    const { original } = history;
    const now = appUser?.userName ?? null;
    const whose = appUser === null ? 'original' : ownership(history, now);
    if (whose === 'changedByOthers') return null;
    const change = changeOf(userId, now, original, appUser !== null && appUser.externalId !== null);
    if (whose === 'original' || original === null) return { change, mutation: null };
    return { change, mutation: { appId, userId, userName: original } };
  },

  notes: ({ found }, changes) => ({
    touched: changes.flatMap(({ mutation, change }) =>
      mutation === null ? [] : [{ userId: mutation.userId, name: change.rows[0]?.now ?? mutation.userId }],
    ),
    undo: { ...noNotes, drift: found?.drift ?? [] },
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

/** Reads everyone who was renamed and is still assigned; null where nobody was. */
async function readRenamed(context: StepContext): Promise<{ appId: string; people: Renamed[] } | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = userNameHistories(setupApp?.appliedChanges ?? []);
  if (setupApp === null || histories.size === 0) return null;
  const { id: appId } = setupApp.app;
  const people: Renamed[] = [];
  for await (const appUser of context.okta.appUsers(appId)) {
    const history = histories.get(appUser.id);
    if (history !== undefined) people.push({ userId: appUser.id, history, appUser });
  }
  return { appId, people };
}

/** By user id: the user names of people whom this set-up renamed. */
function userNameHistories(
  appliedChanges: readonly AppliedChange[],
): Map<string, ValueHistory<string | null>> {
  return valueHistoriesOf(
    appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      return [{ key: data.userId, before: data.before.userName, after: data.after.userName, confirmed }];
    }),
  );
}

function restorePlanOf(people: readonly Renamed[]): RestorePlan<string | null> {
  const byId = new Map(people.map((renamed) => [renamed.userId, renamed]));
  return planRestore<string | null>({
    histories: new Map(people.map(({ userId, history }) => [userId, history])),
    now: (userId) => byId.get(userId)?.appUser?.userName ?? null,
    settingOf: (userId) => `user-name:${userId}`,
    personOf: (userId) => byId.get(userId)?.history.lastWritten.at(-1) ?? userId,
    words: (userName) => userName ?? '(none)',
  });
}

const changeOf = (
  userId: string,
  now: string | null,
  after: string | null,
  provisioned: boolean,
): Change => ({
  id: `restore-${userNamePrefix}${userId}`,
  title: `Give ${now ?? userId} the user name back`,
  verb: 'update',
  rows: [{ setting: `user-name:${userId}`, now, after, verb: 'change', note: null }],
  warnings: [],
  pushes: provisioned ? 1 : 0,
  undo: 'Begin the set-up again and change the user names.',
  irreversibleEffect: null,
});
