import { expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { engineOverSwitches, switchChange } from '../testing/switches';
import { defineStep, draftOf } from './step';

const at = engineOverSwitches();

it('previews without writing anything', async () => {
  const { kinds, previewed, world } = at();
  const plan = await previewed('a', 'b');
  expect(plan.changes.map(({ verb }) => verb)).toEqual(['update', 'update']);
  expect(world.sent).toEqual([]);
  expect(kinds()).toEqual([]);
});

it('applies each change once, intent before request and result after it', async () => {
  const { engine, kinds, previewed, world } = at();
  const { finished } = engine.apply((await previewed('a', 'b')).id);
  expect((await finished).state).toBe('done');
  expect(world.sent).toEqual(['a', 'b']);
  expect(kinds()).toEqual(['a intent', 'a result', 'b intent', 'b result']);
});

it('plan only: rechecks each change, sends and journals nothing', async () => {
  const { engine, kinds, previewed, world } = at();
  at().planOnly = true;
  world.on.add('a');
  const run = await engine.apply((await previewed('a', 'b')).id).finished;
  expect(run).toMatchObject({ planOnly: true, state: 'done' });
  expect(run.changes.map(({ state }) => state)).toEqual(['kept', 'would-do']);
  expect(world.sent).toEqual([]);
  expect(kinds()).toEqual([]);
});

it('plan only: a change that waits for the one before it is not stale', async () => {
  const { engine, previewed } = at();
  at().planOnly = true;
  const run = await engine.apply((await previewed('a', 'b')).id).finished;
  expect(run).toMatchObject({ error: null, state: 'done' });
  expect(run.changes.map(({ state }) => state)).toEqual(['would-do', 'would-do']);
});

it('refuses a change when what it builds on was undone by someone else', async () => {
  const { context, engine, previewed, step, world } = at();
  world.on.add('a');
  const plan = await previewed('a', 'b');
  world.on.delete('a');
  const shown = plan.changes.find(({ id }) => id === 'b') ?? switchChange('b', false);
  expect(await step('a', 'b').recheck(context, shown)).toMatchObject({
    kind: 'go',
    predecessorsDone: false,
  });
  const run = await engine.apply(plan.id).finished;
  expect(run.error?.code).toBe('plan-stale');
  expect(world.sent).toEqual([]);
});

it('sends nothing for what is up to date', async () => {
  const { engine, previewed, world } = at();
  world.on.add('a');
  const run = await engine.apply((await previewed('a')).id).finished;
  expect(run.changes.map(({ state }) => state)).toEqual(['kept']);
  expect(world.sent).toEqual([]);
});

it('refuses a change that someone else touched after the plan was shown', async () => {
  const { context, previewed } = at();
  const shown = await previewed('a');
  const stale = defineStep<Record<never, never>, null, string>({
    observe: () => Promise.resolve(null),
    plan: () => draftOf([{ change: { ...switchChange('a', false), rows: [] }, mutation: 'a' }]),
    beforeAndAfter: () => ({}),
    apply: () => Promise.resolve({ details: {} }),
    verify: () => Promise.resolve([]),
  })({});
  expect(await stale.recheck(context, shown.changes[0] ?? switchChange('a', false))).toMatchObject({
    kind: 'stale',
  });
});

it('stops at the first refusal, keeps what was done, and says who acts next', async () => {
  const { engine, kinds, previewed, world } = at();
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

it('applies a plan only once, and only the newest', async () => {
  const { engine, previewed, world } = at();
  const first = await previewed('a');
  const second = await previewed('a');
  expect(() => engine.apply(first.id)).toThrow('already applied');
  await engine.apply(second.id).finished;
  expect(() => engine.apply(second.id)).toThrow('already applied');
  expect(world.sent).toEqual(['a']);
});
