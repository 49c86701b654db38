import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors';
import type { Check, Wait } from '../../shared/plan';
import { mappingOf } from '../../shared/settings';
import { execute } from './execute';
import { createRun } from './run-state';
import type { Recheck } from './step';
import { changeOf, failureOf, planAt, planOf, runInMemory, stepWith } from './testing';

const check: Check = { setting: mappingOf('a'), expected: 'on', actual: 'on', state: 'same', next: null };

interface Given {
  independent?: boolean;
  planOnly?: boolean;
  /** Fails the request of a change, by its id. */
  failing?: Record<string, AppError['code']>;
  /** Changes that are up to date. */
  kept?: string[];
  /** Stops the run when the request of this change is sent. */
  stopAt?: string;
  /** Stops the run while Okta is read before this change. */
  stopBefore?: string;
}

/** Goes through changes a, b, c, d. */
async function ran({
  independent = true,
  planOnly = false,
  failing = {},
  kept = [],
  stopAt,
  stopBefore,
}: Given) {
  const sent: string[] = [];
  let verified = 0;
  const plan = planOf(...['a', 'b', 'c', 'd'].map((id) => changeOf(id)));
  const active = createRun(plan, { planOnly, now: () => new Date(0), onChange: () => undefined });
  const step = stepWith({
    independent,
    recheck: (_context, { id }) => {
      if (id === stopBefore) {
        active.abort.abort(failureOf('cancelled'));
        return Promise.reject(failureOf('cancelled'));
      }
      return Promise.resolve<Recheck>(
        kept.includes(id)
          ? { kind: 'up-to-date' }
          : {
              ...{ kind: 'go', predecessorsDone: true, beforeAndAfter: {} },
              apply: () => {
                sent.push(id);
                if (id === stopAt) active.abort.abort(failureOf('cancelled'));
                const code = failing[id];
                return code === undefined
                  ? Promise.resolve({ details: {} })
                  : Promise.reject(failureOf(code));
              },
            },
      );
    },
    verify: () => {
      verified += 1;
      return Promise.resolve([check]);
    },
  });
  const { run } = runInMemory(step, plan);
  await execute(active, () => run, run.toAppError);
  const { state, changes, error, checks, firstRefusal } = active.run;
  return {
    sent,
    verified,
    state,
    error,
    firstRefusal,
    checks,
    states: changes.map((each) => each.state).join(' '),
  };
}

describe('a run whose changes build on each other', () => {
  it('ends at the first that fails, and reads nothing back', async () => {
    const run = await ran({ independent: false, failing: { b: 'okta-refused' } });
    expect(run).toMatchObject({
      state: 'failed',
      states: 'done failed to-do to-do',
      verified: 0,
      checks: [],
    });
    expect(run.error).toMatchObject({ code: 'okta-refused', message: 'okta-refused' });
  });

  it('reads Okta back at its end', async () => {
    expect(await ran({ independent: false })).toMatchObject({
      ...{ state: 'done', error: null, states: 'done done done done', verified: 1, checks: [check] },
    });
  });
});

