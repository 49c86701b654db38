import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingOf } from '../../shared/settings';
import { valueHistoriesOf } from './history';
import type { BeforeAfter } from './history';
import { planRestore } from './restore';

type Value = string | null;
const write = (key: string, before: Value, after: Value, confirmed = true): BeforeAfter<Value> => ({
  ...{ key, before, after, confirmed },
});
const restored = (
  writes: BeforeAfter<Value>[],
  now: Record<string, Value>,
  personOf?: (key: string) => string,
) =>
  planRestore({
    histories: valueHistoriesOf(writes),
    now: (key) => now[key] ?? null,
    settingOf: (key) => mappingOf(key),
    ...(personOf === undefined ? {} : { personOf }),
    words: (value) => value ?? '(none)',
  });

describe('what an undo restores', () => {
  it('is what is as it was written, to what was there before the first write', () => {
    const plan = restored([write('a', '1', '2'), write('a', '2', '3')], { a: '3' });
    expect(plan.ours).toEqual(new Map([['a', { now: '3', original: '1' }]]));
    expect(plan.rows).toEqual([{ setting: 'mapping:a', now: '3', after: '1', verb: 'change', note: null }]);
    expect(plan.checks).toEqual([
      {
        ...{ setting: 'mapping:a', expected: '1', actual: '3', state: 'different' },
        next: 'Look at the plan as it is now.',
      },
    ]);
    expect([plan.drift, plan.unchanged.size]).toEqual([[], 0]);
  });

  it('removes what was not there, and adds what is there no more', () => {
    const verbs = restored([write('a', null, '2'), write('b', '1', null)], { a: '2' }).rows;
    expect(verbs.map(({ setting, now, after, verb }) => [setting, now, after, verb])).toEqual([
      ['mapping:a', '2', '(none)', 'remove'],
      ['mapping:b', '(none)', '1', 'add'],
    ]);
  });

  it('leaves what has its original value, and says so as the same', () => {
    const plan = restored([write('a', '1', '2')], { a: '1' });
    expect([...plan.unchanged]).toEqual(['a']);
    expect([plan.ours.size, plan.rows, plan.drift]).toEqual([0, [], []]);
    expect(plan.checks).toMatchObject([{ state: 'same', expected: '1', actual: '1', next: null }]);
  });

  it('leaves what somebody else changed since alone, and tells of it', () => {
    const plan = restored([write('a', '1', '2'), write('a', '2', '3', false)], { a: '9' });
    expect(plan.drift).toEqual([{ setting: 'mapping:a', before: '1', left: '3', now: '9' }]);
    expect([plan.ours.size, plan.rows, plan.checks, plan.unchanged.size]).toEqual([0, [], [], 0]);
  });

  it('tells of what was removed, and is there otherwise, that it was removed', () => {
    const { drift } = restored([write('a', '1', null)], { a: '9' });
    expect(drift).toEqual([{ setting: 'mapping:a', before: '1', left: '(none)', now: '9' }]);
  });

  it('does not check what somebody else changed after it was restored: what is expected of it is over', () => {
    const plan = restored([write('a', '1', '2'), write('a', '2', '1')], { a: '9' });
    expect([[...plan.unchanged], plan.rows, plan.drift, plan.checks]).toEqual([['a'], [], [], []]);
  });

  it('names the person of each, where there is one', () => {
    const writes = [write('a', '1', '2'), write('b', '1', '2')];
    const plan = restored(writes, { a: '9', b: '2' }, (key) => `Person ${key}`);
    expect(plan.drift).toMatchObject([{ person: 'Person a' }]);
    expect(plan.checks).toMatchObject([{ person: 'Person b' }]);
    expect(Object.keys(restored(writes, { b: '2' }).checks[0] ?? {})).not.toContain('person');
  });

  it('never takes a value away that this set-up did not write, and accounts for each', () => {
    const key = fc.constantFrom('a', 'b');
    const value = fc.constantFrom<Value>('1', '2', '3', null);
    const writes = fc.array(fc.record({ key, before: value, after: value, confirmed: fc.boolean() }));
    fc.assert(
      fc.property(writes, value, value, (given, a, b) => {
        const now: Record<string, Value> = { a, b };
        const plan = restored(given, now);
        const keys = new Set(given.map((each) => each.key));
        expect(plan.ours.size + plan.unchanged.size + plan.drift.length).toBe(keys.size);
        expect(plan.rows).toHaveLength(plan.ours.size);
        for (const { expected, actual, state } of plan.checks)
          expect(state === 'same').toBe(expected === actual);
        expect(plan.checks.length).toBeLessThanOrEqual(plan.ours.size + plan.unchanged.size);
        for (const [each, { now: current, original }] of plan.ours) {
          const own = given.filter((one) => one.key === each);
          expect(original).toBe(own[0]?.before);
          expect(current).not.toBe(original);
          expect([own[0]?.before, ...own.map(({ after }) => after)]).toContain(current);
        }
      }),
    );
  });
});
