import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownership, valueHistoriesOf } from './history';
import type { BeforeAfter } from './history';

describe('the history of a value', () => {
  const write = (before: string, after: string, confirmed = true): BeforeAfter<string> => ({
    key: 'a',
    before,
    after,
    confirmed,
  });
  const historyOf = (...writes: BeforeAfter<string>[]) => {
    const history = valueHistoriesOf(writes).get('a');
    if (history === undefined) throw new Error('no history');
    return history;
  };

  it('begins before the first write and ends after the last', () => {
    const history = historyOf(write('1', '2'), write('2', '3'));
    expect(history).toEqual({ original: '1', lastWritten: ['3'] });
    expect(['1', '2', '3', '4'].map((now) => ownership(history, now))).toEqual([
      'original',
      'changedByOthers',
      'ours',
      'changedByOthers',
    ]);
  });

  it('takes both for ours where the response was lost', () => {
    const history = historyOf(write('1', '2'), write('2', '3', false));
    expect(['2', '3'].map((now) => ownership(history, now))).toEqual(['ours', 'ours']);
  });

  it('is still ours where it is not known whether it was restored', () => {
    const history = historyOf(write('1', '2'), write('2', '1', false));
    expect(['1', '2', '5'].map((now) => ownership(history, now))).toEqual([
      ...['original', 'ours', 'changedByOthers'],
    ]);
  });

  it('is original once it was restored, no matter who changes it then', () => {
    expect(ownership(historyOf(write('1', '2'), write('2', '1')), '5')).toBe('original');
  });

  it('never claims a value that was not written', () => {
    const value = fc.constantFrom('1', '2', '3', '4');
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constant('a'), before: value, after: value, confirmed: fc.boolean() }), {
          minLength: 1,
        }),
        value,
        (writes, now) => {
          if (ownership(historyOf(...writes), now) !== 'ours') return;
          expect([writes[0]?.before, ...writes.map(({ after }) => after)]).toContain(now);
          expect(now).not.toBe(writes[0]?.before);
        },
      ),
    );
  });
});
