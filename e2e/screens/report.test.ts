import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addTaken, closingLines, readTaken } from './report';
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
});
