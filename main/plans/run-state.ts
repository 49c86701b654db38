import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/errors';
import type { Plan, RunChange, RunOutcome } from '../../shared/plan';

/**
 * A run as the engine keeps it: one object that each mark changes in place, so that a mark costs the same in a run of any
 * length. What a renderer is sent is copied from it (main/view/run-window.ts).
 */
export interface RunState extends Readonly<RunOutcome> {
  /** In the order of the plan. */
  readonly changes: readonly Readonly<RunChange>[];
  /** How many changes are neither to do nor being done. */
  readonly finished: number;
  /** Indexes into `changes` of those that failed, in the order in which they did. */
  readonly failed: readonly number[];
  /** Of the changes that were refused while the rest went on, the first one's error, which `error` tells with their number; else null. */
  readonly firstRefusal: AppError | null;
}

/** The run that the engine works on, and what moves it on. */
export interface ActiveRun {
  readonly run: RunState;
  readonly abort: AbortController;
  /** Puts a change of the plan, by its index, into a state. */
  mark(index: number, state: RunChange['state']): void;
  /** The change that is being done has failed. */
  failPresent(): void;
  set(patch: Partial<Pick<RunState, 'state' | 'checks' | 'wait' | 'error' | 'firstRefusal'>>): void;
}

/** A run of this plan that is about to begin. `onChange` is called after each mark and each patch. */
export function createRun(
  plan: Plan,
  options: { planOnly: boolean; now: () => Date; onChange: (active: ActiveRun) => void },
): ActiveRun {
  const { planOnly, now, onChange } = options;
  const changes = plan.changes.map(({ id, title, rows }): RunChange => ({
    ...{ id, title, settings: rows.map(({ setting }) => setting) },
    ...{ state: 'to-do', at: null },
  }));
  const failed: number[] = [];
  const run = {
    ...{ id: randomUUID(), scope: plan.scope, planOnly, changes, failed, finished: 0 },
    ...initialOutcome(),
  };
  let present = 0;
  const mark: ActiveRun['mark'] = (index, state) => {
    const change = changes[index];
    if (change === undefined) return;
    present = index;
    run.finished += Number(isFinished(state)) - Number(isFinished(change.state));
    if (state === 'failed' && change.state !== 'failed') failed.push(index);
    change.state = state;
    change.at = state === 'to-do' ? null : now().toISOString();
    onChange(active);
  };
  const active: ActiveRun = {
    run,
    abort: new AbortController(),
    mark,
    failPresent: () => {
      if (changes[present]?.state === 'doing') mark(present, 'failed');
    },
    set: (patch) => {
      Object.assign(run, patch);
      onChange(active);
    },
  };
  return active;
}

const initialOutcome = (): Pick<RunState, 'state' | 'checks' | 'wait' | 'error' | 'firstRefusal'> => ({
  state: 'running',
  checks: [],
  wait: null,
  error: null,
  firstRefusal: null,
});

const isFinished = (state: RunChange['state']): boolean => state !== 'to-do' && state !== 'doing';
