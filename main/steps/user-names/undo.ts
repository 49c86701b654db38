import { z } from 'zod';
import type { AppUser } from '../../okta/types';
import { ownership, valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { defineItemStep } from '../../plans/item-step';
import { planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
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
    if (renamed === null) return { appId: '', items: [], found: null, kept: [] };
    const found = restorePlanOf(renamed.people);
    return {
      appId: renamed.appId,
      items: renamed.people.filter(({ userId }) => found.ours.has(userId)),
      found,
      kept: renamed.kept,
    };
  },

  plan: ({ userId, history, appUser }, { appId }) => {
    const { original } = history;
    const now = userNameOf(appUser);
    const whose = appUser === null ? 'original' : ownership(history, now);
    if (whose === 'changedByOthers') return null;
    const change = changeOf(userId, now, original, appUser !== null && appUser.externalId !== null);
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
): Promise<{ appId: string; people: Renamed[]; kept: string[] } | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = userNameHistories(setupApp?.appliedChanges ?? []);
  if (setupApp === null || histories.size === 0) return null;
  const { id: appId } = setupApp.app;
  const people: Renamed[] = [];
  const kept: string[] = [];
  for await (const appUser of context.okta.appUsers(appId)) {
    const history = histories.get(appUser.id);
    if (history === undefined) continue;
    if (history.original.trim() !== '') people.push({ userId: appUser.id, history, appUser });
    else if (ownership(history, userNameOf(appUser)) === 'ours') kept.push(userNameOf(appUser));
  }
  return { appId, people, kept };
}

/** By user id: the user names of people whom this set-up renamed. */
function userNameHistories(appliedChanges: readonly AppliedChange[]): Map<string, ValueHistory<string>> {
  return valueHistoriesOf(
    appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      const { userId: key, before, after } = data;
      return [{ key, before: before.userName ?? '', after: after.userName ?? '', confirmed }];
    }),
  );
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

const changeOf = (userId: string, now: string, after: string, provisioned: boolean): Change => ({
  id: `restore-${userNamePrefix}${userId}`,
  title: `Give ${now === '' ? userId : now} the user name back`,
  verb: 'update',
  rows: [{ setting: `user-name:${userId}`, now, after, verb: 'change', note: null }],
  warnings: [],
  pushes: provisioned ? 1 : 0,
  undo: 'Begin the set-up again and change the user names.',
  irreversibleEffect: null,
});