describe('a run whose changes do not', () => {
  it.each<AppError['code']>(['okta-refused', 'not-found', 'conflict', 'plan-stale'])(
    'goes on after %s of one, and is failed all the same',
    async (code) => {
      const run = await ran({ failing: { b: code } });
      expect(run).toMatchObject({ state: 'failed', states: 'done failed done done', verified: 1 });
      expect(run.error).toMatchObject({ code, message: code });
    },
  );

  it('says how many failed, by the first of them', async () => {
    const { error, states, firstRefusal } = await ran({ failing: { a: 'conflict', c: 'not-found' } });
    expect(states).toBe('failed done failed done');
    expect(error?.code).toBe('conflict');
    expect(error?.message).toBe('2 changes were not made; all others were. The first: conflict');
    expect(firstRefusal?.message).toBe('conflict');
  });

  it.each<AppError['code']>(['unreachable', 'token-refused', 'storage-failed', 'answer-lost'])(
    'ends at %s, which is not of one change',
    async (code) => {
      expect(await ran({ failing: { b: code } })).toMatchObject({
        ...{ state: 'failed', states: 'done failed to-do to-do', verified: 0, error: { code } },
      });
    },
  );

  it('takes a missing right of one for that of this one, and ends where it is that of all', async () => {
    const right = 'missing-right';
    expect(await ran({ failing: { a: right } })).toMatchObject({ states: 'failed done done done' });
    expect(await ran({ failing: { a: right, b: right } })).toMatchObject({
      ...{ sent: ['a', 'b'], states: 'failed failed to-do to-do', error: { code: right } },
    });
    // Okta took one in between: the role reaches some people.
    expect(await ran({ failing: { a: right, c: right, d: right } })).toMatchObject({
      states: 'failed done failed failed',
    });
    // What was so already does not show that the role reaches anybody.
    expect(await ran({ failing: { a: right, c: right }, kept: ['b'] })).toMatchObject({
      states: 'failed kept failed to-do',
    });
  });

  it('stops where somebody stops it, also at a change that Okta refuses', async () => {
    expect(await ran({ stopAt: 'b' })).toMatchObject({
      ...{ state: 'cancelled', sent: ['a', 'b'], states: 'done done to-do to-do', verified: 0 },
      error: { code: 'cancelled' },
    });
    expect(await ran({ stopAt: 'b', failing: { b: 'okta-refused' } })).toMatchObject({
      ...{ state: 'cancelled', sent: ['a', 'b'], states: 'done failed to-do to-do' },
    });
    expect(await ran({ stopAt: 'd', failing: { d: 'okta-refused' } })).toMatchObject({
      ...{ state: 'cancelled', states: 'done done done failed', error: { code: 'cancelled', retry: true } },
    });
  });
});

it('a run that writes nothing sends nothing, goes through all of its plan and reads nothing back', async () => {
  expect(await ran({ planOnly: true, kept: ['b'] })).toMatchObject({
    ...{ sent: [], state: 'done', states: 'would-do kept would-do would-do', verified: 0, checks: [] },
  });
});

it('a run that cannot begin fails, with its changes to do', async () => {
  const active = createRun(planOf(changeOf('a')), {
    ...{ planOnly: false, now: () => new Date(0), onChange: () => undefined },
  });
  const begin = () => {
    throw failureOf('not-ready', 'no connection');
  };
  await execute(active, begin, runInMemory(stepWith({})).run.toAppError);
  expect(active.run).toMatchObject({ state: 'failed', error: { message: 'no connection' } });
  expect(active.run.changes.map(({ state }) => state)).toEqual(['to-do']);
});

it('a run ends where this computer cannot record what Okta took, which is done', async () => {
  const plan = planOf(changeOf('a'), changeOf('b'));
  const active = createRun(plan, { planOnly: false, now: () => new Date(0), onChange: () => undefined });
  const apply = () => Promise.resolve({ details: {} });
  const step = stepWith({
    independent: true,
    recheck: () => Promise.resolve({ kind: 'go', predecessorsDone: true, beforeAndAfter: {}, apply }),
  });
  const { run, full } = runInMemory(step, plan);
  full.add('result');
  await execute(active, () => run, run.toAppError);
  expect(active.run).toMatchObject({ state: 'failed', error: { code: 'storage-failed' } });
  expect(active.run.changes.map(({ state }) => state)).toEqual(['done', 'to-do']);
});

it('a run shows that Okta has it wait, and no more once it ended', async () => {
  const plan = planOf(changeOf('a'));
  const waits: unknown[] = [];
  const active = createRun(plan, {
    ...{ planOnly: false, now: () => new Date(0) },
    onChange: ({ run: { wait } }) => waits.push(wait),
  });
  const { run } = runInMemory(stepWith({ recheck: () => Promise.resolve({ kind: 'up-to-date' }) }), plan);
  const until: Wait = { reason: 'rate limit', since: planAt, until: null };
  run.context.okta.withContext = ({ onWait }, work) => {
    onWait?.(until);
    return work();
  };
  await execute(active, () => run, run.toAppError);
  expect(waits[0]).toEqual(until);
  expect(active.run.wait).toBeNull();
});

it('has a change that was stopped before anything was sent for it as still to do, not as failed', async () => {
  const { state, states, sent } = await ran({ stopBefore: 'b' });
  expect({ state, states, sent }).toEqual({
    state: 'cancelled',
    states: 'done to-do to-do to-do',
    sent: ['a'],
  });
});
