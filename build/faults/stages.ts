import { awaitsLook } from '../../shared/life-cycle';
import type { Snapshot } from '../../shared/snapshot';
import { byHandIn } from '../../main/testing/by-hand';
import type { Admin } from '../../main/testing/admin';
import { catalogueKey } from '../../practice/world/catalogue-app';
import { samlApp } from '../../practice/testing/test-org';
import { addUserType } from '../../practice/world/user-types';
import type { TestOrg } from '../../practice/testing/test-org';
import type { ScreenId, StepState } from '../../shared/screens';

export interface Actors {
  admin: Admin;
  org: TestOrg;
  /** Created on Oktopost's settings page: it survives restarts of the practice org. */
  oktopostToken: string;
}

/** One action of the admin, with all requests that the assistant sends for it. */
export interface Stage {
  name: string;
  /** After a restart the action is repeated unless this holds. */
  isDone(snapshot: Snapshot): boolean;
  act(actors: Actors): Promise<void>;
}

/** The name of the app integration in Okta. */
export const label = 'Oktopost Social Advocacy';
/** Of what is done whatever was before. */
export const never = (): boolean => false;
/** Written, and looked at. */
const applied: readonly StepState[] = ['done-read', 'done-unread', 'differs'];
const railSays =
  (screen: ScreenId) =>
  ({ rail }: Snapshot): boolean =>
    rail.some((entry) => entry.screen === screen && applied.includes(entry.state));

/** Applies the remaining changes; asked about an existing app integration, the admin creates another one. */
async function create({ admin }: Actors): Promise<void> {
  const plan = await admin.preview({ kind: 'app' });
  await applyAll(
    admin,
    plan.existingApps.length === 0 ? plan : await admin.preview({ kind: 'app', createAnyway: true }),
  );
}

async function applyAll(admin: Admin, plan: Parameters<Admin['apply']>[0]): Promise<void> {
  const run = await admin.apply(plan);
  if (run.state !== 'done') throw new Error(`${run.state}: ${run.error?.message ?? 'no error'}`);
}

async function testUser({ admin }: Actors): Promise<string> {
  const { users } = await admin.call('users.search', { query: 'Bruno' });
  const [user] = users;
  if (user === undefined) throw new Error('nobody is called Bruno');
  return user.id;
}

async function appId({ admin }: Actors): Promise<string> {
  const { app } = await admin.snapshot();
  if (app === null) throw new Error('there is no app integration yet');
  return app.id;
}

/** A second user type, with a mapping of its own in every app integration. */
export const contractors: Stage = {
  name: 'Contractors',
  isDone: never,
  act: ({ org: { world } }) => {
    const people = Object.values(world.state.users).filter(({ status }) => status === 'ACTIVE');
    addUserType(world.state, world.newId, 'contractor', people.slice(-5));
    return Promise.resolve();
  },
};

export const createApp: Stage = { name: 'Apply', isDone: railSays('apply'), act: create };

/** In the Admin Console: a colleague assigns the test user too early, then the admin does the guided steps. */
export const adminConsole: Stage = {
  name: 'Admin Console',
  isDone: never,
  act: async (actors) => {
    const { admin, org, oktopostToken } = actors;
    const user = { id: await testUser(actors), scope: 'USER' };
    await org.api('POST', `/api/v1/apps/${await appId(actors)}/users`, user);
    const byHand = byHandIn(org);
    byHand.scimOn();
    byHand.connect(undefined, oktopostToken);
    await admin.call('guided.lookNow', { step: 'scim-on' });
    await admin.call('guided.state', { step: 'connection', done: true });
  },
};

export const toApp: Stage = {
  name: 'To App',
  isDone: railSays('to-app'),
  act: async ({ admin }) => {
    await applyAll(admin, await admin.preview({ kind: 'to-app' }));
    await admin.until('the boxes are read back', railSays('to-app'));
  },
};

export const mapping: Stage = {
  name: 'Mapping',
  isDone: railSays('mapping'),
  act: async ({ admin }) => {
    await admin.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: true });
    await applyAll(admin, await admin.preview({ kind: 'mapping' }));
  },
};

export const assign: Stage = {
  name: 'Test user',
  isDone: ({ test }) => test.state === 'passed',
  act: async (actors) => {
    const { admin } = actors;
    await applyAll(admin, await admin.preview({ kind: 'assign', userId: await testUser(actors) }));
    await admin.until('a verdict', ({ test }) => test.verdict !== null);
  },
};

export const unassign: Stage = {
  name: 'Unassign',
  isDone: ({ test }) => test.decision === 'unassigned',
  act: async (actors) => {
    const { admin } = actors;
    await applyAll(admin, await admin.preview({ kind: 'unassign', userId: await testUser(actors) }));
    await admin.until('the account is inactive', ({ test }) => test.unassignment?.state === 'inactive');
  },
};

