import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { createEngine } from '../plans/engine';
import type { Engine } from '../plans/engine';
import type { RunState } from '../plans/run-state';
import { defineStep, draftOf } from '../plans/step';
import type { SavingContext } from '../plans/step';
import { changeOf } from '../plans/testing';
import { openJournal } from '../storage/journal';
import { newSession } from '../storage/session';
import type { Change, Plan } from '../../shared/plan';
import { oktaWith } from './okta-objects';

/** A world of named switches: a step turns them on, one request each. */
export interface Switches {
  on: Set<string>;
  sent: string[];
  /** Called before a switch is turned; may throw. */
  before: (name: string, signal?: AbortSignal) => Promise<void> | void;
  /** Called after it was turned; may throw, as a lost answer does. */
  after: (name: string) => void;
}

/** What turns a switch on, or keeps it. */
export const switchChange = (name: string, on: boolean): Change =>
  changeOf(name, { verb: on ? 'keep' : 'update', undo: 'Turn it off.' }, on ? 'on' : 'off');

export interface SwitchesEngine {
  world: Switches;
  engine: Engine;
  context: SavingContext;
  /** What was published of runs, in order. */
  runs: RunState[];
  planOnly: boolean;
  step: (...names: string[]) => ReturnType<typeof stepOver>;
  previewed: (...names: string[]) => Promise<Plan>;
  /** The lines of the journal: `a intent`. */
  kinds: () => string[];
}

function stepOver(world: Switches, names: string[], signal: () => AbortSignal | undefined) {
  return defineStep<Record<never, never>, Set<string>, string>({
    observe: () => Promise.resolve(new Set(world.on)),
    plan: (on) =>
      draftOf(
        names.map((name) => ({
          change: switchChange(name, on.has(name)),
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

/** An engine over switches, with a journal on disk; a new one for each test of the file or block that calls this. */
export function engineOverSwitches(): () => SwitchesEngine {
  let made: SwitchesEngine | null = null;
  let close = (): Promise<void> => Promise.resolve();
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'engine-'));
    const journal = await openJournal(join(folder, 'journal.jsonl'), () => new Date());
    close = async () => {
      await journal.close();
      await rm(folder, { recursive: true });
    };
    let signal: AbortSignal | undefined;
    const context: SavingContext = {
      okta: oktaWith({
        withContext: (given, work) => {
          signal = given.signal;
          return work();
        },
      }),
      session: newSession,
      remember: () => undefined,
      now: () => new Date(),
      oktopost: null,
      appliedChanges: () => [],
      importedChanges: () => [],
    };
    const world: Switches = { on: new Set(), sent: [], before: () => undefined, after: () => undefined };
    const runs: RunState[] = [];
    const engine = createEngine({
      journal,
      now: () => new Date(),
      setupId: () => 'setup',
      planOnly: () => all.planOnly,
      context: () => context,
      onRun: (run) => runs.push(run),
      changed: () => undefined,
      toAppError: (error) => {
        if (error instanceof AppFailure) return error.error;
        throw error;
      },
    });
    const step = (...names: string[]) => stepOver(world, names, () => signal);
    const all: SwitchesEngine = {
      ...{ world, engine, context, runs, planOnly: false, step },
      previewed: (...names) => engine.preview({ kind: 'mapping' }, step(...names)),
      kinds: () => journal.entries().map(({ changeId, kind }) => `${changeId} ${kind}`),
    };
    made = all;
  });
  afterEach(() => close());
  return () => {
    if (made === null) throw new Error('no test is running');
    return made;
  };
}
