import type { Destination } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import { byHandIn } from '../../main/testing/by-hand';
import type { Admin } from '../../main/testing/admin';
import { catalogueKey } from '../../practice/world/catalogue-app';
import { samlApp } from '../../practice/testing/test-org';
import type { TestOrg } from '../../practice/testing/test-org';
import type { ScreenId } from '../../shared/screens';

export interface Hands {
  admin: Admin;
  org: TestOrg;
  /** Made in Oktopost's settings page: it outlives every start of the practice org. */
  oktopostToken: string;
}

/** One thing that an admin does on the road, with whatever requests the assistant needs for it. */
interface Stage {
  name: string;
  /** After a new start the admin does it again unless this shows that nothing is left to do. */
  isDone(snapshot: Snapshot): boolean;
  act(hands: Hands): Promise<void>;
}

/** A set-up from its first request to its last. */
export interface Road {
  name: string;
  destination: Destination;
  stages: readonly Stage[];
  /** Name of the first stage that is disturbed: what is before it is so on another road. */
  from?: string;
  /** What a colleague does at the very moment in which the first request leaves that changes something. */
  meanwhile?: (org: TestOrg) => Promise<void>;
}

const label = 'Oktopost Social Advocacy';
const never = (): boolean => false;
const railSays =
  (screen: ScreenId) =>
  ({ rail }: Snapshot): boolean =>
    rail.some((entry) => entry.screen === screen && entry.state === 'done-read');

export async function begin(admin: Admin, { destination }: Road): Promise<void> {
  await admin.call('session.chooseMode', { mode: 'practice' });
  await admin.call('destination.choose', { destination, region: 'us', label });
  await admin.call('okta.usePracticeToken', {});
}

/** Applies what is left; whoever is asked whether to use an app integration that is there wants one of their own. */
async function create({ admin }: Hands): Promise<void> {
  const plan = await admin.preview({ kind: 'app' });
  await applied(
    admin,
    plan.existingApps.length === 0 ? plan : await admin.preview({ kind: 'app', createAnyway: true }),
  );
}

async function applied(admin: Admin, plan: Parameters<Admin['apply']>[0]): Promise<void> {
  const run = await admin.apply(plan);
  if (run.state !== 'done') throw new Error(`${run.state}: ${run.error?.message ?? 'no error'}`);
}

async function testUser({ admin }: Hands): Promise<string> {
  const { users } = await admin.call('users.search', { query: 'Bruno' });
  const [user] = users;
  if (user === undefined) throw new Error('nobody is called Bruno');
  return user.id;
}

async function appId({ admin }: Hands): Promise<string> {
  const { app } = await admin.snapshot();
  if (app === null) throw new Error('there is no app integration yet');
  return app.id;
}

const createApp: Stage = { name: 'Apply', isDone: railSays('apply'), act: create };

/** By hand: a colleague assigns the later test user too early, then the admin does what Okta's API cannot. */
const adminConsole: Stage = {
  name: 'Admin Console',
  isDone: never,
  act: async (hands) => {
    const { admin, org, oktopostToken } = hands;
    const user = { id: await testUser(hands), scope: 'USER' };
    await org.api('POST', `/api/v1/apps/${await appId(hands)}/users`, user);
    const byHand = byHandIn(org);
    byHand.scimOn();
    byHand.connect(undefined, oktopostToken);
    await admin.call('guided.lookNow', { step: 'scim-on' });
    await admin.call('guided.state', { step: 'connection', done: true });
  },
};

const toApp: Stage = {
  name: 'To App',
  isDone: railSays('to-app'),
  act: async ({ admin }) => {
    await applied(admin, await admin.preview({ kind: 'to-app' }));
    await admin.until('the boxes are read back', railSays('to-app'));
  },
};

const mapping: Stage = {
  name: 'Mapping',
  isDone: railSays('mapping'),
  act: async ({ admin }) => {
    await admin.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: true });
    await applied(admin, await admin.preview({ kind: 'mapping' }));
  },
};

