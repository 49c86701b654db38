import { z } from 'zod';
import type { AppUser } from '../../okta/types';
import { standing, tracesOf } from '../../plans/history';
import type { Trace } from '../../plans/history';
import { draftOf } from '../../plans/step';
import type { Step, StepContext } from '../../plans/step';
import { noNotes, restoring } from '../../plans/restore';
import { adoptedApp } from '../app-integration/own-app';
import { userNamePrefix } from './step';
import type { Change } from '../../../shared/plan';

const imagesSchema = z.looseObject({
  userId: z.string(),
  before: z.looseObject({ userName: z.string().nullable() }),
  after: z.looseObject({ userName: z.string().nullable() }),
});

interface Renamed {
  appId: string;
  traces: Map<string, Trace<string | null>>;
}

const prefix = `restore-${userNamePrefix}`;

/** Gives people the user name back that they had before this set-up. Each is looked at alone when its turn comes. */
export const undoUserNamesStep = (): Step => ({
  draft: async (context) => {
    const renamed = await renamedBy(context);
    if (renamed === null) return draftOf([], { undo: noNotes });
    const { found, appUsers } = await observe(context, renamed);
    return draftOf(
      [...found.ours].map(([userId, { now, before }]) => ({
        change: changeOf(userId, now, before, appUsers.get(userId)?.externalId !== null),
        mutation: { userId },
      })),
      { undo: { ...noNotes, drift: found.drift } },
    );
  },

  turn: async (context, shown) => {
    const userId = shown.id.slice(prefix.length);
    const renamed = await renamedBy(context);
    const trace = renamed?.traces.get(userId);
    if (renamed === null || trace === undefined) return { kind: 'stale', now: null };
    const { appId } = renamed;
    const appUser = await context.okta.appUser(appId, userId);
    if (appUser === null) return { kind: 'already-so' };
    const { before } = trace;
    const whose = standing(trace, appUser.userName);
    if (whose === 'as-before' || before === null) return { kind: 'already-so' };
    if (whose === 'theirs') return { kind: 'stale', now: null };
    return {
      kind: 'go',
      isNext: true,
      images: {},
      apply: async () => {
        await context.okta.setUserName(appId, userId, before);
        return {};
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
  const traces = tracesOf(
    own.deeds.flatMap(({ details, sure }) => {
      const { data } = imagesSchema.safeParse(details);
      if (data === undefined) return [];
      return [{ key: data.userId, before: data.before.userName, after: data.after.userName, sure }];
    }),
  );
  return traces.size === 0 ? null : { appId: own.app.id, traces };
}

/** Who is not assigned any more has no user name to give back. */
async function observe({ okta }: StepContext, { appId, traces }: Renamed) {
  const appUsers = new Map<string, AppUser>();
  for await (const appUser of okta.appUsers(appId)) {
    if (traces.has(appUser.id)) appUsers.set(appUser.id, appUser);
  }
  const found = restoring<string | null>({
    traces: new Map([...traces].filter(([userId]) => appUsers.has(userId))),
    now: (userId) => appUsers.get(userId)?.userName ?? null,
    label: (userId) => `User name of ${traces.get(userId)?.left.at(-1) ?? userId}`,
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
