import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closingLine, totalsOf } from './totals';

const unit = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  success: false,
  testResults: [
    {
      name: 'a.test.ts',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'is well', failureMessages: [] },
        { status: 'failed', fullName: 'is ill', failureMessages: ['expected 1 to be 2'] },
      ],
    },
  ],
};
const e2e = {
  stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 4 },
  suites: [
    { specs: [], suites: [{ specs: [{ ok: false, file: 'b.spec.ts', title: 'walks the set-up' }] }] },
    { specs: [{ ok: true, file: 'c.spec.ts', title: 'stands' }] },
  ],
  errors: [{ message: 'd.spec.ts does not load' }],
};
const unitFailure = 'FAILED a.test.ts: is ill\n    expected 1 to be 2\n';
const e2eFailures = 'FAILED b.spec.ts: walks the set-up\nFAILED d.spec.ts does not load\n';

it('reads the reports of both runners; files that do not load count as failed, flaky tests are counted separately', () => {
  expect(totalsOf(unit)).toMatchObject({ passed: 5, failed: 1, skipped: 3, flaky: 0 });
  expect(totalsOf(e2e)).toMatchObject({ passed: 9, failed: 2, skipped: 4, flaky: 2 });
  const broken = { name: 'e.test.ts', message: 'cannot find ./e', assertionResults: [] };
  expect(totalsOf({ ...unit, testResults: [...unit.testResults, broken] })).toMatchObject({
    failed: 2,
    failures: [expect.stringContaining('is ill'), 'e.test.ts: cannot find ./e'],
  });
  expect(() => totalsOf({})).toThrow('expected');
});

it('adds up all reports of a folder in one line, after the failures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'totals-'));
  mkdirSync(join(folder, 'chromium'));
  writeFileSync(join(folder, 'unit.json'), JSON.stringify(unit));
  expect(closingLine(folder)).toBe(`${unitFailure}5 passed, 1 failed, 3 skipped`);
  writeFileSync(join(folder, 'e2e.json'), JSON.stringify(e2e));
  expect(closingLine(folder)).toBe(
    `${e2eFailures}${unitFailure}*** FLAKY: 2 passed only at the second try ***\n14 passed, 3 failed, 7 skipped`,
  );
  writeFileSync(join(folder, 'unit.json'), JSON.stringify({ ...unit, numPendingTests: 0, numTodoTests: 0 }));
  rmSync(join(folder, 'e2e.json'));
  expect(closingLine(folder)).toBe(`${unitFailure}5 passed, 1 failed`);
  rmSync(folder, { recursive: true });
});
