import { describe, expect, it } from 'vitest';
import { advice } from '../../../shared/explain/advice';
import { explainMessage } from '../../../shared/explain/message';
import { connectionCases } from './connection-cases';
import { nearMisses, successes } from './near-misses';
import { serverCases } from './server-cases';
import { userCases } from './user-cases';

const cases = [...connectionCases, ...serverCases, ...userCases];
const read = (text: string) => explainMessage({ text, event: null });

describe('messages of every kind', () => {
  it('are at least 150, near-misses at least 50, of every known kind', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(nearMisses.length).toBeGreaterThanOrEqual(50);
    const kinds = new Set(cases.map(({ kind }) => kind));
    for (let id = 1; id <= 25; id++) expect(kinds).toContain(`M${String(id)}`);
  });

  it.each(cases)('$kind $cause: $text', ({ text, cause, phase, attribute }) => {
    const explained = read(text);
    expect(explained).toMatchObject({ message: text, cause });
    if (phase !== undefined) expect(explained.phase).toBe(phase);
    if (attribute !== undefined) expect(explained.attribute).toBe(attribute);
    expect([advice[cause].owner, 'unknown']).toContain(explained.owner);
    expect(explained.confidence).not.toBe('unknown');
    if (explained.phase === 'deactivate') expect(explained.next).not.toMatch(/assign/i);
  });

  it.each(nearMisses)('unknown: %s', (text) => {
    expect(read(text)).toMatchObject({ cause: 'unknown', owner: 'unknown', confidence: 'unknown' });
  });

  it.each(successes)('no failure: %s', (text) => {
    expect(read(text)).toMatchObject({ cause: 'none', owner: null });
  });

  it('are confused with no other kind', () => {
    const matrix = new Map<string, Map<string, number>>();
    for (const { cause, text } of [
      ...cases,
      ...nearMisses.map((near) => ({ cause: 'unknown', text: near })),
      ...successes.map((success) => ({ cause: 'none', text: success })),
    ]) {
      const row = matrix.get(cause) ?? new Map<string, number>();
      const found = read(text).cause;
      matrix.set(cause, row.set(found, (row.get(found) ?? 0) + 1));
    }
    const rows = [...matrix].sort(([one], [other]) => one.localeCompare(other));
    const lines = rows.map(([cause, found]) => {
      const right = found.get(cause) ?? 0;
      const wrong = [...found]
        .filter(([other]) => other !== cause)
        .map(([other, count]) => `${other} ${String(count)}`);
      return `${cause.padEnd(24)}${String(right).padStart(4)}  ${wrong.join(', ')}`;
    });
    console.log(`\nexpected                right  read as\n${lines.join('\n')}`);
    for (const [cause, found] of rows) expect([...found.keys()]).toEqual([cause]);
  });
});
