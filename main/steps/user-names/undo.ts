import { z } from 'zod';
import type { AppUser } from '../../okta/types';
import { ownership, valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import { draftOf } from '../../plans/step';
import type { Step, StepContext } from '../../plans/step';
import { noNotes, planRestore } from '../../plans/restore';
import { adoptedApp } from '../app-integration/own-app';
import { userNamePrefix } from './step';
import type { Change } from '../../../shared/plan';

const detailsSchema = z.looseObject({
  userId: z.string(),
  before: z.looseObject({ userName: z.string().nullable() }),
  after: z.looseObject({ userName: z.string().nullable() }),
});

interface Renamed {
  appId: string;
  histories: Map<string, ValueHistory<string | null>>;
}

const prefix = `restore-${userNamePrefix}`;

/** Gives people the user name back that they had before this set-up. Each is looked at alone when its turn comes. */
export const undoUserNamesStep = (): Step => ({
  draft: async (context) => {
    const renamed = await renamedBy(context);
    if (renamed === null) return draftOf([], { undo: noNotes });
    const { found, appUsers } = await observe(context, renamed);
    return draftOf(
      [...found.ours].map(([userId, { now, original }]) => ({
        change: changeOf(userId, now, original, appUsers.get(userId)?.externalId !== null),
        mutation: { userId },
      })),
      { undo: { ...noNotes, drift: found.drift } },
    );
  },

  recheck: async (context, shown) => {
    const userId = shown.id.slice(prefix.length);
    const renamed = await renamedBy(context);
    const history = renamed?.histories.get(userId);
    if (renamed === null || history === undefined) return { kind: 'stale', now: null };
    const { appId } = renamed;
    const appUser = await context.okta.appUser(appId, userId);
    if (appUser === null) return { kind: 'up-to-date' };
    const { original } = history;
    const whose = ownership(history, appUser.userName);
    if (whose === 'original' || original === null) return { kind: 'up-to-date' };
    if (whose === 'changedByOthers') return { kind: 'stale', now: null };
    return {
      kind: 'go',
      predecessorsDone: true,
      beforeAndAfter: {},
      apply: async () => {
        await context.okta.setUserName(appId, userId, original);
        return { details: {} };
      },
    };
  },

  verify: async (context) => {
    const renamed = await renamedBy(context);
    return renamed === null ? [] : (await observe(context, renamed)).found.checks;
  },
});

async function renamedBy(context: StepContext): Promise<Renamed | null> {
  const own = await adoptedApp(context);
  if (own === null) return null;
  const histories = valueHistoriesOf(
    own.appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      return [{ key: data.userId, before: data.before.userName, after: data.after.userName, confirmed }];
    }),
  );
  return histories.size === 0 ? null : { appId: own.app.id, histories };
}

/** Who is not assigned any more has no user name to give back. */
async function observe({ okta }: StepContext, { appId, histories }: Renamed) {
  const appUsers = new Map<string, AppUser>();
  for await (const appUser of okta.appUsers(appId)) {
    if (histories.has(appUser.id)) appUsers.set(appUser.id, appUser);
  }
  const found = planRestore<string | null>({
    histories: new Map([...histories].filter(([userId]) => appUsers.has(userId))),
    now: (userId) => appUsers.get(userId)?.userName ?? null,
    label: (userId) => `User name of ${histories.get(userId)?.lastWritten.at(-1) ?? userId}`,
    words: (userName) => userName ?? '(none)',
  });
  return { found, appUsers };
}

const changeOf = (
  userId: string,
  now: string | null,
  before: string | null,
  provisioned: boolean,
): Change => ({
  id: `${prefix}${userId}`,
  title: `Give ${now ?? userId} the user name back`,
  verb: 'update',
  rows: [{ setting: 'User name', now, after: before, verb: 'change', note: null }],
  warnings: [],
  pushes: provisioned ? 1 : 0,
  undo: 'Begin the set-up again and change the user names.',
  irreversibleEffect: null,
});
