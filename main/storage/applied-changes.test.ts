import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAppliedChanges } from './applied-changes';
import type { AppliedChange } from './applied-changes';
import { journalVersion } from './journal-entry';
import type { JournalEntry } from './journal-entry';

const entry = (
  kind: JournalEntry['kind'],
  details: Record<string, unknown> = {},
  changeId = 'a',
  runId = 'run',
): JournalEntry => ({
  version: journalVersion,
  origin: 'local',
  at: '2026-11-24T00:00:00.000Z',
  setupId: 'setup',
  runId,
  changeId,
  kind,
  title: 'Turn a on',
  details,
});

function appliedIn(entries: readonly JournalEntry[]): readonly AppliedChange[] {
  const applied = createAppliedChanges();
  for (const each of entries) applied.add(each);
  return applied.list;
}

describe('the applied changes of a journal', () => {
  it('are what Okta confirmed, with the ids that came of it', () => {
    expect(appliedIn([entry('intent', { from: 1 }), entry('result', { id: 2 })])).toMatchObject([
      { changeId: 'a', details: { from: 1, id: 2 }, confirmed: true },
    ]);
  });

  it('leave out what Okta refused', () => {
    expect(appliedIn([entry('intent'), entry('failure')])).toEqual([]);
  });

  it('keep what may have been done, and say so', () => {
    expect(appliedIn([entry('intent'), entry('resolved', { lookedUp: true })])).toMatchObject([
      { confirmed: false },
    ]);
    expect(appliedIn([entry('intent')])).toMatchObject([{ confirmed: false }]);
  });

  it('count a request that was sent again once', () => {
    expect(appliedIn([entry('intent'), entry('intent'), entry('result')])).toMatchObject([
      { changeId: 'a', confirmed: true },
    ]);
  });

  it('are in the order of their intents, also when an older one turns out to be refused', () => {
    const entries = [entry('intent', {}, 'a'), entry('intent', {}, 'b'), entry('failure', {}, 'a')];
    const more = [entry('intent', {}, 'c'), entry('result', { id: 2 }, 'b'), entry('result', { id: 3 }, 'c')];
    expect(appliedIn([...entries, ...more])).toMatchObject([
      { changeId: 'b', details: { id: 2 } },
      { changeId: 'c', details: { id: 3 } },
    ]);
  });

  it('replace an element and never change it, so that what was read from it may be kept', () => {
    const applied = createAppliedChanges();
    applied.add(entry('intent', { from: 1 }));
    const [before] = applied.list;
    applied.add(entry('result', { id: 2 }));
    expect(before).toEqual({
      changeId: 'a',
      at: '2026-11-24T00:00:00.000Z',
      details: { from: 1 },
      confirmed: false,
    });
    expect(applied.list).not.toContain(before);
  });

  it('are the same entry by entry as those of the whole journal, folded at once', () => {
    const kinds = fc.constantFrom<JournalEntry['kind']>('intent', 'result', 'failure', 'resolved');
    const names = fc.constantFrom('a', 'b', 'c', 'd');
    const some = fc.record({ kind: kinds, changeId: names, runId: fc.constantFrom('1', '2'), id: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 40 }), (given) => {
        const entries = given.map(({ kind, changeId, runId, id }) =>
          entry(kind, { [kind]: id }, changeId, runId),
        );
        expect(appliedIn(entries)).toEqual(folded(entries));
      }),
    );
  });
});

/** The same by a map alone, which keeps the order of insertion. */
function folded(entries: readonly JournalEntry[]): AppliedChange[] {
  const applied = new Map<string, AppliedChange>();
  for (const { runId, changeId, kind, at, details } of entries) {
    const key = `${runId} ${changeId}`;
    const known = applied.get(key);
    if (kind === 'intent') applied.set(key, { changeId, at, details, confirmed: false });
    else if (kind === 'failure') applied.delete(key);
    else if (known !== undefined) {
      const both = kind === 'result' ? { ...known.details, ...details } : { ...details, ...known.details };
      applied.set(key, { ...known, details: both, confirmed: known.confirmed || kind === 'result' });
    }
  }
  return [...applied.values()];
}