const assign: Stage = {
  name: 'Test user',
  isDone: ({ test }) => test.state === 'passed',
  act: async (hands) => {
    const { admin } = hands;
    await applied(admin, await admin.preview({ kind: 'assign', userId: await testUser(hands) }));
    await admin.until('a verdict', ({ test }) => test.verdict !== null);
  },
};

const unassign: Stage = {
  name: 'Unassign',
  isDone: ({ test }) => test.decision === 'unassigned',
  act: async (hands) => {
    const { admin } = hands;
    await applied(admin, await admin.preview({ kind: 'unassign', userId: await testUser(hands) }));
  },
};

/** A colleague's app integration with Oktopost's addresses, our label and another user name format. */
async function colleaguesApp(org: TestOrg): Promise<void> {
  const credentials = { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } };
  const { status } = await org.api('POST', '/api/v1/apps', { ...samlApp, credentials });
  if (status !== 200) throw new Error(`the colleague's app: HTTP ${String(status)}`);
}

const colleague: Stage = { name: 'A colleague', isDone: never, act: ({ org }) => colleaguesApp(org) };

const adopt: Stage = {
  name: 'Use it',
  isDone: railSays('apply'),
  act: async ({ admin }) => {
    const { existingApps } = await admin.preview({ kind: 'app' });
    const chosen = existingApps[0]?.id ?? null;
    await applied(admin, await admin.preview({ kind: 'app', adopt: chosen }));
  },
};

const tile: Stage = {
  name: 'Tile',
  isDone: never,
  act: async ({ admin }) => {
    await applied(admin, await admin.preview({ kind: 'tile', hidden: true }));
  },
};

/** Few people: each whose user name is not their email is a request, on the way there and on the way back. And it is inactive. */
const smallTeam: Stage = {
  name: 'A small team',
  isDone: never,
  act: ({ org: { world } }) => {
    const { apps, users } = world.state;
    const app = Object.values(apps).find(({ name }) => name === catalogueKey);
    if (app === undefined) throw new Error('the pre-built app is not there');
    const odd = Object.values(app.users).filter(
      ({ id, userName }) => userName !== users[id]?.profile['email'],
    );
    app.status = 'INACTIVE';
    app.users = Object.fromEntries(odd.slice(0, 2).map((appUser) => [appUser.id, appUser]));
    return Promise.resolve();
  },
};

/** First one person as a trial, then everybody else whose user name is not their email. */
const userNames: Stage = {
  name: 'User names',
  isDone: railSays('user-names'),
  act: async ({ admin }) => {
    const { rows } = await admin.call('userNames.rows', { from: 0, count: 1, fresh: true });
    const userId = rows[0]?.userId ?? null;
    for (const who of [userId, null]) {
      const plan = await admin.preview({ kind: 'user-names', userId: who });
      if (plan.blockers.length === 0) await applied(admin, plan);
    }
  },
};

const undo: Stage = {
  name: 'Undo',
  isDone: ({ app }) => app === null,
  act: async ({ admin }) => {
    await applied(admin, await admin.preview({ kind: 'undo', deleteDespiteOtherUsers: true }));
  },
};

/** Every request of the assistant that changes something in Okta is on one of these. */
export const roads: readonly Road[] = [
  {
    name: 'own app',
    destination: 'board',
    stages: [createApp, tile, adminConsole, toApp, mapping, assign, unassign],
  },
  { name: 'app of a colleague', destination: 'board', stages: [colleague, adopt] },
  { name: 'a twin made meanwhile', destination: 'board', stages: [createApp], meanwhile: colleaguesApp },
  {
    name: 'undo of an own app',
    destination: 'board',
    stages: [createApp, adminConsole, toApp, mapping, assign, undo],
    from: undo.name,
  },
  {
    name: 'undo with the app of a colleague',
    destination: 'board',
    stages: [colleague, adopt, adminConsole, toApp, mapping, assign, undo],
    from: undo.name,
  },
  {
    name: 'admin application',
    destination: 'admin-application',
    stages: [smallTeam, createApp, userNames, undo],
  },
];
