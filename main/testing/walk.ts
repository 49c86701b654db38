import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { assertNever } from '../../shared/errors';
import { keptAttributes } from '../../shared/oktopost';
import { parseJournal } from '../storage/journal-entry';
import type { Exchange } from '../../practice/web/server';
import type { OktaApp, OktaUser } from '../../practice/world/state';
import { parseProfile } from '../../practice/profile';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { hurriedClock } from './hurried-clock';
import { writeFaults } from './random-walks';
import type { LifeCycle } from '../../shared/life-cycle';
import type { PlanScope, Run } from '../../shared/plan';
import { outsidersOf } from './walk-outsiders';
import type { LifeEnd, ScopeName, Step } from './walk-steps';

/** The real assistant against the practice org, and what has to hold after each step. */
export async function startWalk() {
  const exchanges: Exchange[] = [];
  const clock = hurriedClock(() => core.org.world.idle());
  const core: TestCore = await startTestCore(
    {
      region: 'us',
      provisionDelayMs: 50,
      profile: parseProfile('userTypes=two'),
      onExchange: (exchange) => exchanges.push(exchange),
      now: clock.now,
    },
    { ports: () => ({ clock }) },
  );
  await core.begin();
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  const session = join(core.folder, 'session.json');
  const kept = `${session}.kept`;
  const setupId = setupIn(session);
  const { org } = core;

  /** Those made by this set-up: its id stands in their admin note. */
  const ours = (): OktaApp[] =>
    Object.values(org.world.state.apps).filter((app) => JSON.stringify(app.body).includes(setupId));
  const twins = (): string =>
    JSON.stringify(Object.values(org.world.state.apps).filter((app) => !ours().includes(app)));
  const writes = (): Exchange[] =>
    exchanges.filter(({ target, method }) => target === 'okta' && method !== 'GET');

  /** The ids by which requests name what is ours; also of what is not there any more. */
  const ourIds = new Set<string>();
  const ourPeople = new Set<string>();
  /** Those in which we assigned or unassigned the user, or tried to. */
  const asked = new Set<string>();
  const noteOurs = (): void => {
    for (const app of ours()) {
      ourIds.add(app.id);
      for (const { id } of mappingsOf(app)) ourIds.add(id);
    }
    for (const { id } of people().filter(isOwn)) ourPeople.add(id);
  };

  const scopeOf = (name: ScopeName, deleteDespiteOtherUsers: boolean): PlanScope => {
    switch (name) {
      case 'assign':
      case 'unassign':
        return { kind: name, userId };
      case 'tile':
        return { kind: name, hidden: true };
      case 'undo':
        return { kind: name, deleteDespiteOtherUsers };
      case 'app':
        return { kind: name, adopt: null, createAnyway: true };
      default:
        return { kind: name };
    }
  };

  const outside = outsidersOf(core, { userId, ours, exchanges });

  /** Null where there is nothing to plan yet. */
  async function preview(name: ScopeName, deleteDespiteOtherUsers = false) {
    return core.preview(scopeOf(name, deleteDespiteOtherUsers)).catch(() => null);
  }

  async function apply(
    name: ScopeName,
    between: () => Promise<void> = () => Promise.resolve(),
    deleteDespiteOtherUsers = false,
  ): Promise<Run | null> {
    const plan = await preview(name, deleteDespiteOtherUsers);
    await between();
    noteOurs();
    const [app] = ours();
    const byOthers = app !== undefined && app.users[userId] !== undefined && !asked.has(app.id);
    if (plan === null || plan.blockers.length > 0) return null;
    const before = writes().length;
    const run = await core.apply(plan);
    await org.world.idle();
    const done = run.changes.filter(({ state }) => state === 'done').length;
    if (run.error?.code === 'plan-stale') expect(writes().length - before).toBeLessThanOrEqual(done);
    noteOurs();
    for (const { method, path } of writes().slice(before)) {
      if (method === 'POST' && path === '/api/v1/apps') continue;
      // Of the life-cycle test's own user.
      const [, person] = /^\/api\/v1\/users\/([^/]+)/.exec(path) ?? [];
      if (person !== undefined) {
        expect(ourPeople).toContain(person);
        continue;
      }
      const [own, ...more] = path.split('/').filter((part) => ourIds.has(part));
      expect([own, more]).toEqual([expect.any(String), []]);
      if (own !== undefined && /\/users(\/|$)/.test(path)) asked.add(own);
    }
    // Unless the admin chose to, nobody loses what a colleague gave them.
    if (name === 'undo' && !deleteDespiteOtherUsers && byOthers) expect(ours()).toEqual([app]);
    if (name === 'undo' && run.state === 'done' && run.error === null) await undone();
    return run;
  }

  /** Whatever others did meanwhile: an undo that says it is done leaves no app integration of ours, and nothing to undo. */
  async function undone(): Promise<void> {
    expect(ours()).toEqual([]);
    const plan = await preview('undo');
    expect(plan?.changes.filter(({ verb }) => verb !== 'keep') ?? []).toEqual([]);
    expect((await core.snapshot()).app).toBeNull();
  }

  /** At rest after a start, what is shown is what Okta has. */
  async function believesOkta(): Promise<void> {
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.until('the app integration is believed', ({ app, appChecks }) => {
      const [own] = ours();
      const gone = appChecks.some(({ actual }) => actual === 'not found');
      return own === undefined ? app === null || gone : app?.id === own.id && !gone;
    });
    await core.until('the mapping is believed', ({ mapping, rail }) => {
      const [own] = ours();
      const shown = rail.find(({ screen }) => screen === 'mapping')?.state;
      return own !== undefined && isMapped(own) ? true : mapping.appliedAt === null || shown !== 'done-read';
    });
    await core.until('the assignment is believed', ({ test }) => {
      const assigned = ours()[0]?.users[userId] !== undefined;
      return assigned || ours()[0] === undefined || test.state !== 'following';
    });
  }

  const people = (): OktaUser[] => Object.values(org.world.state.users);
  const isOwn = ({ profile }: OktaUser): boolean => String(profile['login']).startsWith('oktopost-test-');
  /** An older session does not know the user of a later life. */
  let isForgetful = false;
  const others = people().map(({ id }) => id);

  /** Nobody but its own user is written, of whom there is one at most. */
  function onlyItsOwn(since: number): void {
    const own = people().filter(isOwn);
    if (!isForgetful) expect(own.length).toBeLessThanOrEqual(1);
    expect(
      people()
        .filter((user) => !isOwn(user))
        .map(({ id }) => id),
    ).toEqual(others);
    for (const { path } of writes().slice(since))
      expect(others.filter((id) => path.includes(id))).toEqual([]);
  }

  /** One that was left over by a stop, a restart or trouble has to be cleaned up before another one begins. */
  async function cleanUp(): Promise<void> {
    const { lifeCycle } = await core.snapshot();
    if (lifeCycle.user === null || isClean(lifeCycle)) return;
    await core.call('lifeCycle.cleanUp', {});
    await core.until('it is cleaned up', (state) => state.lifeCycle.state !== 'running');
  }

  async function live(phases: number, end: LifeEnd): Promise<void> {
    await cleanUp();
    const before = writes().length;
    const plan = await core.call('lifeCycle.plan', {}).catch(() => null);
    if (plan === null || plan.findings.some(({ level }) => level === 'block')) return;
    await core.call('lifeCycle.start', { planId: plan.id });
    await core.until('it has come so far', ({ lifeCycle }) => {
      const passed = lifeCycle.phases.filter(({ state }) => state === 'passed').length;
      return lifeCycle.state !== 'running' || passed >= phases;
    });
    if (end === 'restart') {
      await core.restart();
      await believesOkta();
      expect((await core.snapshot()).lifeCycle.state).not.toBe('running');
    } else await core.call('lifeCycle.stop', {});
    if (end === 'clean up') await cleanUp();
    await org.world.idle();
    onlyItsOwn(before);
  }

  async function take(step: Step): Promise<void> {
    switch (step.do) {
      case 'apply':
        await apply(step.scope);
        break;
      case 'apply-late':
        await apply(step.scope, () => outside(step.outside));
        break;
      case 'outside':
        await outside(step.outside);
        break;
      case 'trouble':
        org.faults.clear();
        org.faults.add(writeFaults(step.trouble));
        break;
      case 'life-cycle':
        await live(step.phases, step.end);
        break;
      case 'restart':
        await core.restart();
        await believesOkta();
        break;
      case 'keep-session':
        copyFileSync(session, kept);
        break;
      case 'older-session':
        if (existsSync(kept)) copyFileSync(kept, session);
        isForgetful = true;
        await core.restart();
        await believesOkta();
        break;
      default:
        assertNever(step);
    }
    nothingTwice();
  }

  function nothingTwice(): void {
    expect(ours().length).toBeLessThanOrEqual(1);
    // Okta refuses who is assigned already: nothing of ours may have asked for it.
    expect(exchanges.filter(({ status }) => status === 409)).toEqual([]);
    const lines = readFileSync(join(core.folder, 'journal.jsonl'), 'utf8').split('\n').filter(Boolean);
    expect(parseJournal(lines.join('\n'))).toHaveLength(lines.length);
  }

  /** Without further faults the set-up completes, from wherever the walk ended. */
  async function finish(): Promise<void> {
    org.faults.clear();
    await core.restart();
    await believesOkta();
    expect(await apply('app')).toMatchObject({ error: null, state: 'done' });
    const [app, ...more] = ours();
    if (app === undefined) throw new Error('there is no app of ours');
    expect(more).toEqual([]);
    // As the checks tell the admin to, when someone has deactivated it.
    app.status = 'ACTIVE';
    await outside('switches SCIM on');
    core.byHand.connect(undefined, undefined, app);
    core.byHand.toApp(app);
    for (const name of ['mapping', 'assign'] as const) {
      expect(await apply(name)).toMatchObject({ error: null, state: 'done' });
    }
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    expect(isMapped(app)).toBe(true);
    expect(app.users[userId]?.externalId).toEqual(expect.any(String));
    expect((await preview('app'))?.changes.map(({ verb }) => verb)).toEqual(['keep']);
    nothingTwice();
    await cleanUp();
    const before = twins();
    expect(await apply('undo', undefined, true)).toMatchObject({ error: null, state: 'done' });
    // Also one that an older session knows nothing of.
    expect(people().filter(isOwn)).toEqual([]);
    expect(twins()).toBe(before);
    nothingTwice();
  }

  return { take, finish, close: () => core.close() };
}

function setupIn(file: string): string {
  const [, id] = /"setupId":\s*"([^"]+)"/.exec(readFileSync(file, 'utf8')) ?? [];
  if (id === undefined) throw new Error('the session has no set-up id');
  return id;
}

const isClean = ({ phases }: LifeCycle): boolean =>
  phases.some(({ phase, state }) => phase === 'clean-up' && state === 'passed');

const mappingsOf = ({ toAppMapping, typeMappings }: OktaApp): OktaApp['toAppMapping'][] => [
  toAppMapping,
  ...Object.values(typeMappings ?? {}),
];

const isMapped = (app: OktaApp): boolean =>
  mappingsOf(app).every(
    ({ properties }) =>
      Object.keys(properties).sort().join() === Object.keys(keptAttributes).sort().join() &&
      Object.values(properties).every(({ pushStatus }) => pushStatus === 'PUSH'),
  );
