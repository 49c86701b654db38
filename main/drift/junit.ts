import { XMLBuilder } from 'fast-xml-parser';
import type { DriftReport, DriftRow } from '../../shared/drift';
import { isWrongAsThen } from '../../shared/drift-words';
import { labelOf, shownValue } from '../../shared/settings';
import { closing, lastKnownWithNote, plain, titleOf, watchLines } from './report';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

type Case = Record<string, unknown>;

/**
 * The reports as JUnit XML, for a CI job: a suite for each summary and a case for each setting. Drift is a failure, what cannot be
 * read is skipped, and a check without an answer is an error. What was wrong already is a failure where the check is strict, else skipped.
 */
export function driftJunit(reports: readonly DriftReport[], strict: boolean): string {
  const xml = builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { '@name': 'Oktopost in Okta', testsuite: reports.map((report) => suiteOf(report, strict)) },
  });
  return `${xml.trimEnd()}\n`;
}

function suiteOf(report: DriftReport, strict: boolean): Case {
  const cases = casesOf(report, strict);
  const watched = watchLines(report).map(plain);
  const count = (outcome: string): number => cases.filter((each) => outcome in each).length;
  return {
    '@name': plain(titleOf(report)),
    '@timestamp': report.checkedAt,
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    testcase: cases,
    ...(watched.length === 0 ? {} : { 'system-out': watched.join('\n') }),
  };
}

function casesOf(report: DriftReport, strict: boolean): Case[] {
  const { error, appFound, rows } = report;
  const named = (name: string): Case => ({ '@classname': 'oktopost-okta', '@name': plain(name) });
  if (error !== null) {
    return [{ ...named('Check for drift'), error: outcome(error.code, [error.message, error.next]) }];
  }
  if (appFound === false) return [{ ...named(labelOf('app')), failure: outcome('gone', closing(report)) }];
  return rows.map((row) => ({ ...named(labelOf(row.setting)), ...outcomeOf(row, strict) }));
}

function outcomeOf(row: DriftRow, strict: boolean): Case {
  const { setting, state, expected, actual, note } = row;
  const wasWrong = isWrongAsThen(row);
  if (state === 'same' && !wasWrong) return {};
  if (state === 'cannot-be-read') return skipped(`Cannot be read; ${lastKnownWithNote(row)}`);
  const found = actual === null ? 'nothing' : shownValue(setting, actual);
  const lines = [
    `Expected ${shownValue(setting, expected)}, found ${found}.`,
    ...(note === null ? [] : [note]),
  ];
  if (wasWrong && !strict) return skipped(lines.join(' '));
  return { failure: outcome(wasWrong ? 'wrong-already' : 'drift', lines) };
}

const skipped = (message: string): Case => ({ skipped: { '@message': plain(message) } });

const outcome = (type: string, lines: readonly string[]): Case => ({
  '@type': type,
  '@message': plain(lines[0] ?? ''),
  '#text': lines.map(plain).join('\n'),
});
