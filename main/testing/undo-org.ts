import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import type { Ports } from '../ports';
import type { Checkpoint } from './checkpoint';
import type { PracticeOptions } from '../../practice/practice';
import { samlApp } from '../../practice/testing/test-org';
import type { OktaApp } from '../../practice/world/state';
import { startTestCore } from './core';
import type { TestCore } from './core';
import type { Run, UndoNotes } from '../../shared/plan';

/** What an undo does not bring back, as JSON paths of the practice org's state; `*` is any key. */
const ignored = [
  // The log holds both what was done and what was undone.
  'log',
  // Okta dates every change.
  'apps.*.lastUpdated',
  // A PUT leaves out what is null, and takes along what Okta adds by itself.
  'apps.*.body.settings.notifications',
  'apps.*.body.visibility.appLinks',
  // Each use of the API token moves its expiry.
  'apiTokens.*.expiresAt',
  // Users whose deactivation was under way once.
  'apps.*.leaving',
  // Oktopost's accounts stay, inactive, and its token was used.
  'oktopost.*.users',
  'oktopost.*.tokens.*.lastUsed',
] as const;

/** The state of the practice org without what is ignored. */
export function compared({ org }: TestCore): unknown {
  const state: unknown = JSON.parse(JSON.stringify(org.world.state));
  for (const path of ignored) leaveOut(state, path.split('.'));
  return state;
}

function leaveOut(value: unknown, [key, ...rest]: string[]): void {
  if (!isRecord(value) || key === undefined) return;
  for (const name of key === '*' ? Object.keys(value) : [key]) {
    if (rest.length === 0) delete value[name];
    else leaveOut(value[name], rest);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Points of the way at which tests begin. */
export type Stage =
  | 'connected'
  | 'app created'
  | 'provisioning on'
  | 'user assigned'
  | 'app adopted'
  | 'app adopted with SCIM on';

/** The plan of an undo, before anybody was asked about others who use the app integration. */
export const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

/** What tests of an undo need of a set-up. */
interface UndoOrg {
  /** Takes the set-up to this stage. @returns the org as it was before the set-up changed anything in it. */
  from(stage: Stage): Promise<unknown>;
  /** Another set-up for one test, in an org that behaves in another way, not begun. */
  startAlone(options: Partial<PracticeOptions>, ports?: Partial<Ports>): Promise<void>;
  /** The same, connected. @returns the org as it was then. */
  alone(options: Partial<PracticeOptions>, ports?: Partial<Ports>): Promise<unknown>;
  /** The id of whoever is found by this. */
  user(query: string): Promise<string>;
  /** Assigns somebody and waits for the verdict. @returns the id. */
  testUser(name: string): Promise<string>;
  /**
   * Takes over what a colleague made by hand, with oddities that must survive, after `change`.
   * @returns the org as it was before the set-up changed anything in it.
   */
  adopt(change?: (app: OktaApp) => void): Promise<unknown>;
  /** A change for that: SCIM is on, and a mapping is the colleague's. */
  scimOn(app: OktaApp): void;
  /** Undoes it; no check differs. */
  undone(): Promise<Run>;
  /** What an undo would say. */
  notes(): Promise<UndoNotes>;
  expectNothingLeft(): Promise<void>;
}

/** One set-up for all tests of a file, in which each stage is reached once; `use` gets it, and each that takes its place. */
export function undoOrg(use: (core: TestCore) => void): UndoOrg {
  let shared: TestCore;
  let core: TestCore;
  const reached = new Map<Stage, { checkpoint: Checkpoint; before: unknown }>();

  function take(started: TestCore): void {
    core = started;
    use(started);
  }

  beforeAll(async () => {
    // The tests together ask more in a minute than Okta takes.
    shared = await startTestCore({ rateLimit: 1_000_000 });
    take(shared);
  });
  afterEach(async () => {
    if (core !== shared) await core.close();
    take(shared);
  });
  afterAll(() => shared.close());

  async function from(stage: Stage): Promise<unknown> {
    const known = reached.get(stage);
    if (known !== undefined) {
      await core.returnTo(known.checkpoint);
      return known.before;
    }
    const before = await reach(stage);
    reached.set(stage, { before, checkpoint: await core.checkpoint() });
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    return before;
  }

  async function reach(stage: Stage): Promise<unknown> {
    switch (stage) {
      case 'connected':
        return connect();
      case 'app created': {
        const before = await from('connected');
        await core.run({ kind: 'app' });
        return before;
      }
      case 'provisioning on': {
        const before = await from('app created');
        await core.provisioningOn();
        return before;
      }
      case 'user assigned': {
        const before = await from('provisioning on');
        await testUser('Bruno');
        await core.org.world.idle();
        return before;
      }
      case 'app adopted':
        await from('connected');
        return adopt();
      case 'app adopted with SCIM on':
        await from('connected');
        return adopt(scimOn);
      default:
        return assertNever(stage);
    }
  }

  async function connect(): Promise<unknown> {
    await core.begin();
    await core.call('secrets.submit', {
      kind: 'oktopost-token',
      value: core.org.oktopost.bearerToken,
      remember: 'encrypted',
    });
    return compared(core);
  }

  async function startAlone(options: Partial<PracticeOptions>, ports: Partial<Ports> = {}): Promise<void> {
    take(await startTestCore(options, { ports: () => ports }));
  }

  async function user(query: string): Promise<string> {
    const { users } = await core.call('users.search', { query });
    const [found] = users;
    if (found === undefined) throw new Error(`nobody is called ${query}`);
    return found.id;
  }

  async function testUser(name: string): Promise<string> {
    const userId = await user(name);
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    return userId;
  }

  async function adopt(change: (app: OktaApp) => void = () => undefined): Promise<unknown> {
    const { signOn } = samlApp.settings;
    const made = await core.org.api('POST', '/api/v1/apps', {
      ...samlApp,
      label: 'Oktopost Social Advocacy',
      credentials: {
        userNameTemplate: {
          template: '${source.login}',
          type: 'CUSTOM',
          pushStatus: 'DONT_PUSH',
          userSuffix: 'x',
        },
      },
      settings: { signOn: { ...signOn, subjectNameIdTemplate: '${user.email}' }, app: { oddity: 'kept' } },
    });
    const { id } = z.object({ id: z.string() }).parse(made.body);
    change(core.ours());
    const before = compared(core);
    const plan = await core.preview({ kind: 'app', adopt: id });
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    await core.until('adopted', ({ run }) => run?.id === runId && run.state === 'done');
    return before;
  }

  const scimOn = (app: OktaApp): void => {
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    app.toAppMapping.properties['givenName'] = { expression: 'user.nickName', pushStatus: 'DONT_PUSH' };
  };

  async function undone(): Promise<Run> {
    const run = await core.run(undo);
    expect(run.error).toBeNull();
    expect(run.checks.filter(({ state }) => state === 'different')).toEqual([]);
    await core.org.world.idle();
    return run;
  }

  async function notes(): Promise<UndoNotes> {
    const { undo: found } = await core.preview(undo);
    if (found === null) throw new Error('the plan is no undo');
    return found;
  }

  return {
    from,
    startAlone,
    alone: async (options, ports) => {
      await startAlone(options, ports);
      return connect();
    },
    user,
    testUser,
    adopt,
    scimOn,
    undone,
    notes,
    expectNothingLeft: async () => {
      const plan = await core.preview(undo);
      expect(plan.changes.filter(({ verb }) => verb !== 'keep')).toEqual([]);
      expect(plan.blockers).toEqual([]);
    },
  };
}
