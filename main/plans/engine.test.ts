import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mappingOf } from '../../shared/settings';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { routes, scriptedOrg } from '../okta/testing';
import type { Okta } from '../okta/okta';
import { createEngine } from './engine';
import type { Engine } from './engine';
import { openJournal } from '../storage/journal';
import type { Journal } from '../storage/journal';
import { newSession } from '../storage/session';
import { defineStep, draftOf } from './step';
import type { SavingContext } from './step';
import type { Change } from '../../shared/plan';
import type { RunState } from './run-state';

/** A world of named switches: a step turns them on, one request each. */
interface World {
  on: Set<string>;
  sent: string[];
  /** Called before a switch is turned; may throw. */
  before: (name: string, signal?: AbortSignal) => Promise<void> | void;
  /** Called after it was turned; may throw, as a lost answer does. */
  after: (name: string) => void;
}

const change = (name: string, on: boolean): Change => ({
  id: name,
  title: `Turn ${name} on`,
  verb: on ? 'keep' : 'update',
  rows: [{ setting: mappingOf(name), now: on ? 'on' : 'off', after: 'on', verb: 'change', note: null }],
  warnings: [],
  pushes: 0,
  undo: 'Turn it off.',
  irreversibleEffect: null,
});

function stepOver(world: World, names: string[], signal: () => AbortSignal | undefined) {
  return defineStep<Record<never, never>, Set<string>, string>({
    observe: () => Promise.resolve(new Set(world.on)),
    plan: (on) =>
      draftOf(
        names.map((name) => ({
          change: change(name, on.has(name)),
          mutation: on.has(name) ? null : name,
        })),
      ),
    beforeAndAfter: (name) => ({ name }),
    apply: async (_context, name) => {
      await world.before(name, signal());
      world.sent.push(name);
      world.on.add(name);
      world.after(name);
      return { details: { name } };
    },
    verify: () => Promise.resolve([]),
  })({});
}

const lost = (): AppFailure =>
  new AppFailure({ code: 'answer-lost', message: 'lost', owner: 'network', next: 'look' });

