import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addCounted, addTaken, closingLines, readCounted, readTaken, wordLines } from './report';
import type { Taken } from './report';

const picture = (cell: string, violations: string[] = []): Taken => ({
  cell,
  scheme: 'light',
  width: 720,
  violations,
});

describe('the closing lines', () => {
  it('count pictures and violations, and are ok without any', () => {
    expect(closingLines([picture('plan-done')], ['plan-done'], [])).toEqual({
      lines: ['1 screens, 0 violations'],
      ok: true,
    });
  });

  it('name a violation by its picture', () => {
    const { lines, ok } = closingLines([picture('plan-done', ['cut: “Plan”'])], ['plan-done'], []);
    expect(lines).toEqual(['VIOLATION: plan-done-light-720: cut: “Plan”', '1 screens, 1 violations']);
    expect(ok).toBe(false);
  });

  it('name a state that was not reached', () => {
    const { lines, ok } = closingLines([picture('plan-done')], ['plan-done', 'plan-error'], []);
    expect(lines).toContain('MISSING: plan-error');
    expect(ok).toBe(false);
  });

  it('are not ok without pictures', () => {
    expect(closingLines([], [], []).ok).toBe(false);
  });
});

describe('the word lines', () => {
  it('count each screen once, by its longest state', () => {
    const lines = wordLines([
      { screen: 'plan', words: 90 },
      { screen: 'test-user', words: 40 },
      { screen: 'test-user', words: 100 },
      { screen: 'summary', words: 140 },
    ]);
    expect(lines).toEqual([
      'plan 90, test-user 100, summary 140',
      'words to the verified user: 190; most on one screen: 140 (summary)',
    ]);
  });

  it('are none where nothing was counted', () => {
    expect(wordLines([])).toEqual([]);
  });
});

describe('the report', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('keeps the later of two pictures of one name', () => {
    expect(readTaken(folder)).toEqual([]);
    addTaken(folder, picture('plan-done', ['cut: “Plan”']));
    addTaken(folder, picture('plan-error'));
    addTaken(folder, picture('plan-done'));
    expect(readTaken(folder)).toEqual([picture('plan-done'), picture('plan-error')]);
  });

  it('keeps every count', () => {
    expect(readCounted(folder)).toEqual([]);
    addCounted(folder, { screen: 'plan', words: 90 });
    addCounted(folder, { screen: 'plan', words: 80 });
    expect(readCounted(folder)).toEqual([
      { screen: 'plan', words: 90 },
      { screen: 'plan', words: 80 },
    ]);
  });
});