/** A colleague's app integration with Oktopost's addresses, the same label and another user name format. */
export async function colleaguesApp(org: TestOrg): Promise<void> {
  const credentials = { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } };
  const { status } = await org.api('POST', '/api/v1/apps', { ...samlApp, credentials });
  if (status !== 200) throw new Error(`the colleague's app: HTTP ${String(status)}`);
}

export const colleague: Stage = { name: 'A colleague', isDone: never, act: ({ org }) => colleaguesApp(org) };

export const adopt: Stage = {
  name: 'Use it',
  isDone: railSays('apply'),
  act: async ({ admin }) => {
    const { existingApps } = await admin.preview({ kind: 'app' });
    const chosen = existingApps[0]?.id ?? null;
    await applyAll(admin, await admin.preview({ kind: 'app', adopt: chosen }));
  },
};

export const tile: Stage = {
  name: 'Tile',
  isDone: never,
  act: async ({ admin }) => {
    await applyAll(admin, await admin.preview({ kind: 'tile', hidden: true }));
  },
};

/** A new signing certificate, handed over by word, and signed with. */
export const certificate: Stage = {
  name: 'Certificate',
  isDone: never,
  act: async ({ admin }) => {
    const known = (await admin.snapshot()).certificateChange;
    await admin.call(known.startedAt === null ? 'certificateChange.begin' : 'certificateChange.look', {});
    const activated = async (): Promise<boolean> =>
      (await admin.snapshot()).certificateChange.activeSince !== null;
    if (await activated()) return;
    await applyAll(admin, await admin.preview({ kind: 'certificate-make' }));
    await admin.call('certificateChange.look', {});
    await admin.call('certificateChange.state', { what: 'handed-over', done: true });
    const kid = (await admin.snapshot()).certificateChange.read?.next?.kid ?? '';
    await applyAll(admin, await admin.preview({ kind: 'certificate-activate', kid }));
    await admin.until(
      'it is read that Okta signs with it',
      ({ certificateChange }) => certificateChange.activeSince !== null,
    );
  },
};

/** Two users whose user name is not their email, each of whom costs a request to change and one to undo; the app is inactive. */
export const smallTeam: Stage = {
  name: 'A small team',
  isDone: never,
  act: ({ org: { world } }) => {
    const { apps, users } = world.state;
    const app = Object.values(apps).find(({ name }) => name === catalogueKey);
    if (app === undefined) throw new Error('the pre-built app is not there');
    const emailOf = (id: string): string => String(users[id]?.profile['email']);
    const emails = Object.keys(users).map((id) => emailOf(id).toLowerCase());
    // Who shares an email is left out of the plan.
    const odd = Object.values(app.users).filter(
      ({ id, userName }) =>
        userName !== emailOf(id) && emails.filter((each) => each === emailOf(id).toLowerCase()).length === 1,
    );
    app.status = 'INACTIVE';
    app.users = Object.fromEntries(odd.slice(0, 2).map((appUser) => [appUser.id, appUser]));
    return Promise.resolve();
  },
};

/** First one user as a trial, then all others whose user name is not their email. */
export const userNames: Stage = {
  name: 'User names',
  isDone: railSays('user-names'),
  act: async ({ admin }) => {
    const { trial } = await admin.call('userNames.rows', { from: 0, count: 1, fresh: true });
    for (const who of [trial, null]) {
      const plan = await admin.preview({ kind: 'user-names', userId: who });
      if (plan.blockers.length === 0) await applyAll(admin, plan);
    }
  },
};

/** The whole life of the assistant's own user; goes on with the one that was begun. */
export const wholeLife: Stage = {
  name: 'Life cycle',
  isDone: ({ lifeCycle }) => lifeCycle.state === 'passed',
  act: async ({ admin }) => {
    const { lifeCycle } = await admin.snapshot();
    if (lifeCycle.state === 'none') {
      const { id } = await admin.call('lifeCycle.plan', {});
      await admin.call('lifeCycle.start', { planId: id });
    } else {
      await admin.call('lifeCycle.resume', { from: 'again' });
    }
    const rests = (): Promise<Snapshot> =>
      admin.until('the life ends', (now) => now.lifeCycle.state !== 'running');
    let ended = await rests();
    // After a restart Oktopost cannot be read: the admin goes on without looking there.
    while (awaitsLook(ended.lifeCycle)) {
      await admin.call('lifeCycle.resume', { from: 'again' });
      ended = await rests();
    }
    if (ended.lifeCycle.state !== 'passed') throw new Error(`the life ${ended.lifeCycle.state}`);
  },
};

export const undo: Stage = {
  name: 'Undo',
  isDone: ({ app }) => app === null,
  act: async ({ admin }) => {
    await applyAll(admin, await admin.preview({ kind: 'undo', deleteDespiteOtherUsers: true }));
  },
};
