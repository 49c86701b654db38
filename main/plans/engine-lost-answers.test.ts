import { expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { engineOverSwitches, switchChange } from '../testing/switches';
import { defineStep, draftOf } from './step';

// Whether a change was applied is read from Okta when the answer to its request was lost: it is neither sent twice nor called failed.

const at = engineOverSwitches();

const lost = (): AppFailure =>
  new AppFailure({ code: 'answer-lost', message: 'lost', owner: 'network', next: 'look' });

/** Turns `a` on, and loses the answer; `left`: what there is to do, by whether `a` is on. */
function losingAnswers(left: (on: boolean) => string[]) {
  const { world } = at();
  return defineStep<Record<never, never>, boolean, string>({
    observe: () => Promise.resolve(world.on.has('a')),
    plan: (on) => draftOf(left(on).map((name) => ({ change: switchChange(name, false), mutation: name }))),
    beforeAndAfter: () => ({}),
    apply: () => {
      world.sent.push('a');
      world.on.add('a');
      throw lost();
    },
    verify: () => Promise.resolve([]),
  })({});
}

it('takes a change for applied when, after a lost response, the plan does not have it any more', async () => {
  const { engine, kinds, world } = at();
  const only = losingAnswers((on) => (on ? [] : ['a']));
  const plan = await engine.preview({ kind: 'mapping' }, only);
  expect(await engine.apply(plan.id).finished).toMatchObject({ state: 'done' });
  expect(world.sent).toEqual(['a']);
  expect(kinds()).toEqual(['a intent', 'a resolved']);
});

it('says that the response was lost, not that nothing was written, when the plan differs after it', async () => {
  const { engine, kinds, world } = at();
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

// Shows: a request is sent twice
it('reads Okta after a lost response, and does not repeat what was applied', async () => {
  const { engine, kinds, previewed, world } = at();
  world.after = () => {
    throw lost();
  };
  const run = await engine.apply((await previewed('a')).id).finished;
  expect(run.state).toBe('done');
  expect(world.sent).toEqual(['a']);
  expect(kinds()).toEqual(['a intent', 'a resolved']);
});

it('sends once more after a lost response when nothing was applied', async () => {
  const { engine, kinds, previewed, world } = at();
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