describe('the engine', () => {
  let folder = '';
  let journal: Journal;
  let world: World;
  let engine: Engine;
  let runs: RunState[];
  let planOnly: boolean;
  let signal: AbortSignal | undefined;
  let org: Awaited<ReturnType<typeof scriptedOrg>>;
  let context: SavingContext;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-'));
    journal = await openJournal(join(folder, 'journal.jsonl'), () => new Date());
    world = { on: new Set(), sent: [], before: () => undefined, after: () => undefined };
    runs = [];
    org = await scriptedOrg(routes({}));
    const okta: Okta = {
      ...org.okta,
      withContext: (given, work) => {
        signal = given.signal;
        return work();
      },
    };
    context = {
      okta,
      session: newSession,
      remember: () => undefined,
      now: () => new Date(),
      oktopost: null,
      appliedChanges: () => [],
      importedChanges: () => [],
    };
    const toAppError = (error: unknown): AppError => {
      if (error instanceof AppFailure) return error.error;
      throw error;
    };
    planOnly = false;
    engine = createEngine({
      journal,
      now: () => new Date(),
      setupId: () => 'setup',
      planOnly: () => planOnly,
      context: () => context,
      onRun: (run) => runs.push(run),
      toAppError,
    });
  });
  afterEach(async () => {
    await org.server.close();
    await journal.close();
    await rm(folder, { recursive: true });
  });

  const step = (...names: string[]) => stepOver(world, names, () => signal);
  const previewed = async (...names: string[]) => engine.preview({ kind: 'mapping' }, step(...names));
  const kinds = () => journal.entries().map(({ changeId, kind }) => `${changeId} ${kind}`);

  it('previews without writing anything', async () => {
    const plan = await previewed('a', 'b');
    expect(plan.changes.map(({ verb }) => verb)).toEqual(['update', 'update']);
    expect(world.sent).toEqual([]);
    expect(kinds()).toEqual([]);
  });

  it('applies each change once, intent before request and result after it', async () => {
    const { finished } = engine.apply((await previewed('a', 'b')).id);
    expect((await finished).state).toBe('done');
    expect(world.sent).toEqual(['a', 'b']);
    expect(kinds()).toEqual(['a intent', 'a result', 'b intent', 'b result']);
  });

  it('plan only: rechecks each change, sends and journals nothing', async () => {
    planOnly = true;
    world.on.add('a');
    const run = await engine.apply((await previewed('a', 'b')).id).finished;
    expect(run).toMatchObject({ planOnly: true, state: 'done' });
    expect(run.changes.map(({ state }) => state)).toEqual(['kept', 'would-do']);
    expect(world.sent).toEqual([]);
    expect(kinds()).toEqual([]);
  });

  it('plan only: a change that waits for the one before it is not stale', async () => {
    planOnly = true;
    const run = await engine.apply((await previewed('a', 'b')).id).finished;
    expect(run).toMatchObject({ error: null, state: 'done' });
    expect(run.changes.map(({ state }) => state)).toEqual(['would-do', 'would-do']);
  });

  it('refuses a change when what it builds on was undone by someone else', async () => {
    world.on.add('a');
    const plan = await previewed('a', 'b');
    world.on.delete('a');
    const shown = plan.changes.find(({ id }) => id === 'b') ?? change('b', false);
    expect(await step('a', 'b').recheck(context, shown)).toMatchObject({
      kind: 'go',
      predecessorsDone: false,
    });
    const run = await engine.apply(plan.id).finished;
    expect(run.error?.code).toBe('plan-stale');
    expect(world.sent).toEqual([]);
  });

  /** Turns `a` on, and loses the answer; `left`: what there is to do, by whether `a` is on. */
  const losingAnswers = (left: (on: boolean) => string[]) =>
    defineStep<Record<never, never>, boolean, string>({
      observe: () => Promise.resolve(world.on.has('a')),
      plan: (on) => draftOf(left(on).map((name) => ({ change: change(name, false), mutation: name }))),
      beforeAndAfter: () => ({}),
      apply: () => {
        world.sent.push('a');
        world.on.add('a');
        throw lost();
      },
      verify: () => Promise.resolve([]),
    })({});

  it('takes a change for applied when, after a lost response, the plan does not have it any more', async () => {
    const only = losingAnswers((on) => (on ? [] : ['a']));
    const plan = await engine.preview({ kind: 'mapping' }, only);
    expect(await engine.apply(plan.id).finished).toMatchObject({ state: 'done' });
    expect(world.sent).toEqual(['a']);
    expect(kinds()).toEqual(['a intent', 'a resolved']);
  });

  it('says that the response was lost, not that nothing was written, when the plan differs after it', async () => {
    let looks = 0;
    // As for someone who is assigned now, and would have to be unassigned first.
    const assigned = losingAnswers((on) => {
      looks += 1;
      return on ? ['b', 'a'] : ['a'];
    });
    const plan = await engine.preview({ kind: 'mapping' }, assigned);
    expect(await engine.apply(plan.id).finished).toMatchObject({
      state: 'failed',
      error: { code: 'answer-lost' },
    });
    expect(looks).toBeGreaterThan(2);
    expect(world.sent).toEqual(['a']);
    expect(kinds()).toEqual(['a intent']);
  });

  it('sends nothing for what is up to date', async () => {
    world.on.add('a');
    const run = await engine.apply((await previewed('a')).id).finished;
    expect(run.changes.map(({ state }) => state)).toEqual(['kept']);
    expect(world.sent).toEqual([]);
  });

  it('refuses a change that someone else touched after the plan was shown', async () => {
    const shown = await previewed('a');
    const stale = defineStep<Record<never, never>, null, string>({
      observe: () => Promise.resolve(null),
      plan: () => draftOf([{ change: { ...change('a', false), rows: [] }, mutation: 'a' }]),
      beforeAndAfter: () => ({}),
      apply: () => Promise.resolve({ details: {} }),
      verify: () => Promise.resolve([]),
    })({});
    expect(await stale.recheck(context, shown.changes[0] ?? change('a', false))).toMatchObject({
      kind: 'stale',
    });
  });

  // Shows: a request is sent twice
  it('reads Okta after a lost response, and does not repeat what was applied', async () => {
    world.after = () => {
      throw lost();
    };
    const run = await engine.apply((await previewed('a')).id).finished;
    expect(run.state).toBe('done');
    expect(world.sent).toEqual(['a']);
    expect(kinds()).toEqual(['a intent', 'a resolved']);
  });

  it('sends once more after a lost response when nothing was applied', async () => {
    let calls = 0;
    world.before = () => {
      calls += 1;
      if (calls === 1) throw lost();
    };
    const run = await engine.apply((await previewed('a')).id).finished;
    expect(run.state).toBe('done');
    expect(world.sent).toEqual(['a']);
    expect(kinds()).toEqual(['a intent', 'a intent', 'a result']);
  });

  it('stops at the first refusal, keeps what was done, and says who acts next', async () => {
    world.before = (name) => {
      if (name === 'b') {
        throw new AppFailure({ code: 'missing-right', message: 'no', owner: 'okta-admin', next: 'ask' });
      }
    };
    const run = await engine.apply((await previewed('a', 'b', 'c')).id).finished;
    expect(run.state).toBe('failed');
    expect(run.error).toMatchObject({ code: 'missing-right', owner: 'okta-admin' });
    expect(run.changes.map(({ state }) => state)).toEqual(['done', 'failed', 'to-do']);
    expect(kinds()).toEqual(['a intent', 'a result', 'b intent', 'b failure']);
  });

  /** Applies a change whose request waits until it is released. */
  async function held(name: string) {
    const gate: { release: (() => void) | null } = { release: null };
    world.before = () =>
      new Promise((resolve) => {
        gate.release = resolve;
      });
    const { finished } = engine.apply((await previewed(name)).id);
    await expect.poll(() => gate.release).not.toBeNull();
    return { finished, release: () => gate.release?.() };
  }

  it('cancels while a request waits', async () => {
    world.before = (_name, abort) =>
      new Promise((_resolve, reject) => {
        const stop = (): void => {
          reject(new Error('aborted'));
        };
        if (abort?.aborted === true) stop();
        abort?.addEventListener('abort', stop);
      });
    const { runId, finished } = engine.apply((await previewed('a')).id);
    await expect.poll(kinds).toEqual(['a intent']);
    engine.cancel(runId);
    expect((await finished).state).toBe('cancelled');
    expect(world.sent).toEqual([]);
  });

  it('cancels between two changes: what was sent is done and told, and the next plan has the rest', async () => {
    const first = await previewed('a', 'b', 'c');
    world.after = () => {
      // Okta has it; the answer is on its way.
      if (engine.run !== null) engine.cancel(engine.run.id);
    };
    const run = await engine.apply(first.id).finished;
    expect(run).toMatchObject({ state: 'cancelled', error: { code: 'cancelled', owner: 'okta-admin' } });
    expect(run.changes.map(({ state }) => state)).toEqual(['done', 'to-do', 'to-do']);
    expect(world.sent).toEqual(['a']);
    expect(kinds()).toEqual(['a intent', 'a result']);
    expect(() => engine.apply(first.id)).toThrow('already applied');

    world.after = () => undefined;
    const rest = await previewed('a', 'b', 'c');
    expect(rest.changes.map(({ verb }) => verb)).toEqual(['keep', 'update', 'update']);
    const finished = await engine.apply(rest.id).finished;
    expect(finished).toMatchObject({ state: 'done', error: null });
    expect(finished.changes.map(({ state }) => state)).toEqual(['kept', 'done', 'done']);
    expect(world.sent).toEqual(['a', 'b', 'c']);
  });

  it('applies a plan only once, and only the newest', async () => {
    const first = await previewed('a');
    const second = await previewed('a');
    expect(() => engine.apply(first.id)).toThrow('already applied');
    await engine.apply(second.id).finished;
    expect(() => engine.apply(second.id)).toThrow('already applied');
    expect(world.sent).toEqual(['a']);
  });

  it('refuses a second run while one is on', async () => {
    const { finished, release } = await held('a');
    // Preview does not write, so it may overlap; apply may not.
    const next = await previewed('b');
    expect(() => engine.apply(next.id)).toThrow('still applying');
    release();
    await finished;
    expect(world.sent).toEqual(['a']);
  });

  it('publishes nothing of a run that was forgotten', async () => {
    const { finished, release } = await held('a');
    engine.forget();
    const published = runs.length;
    release();
    await finished;
    expect(runs).toHaveLength(published);
    expect(engine.run).toBeNull();
  });
});
