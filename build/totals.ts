import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  /** Faults outside any test, a file that does not load for one. */
  errors: z.array(z.unknown()),
});

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** Among the passed: only at the second try. */
  flaky: number;
}

/** One runner's report. @throws when it is of neither runner. */
export function totalsOf(report: unknown): Totals {
  const unit = vitestReport.safeParse(report);
  if (unit.success) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = unit.data;
    const skipped = numPendingTests + numTodoTests;
    return { passed: numPassedTests, failed: numFailedTests, skipped, flaky: 0 };
  }
  const { stats, errors } = playwrightReport.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: stats.flaky,
  };
}

/** The closing lines of `.ci/run`, over every report in the folder: flaky tests are said loudly, never silently passed. */
export function closingLine(folder: string): string {
  const reports = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const sum = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  for (const name of reports) {
    const { passed, failed, skipped, flaky } = totalsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
    sum.flaky += flaky;
  }
  const loud = sum.flaky > 0 ? `*** FLAKY: ${sum.flaky} passed only at the second try ***\n` : '';
  return `${loud}${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`;
}
