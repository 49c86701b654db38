import { XMLBuilder } from 'fast-xml-parser';
import type { DriftReport, DriftRow, WatchFinding } from '../../shared/drift';
import { capitalised } from '../../shared/counted';
import { isAsExpected, isSetting, isWrongAsThen } from '../../shared/drift-words';
import { leftWords } from '../../shared/left-as-is';
import { minute } from '../export/document';
import { labelOf, shownValue } from '../../shared/settings';
import {
  changeWords,
  closing,
  lastKnownWithNote,
  notLookedAtLines,
  plain,
  titleOf,
  wayWords,
} from './report';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  format: true,
  suppressEmptyNode: true,
});

type Case = Record<string, unknown>;

/**
 * The reports as JUnit XML, for a CI job: a suite for each summary and a case for each setting, with suites beside it for the certificate,
 * which is no setting, and for what the watch found. Drift is a failure, what cannot be read is skipped, and a check without an answer is an
 * error. What was wrong already, and what the watch found, are failures where the check is strict, else skipped; what an admin left as it is, is
 * skipped.
 */
export function driftJunit(reports: readonly DriftReport[], strict: boolean): string {
  const xml = builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'Oktopost in Okta',
      testsuite: reports.flatMap((report) => suitesOf(report, strict)),
    },
  });
  return `${xml.trimEnd()}\n`;
}

function suitesOf(report: DriftReport, strict: boolean): Case[] {
  const notes = notLookedAtLines(report).map(plain);
  const ofSettings = {
    ...suiteOf(report, titleOf(report), casesOf(report, report.rows.filter(isSetting), strict)),
    ...(notes.length === 0 ? {} : { 'system-out': notes.join('\n') }),
  };
  const certificate = report.rows.filter((row) => !isSetting(row));
  const beside: [string, Case[]][] = [
    ['certificate', casesOf(report, certificate, strict)],
    ['watch', report.watch.map((finding) => watchCase(finding, strict))],
  ];
  return [
    ofSettings,
    ...beside
      .filter(([, cases]) => cases.length > 0)
      .map(([name, cases]) => suiteOf(report, `${titleOf(report)}, ${name}`, cases)),
  ];
}

function suiteOf({ checkedAt }: DriftReport, name: string, cases: readonly Case[]): Case {
  const count = (outcome: string): number => cases.filter((each) => outcome in each).length;
  return {
    '@name': plain(name),
    '@timestamp': checkedAt,
    '@tests': cases.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    testcase: cases,
  };
}

const named = (name: string): Case => ({ '@classname': 'oktopost-okta', '@name': plain(name) });

const watchCase = ({ kind, text, next }: WatchFinding, strict: boolean): Case => ({
  ...named(`Watch: ${kind}`),
  ...(strict ? { failure: outcome(kind, [text, next]) } : skipped(`${text} ${next}`)),
});

function casesOf(report: DriftReport, rows: readonly DriftRow[], strict: boolean): Case[] {
  const { error, appFound, back } = report;
  if (error !== null) {
    return [{ ...named('Check for drift'), error: outcome(error.code, [error.message, error.next]) }];
  }
  if (appFound === false) return [{ ...named(labelOf('app')), failure: outcome('gone', closing(report)) }];
  return rows.map((row) => ({ ...named(labelOf(row.setting)), ...outcomeOf(row, back, strict) }));
}

/** How one setting is restored. */
const restoreLines = (back: DriftReport['back'], of: DriftRow['setting']): string[] =>
  back.flatMap(({ screen, settings }) =>
    settings
      .filter(({ setting }) => setting === of)
      .flatMap(({ next }) => [`Restore it ${wayWords(screen)}.`, ...(next === null ? [] : [next])]),
  );

function outcomeOf(row: DriftRow, back: DriftReport['back'], strict: boolean): Case {
  const { setting, state, expected, actual, change, note, left } = row;
  const wasWrong = isWrongAsThen(row);
  if (isAsExpected(row)) return {};
  if (state === 'cannot-be-read' && !wasWrong) return skipped(`Cannot be read; ${lastKnownWithNote(row)}`);
  const found = actual === null ? 'nothing' : shownValue(setting, actual);
  const lines = [
    `Expected ${shownValue(setting, expected)}, found ${found}.`,
    ...(change === null ? [] : [`${capitalised(changeWords(change))}.`]),
    ...(note === null ? [] : [note]),
    ...restoreLines(back, setting),
  ];
  if (left !== null) return skipped(`${capitalised(leftWords(left, minute))}. ${lines.join(' ')}`);
  if (wasWrong && !strict) return skipped(lines.join(' '));
  return { failure: outcome(wasWrong ? 'wrong-already' : 'drift', lines) };
}

const skipped = (message: string): Case => ({ skipped: { '@message': plain(message) } });

const outcome = (type: string, lines: readonly string[]): Case => ({
  '@type': type,
  '@message': plain(lines[0] ?? ''),
  '#text': lines.map(plain).join('\n'),
});
