import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deedsOf, standing, tracesOf } from './history';
import type { Image } from './history';
import type { JournalEntry } from '../storage/journal';

const entry = (
  kind: JournalEntry['kind'],
  details: Record<string, unknown> = {},
  changeId = 'a',
  runId = 'run',
): JournalEntry => ({
  version: 1,
  at: '2026-11-24T00:00:00.000Z',
  setupId: 'setup',
  runId,
  changeId,
  kind,
  title: 'Turn a on',
  details,
});

describe('the deeds of a journal', () => {
  it('are what Okta confirmed, with the ids that came of it', () => {
    expect(deedsOf([entry('intent', { from: 1 }), entry('result', { id: 2 })])).toMatchObject([
      { changeId: 'a', details: { from: 1, id: 2 }, sure: true },
    ]);
  });

  it('leave out what Okta refused', () => {
    expect(deedsOf([entry('intent'), entry('failure')])).toEqual([]);
  });

  it('keep what may have been done, and say so', () => {
    expect(deedsOf([entry('intent'), entry('resolved', { lookedUp: true })])).toMatchObject([
      { sure: false },
    ]);
    expect(deedsOf([entry('intent')])).toMatchObject([{ sure: false }]);
  });

  it('count a request that was sent again once', () => {
    expect(deedsOf([entry('intent'), entry('intent'), entry('result')])).toHaveLength(1);
  });
});

describe('the trace of a thing', () => {
  const image = (before: string, after: string, sure = true): Image<string> => ({
    key: 'a',
    before,
    after,
    sure,
  });
  const traceOf = (...images: Image<string>[]) => {
    const trace = tracesOf(images).get('a');
    if (trace === undefined) throw new Error('no trace');
    return trace;
  };

  it('begins before the first deed and ends after the last', () => {
    const trace = traceOf(image('1', '2'), image('2', '3'));
    expect(trace).toEqual({ before: '1', left: ['3'] });
    expect(['1', '2', '3', '4'].map((now) => standing(trace, now))).toEqual([
      'as-before',
      'theirs',
      'ours',
      'theirs',
    ]);
  });

  it('takes both for ours where the answer was lost', () => {
    const trace = traceOf(image('1', '2'), image('2', '3', false));
    expect(['2', '3'].map((now) => standing(trace, now))).toEqual(['ours', 'ours']);
  });

  it('has nothing left of us once it was put back, whoever changes it then', () => {
    expect(standing(traceOf(image('1', '2'), image('2', '1')), '5')).toBe('as-before');
  });

  it('never claims a value that no deed left', () => {
    const value = fc.constantFrom('1', '2', '3', '4');
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constant('a'), before: value, after: value, sure: fc.boolean() }), {
          minLength: 1,
        }),
        value,
        (images, now) => {
          if (standing(traceOf(...images), now) !== 'ours') return;
          expect([images[0]?.before, ...images.map(({ after }) => after)]).toContain(now);
          expect(now).not.toBe(images[0]?.before);
        },
      ),
    );
  });
});
