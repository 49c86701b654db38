import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      /** The error when the file did not load; else empty. */
      message: z.string(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
interface Suite {
  specs: { ok: boolean; file: string; title: string }[];
  suites?: Suite[] | undefined;
}
const suite: z.ZodType<Suite> = z.object({
  specs: z.array(z.object({ ok: z.boolean(), file: z.string(), title: z.string() })),
  get suites() {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({
  suites: z.array(suite),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  /** Errors outside any test, e.g. a file that does not load. */
  errors: z.array(z.object({ message: z.string().optional() })),
});

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** Passed, but only at the second try. */
  flaky: number;
  /** The failures with their files; for unit tests with the error, since their output is far above. */
  failures: string[];
}

/** The part of a long message that says what failed. */
const firstLines = (text: string): string => text.split('\n').slice(0, 12).join('\n    ');

const failedSpecs = ({ specs, suites = [] }: Suite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
  ...suites.flatMap(failedSpecs),
];

/** The totals of one report. @throws when it is of neither runner. */
export function totalsOf(report: unknown): Totals {
  const unit = vitestReport.safeParse(report);
  if (unit.success) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = unit.data;
    const skipped = numPendingTests + numTodoTests;
    const failures = testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message === '' ? [] : [`${name}: ${firstLines(message)}`]),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          (test) => `${name}: ${test.fullName}\n    ${firstLines(test.failureMessages?.join('\n') ?? '')}`,
        ),
    ]);
    const notRun = testResults.filter(({ message }) => message !== '').length;
    return { passed: numPassedTests, failed: numFailedTests + notRun, skipped, flaky: 0, failures };
  }
  const { stats, errors, suites } = playwrightReport.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: stats.flaky,
    failures: [...suites.flatMap(failedSpecs), ...errors.map(({ message }) => firstLines(message ?? ''))],
  };
}

/**
 * The closing lines of `.ci/run`, over all reports in the folder: names the failures again, and flaky tests loudly.
 */
export function closingLine(folder: string): string {
  const reports = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const sum = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  const failures: string[] = [];
  for (const name of reports) {
    const one = totalsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    sum.passed += one.passed;
    sum.failed += one.failed;
    sum.skipped += one.skipped;
    sum.flaky += one.flaky;
    failures.push(...one.failures);
  }
  const loud = sum.flaky > 0 ? `*** FLAKY: ${sum.flaky} passed only at the second try ***\n` : '';
  const named = failures.map((failure) => `FAILED ${failure}\n`).join('');
  return `${named}${loud}${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`;
}
