import { assertNever } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { KnownBy, Summary } from '../../shared/summary';
import { capitalised } from '../../shared/counted';
import { driftReportVersion, notLookedAtLine } from '../../shared/drift';
import type { DriftReport, DriftRow, RestorePath } from '../../shared/drift';
import {
  isAsExpected,
  isSetting,
  isWrongAsThen,
  leftAsThenWords,
  rowsWith,
  untoldWords,
  wrongAsThenWords,
} from '../../shared/drift-words';
import { leftWords } from '../../shared/left-as-is';
import { guidedStepIds } from '../../shared/screens';
import { labelOf, shownValue } from '../../shared/settings';
import { stepNames } from '../../shared/step-names';
import { fromTo } from '../../shared/logged-change';
import type { LoggedChange } from '../../shared/logged-change';
import { minute } from '../export/document';
import type { Drift } from './check';
import { nothingWatched } from './watch';

export function reportOf(summary: Summary, { rows, ...found }: Drift, checkedAt: string): DriftReport {
  const drifted = rows === null || rows.some(({ state }) => state === 'drift');
  return {
    kind: 'oktopost-okta-drift',
    version: driftReportVersion,
    result: drifted ? 'drift' : 'same',
    checkedAt,
    summary: aboutOf(summary),
    appFound: rows !== null,
    rows: rows ?? [],
    ...found,
    error: null,
  };
}

/** The check came to no answer. */
export function failureReport(summary: Summary | null, error: AppError, checkedAt: string): DriftReport {
  const { code, message, next, owner, okta } = error;
  return {
    kind: 'oktopost-okta-drift',
    version: driftReportVersion,
    result: 'could-not-tell',
    checkedAt,
    summary: summary === null ? null : aboutOf(summary),
    appFound: null,
    rows: [],
    back: [],
    ...nothingWatched,
    systemLog: null,
    error: { code, message, next, owner, okta },
  };
}

function aboutOf({ made, practice, org, app }: Summary): NonNullable<DriftReport['summary']> {
  return { made, practice, orgUrl: org.url, appId: app.id, appLabel: app.label };
}

/** 1 as soon as one drifted, or (strict) its watch tells of something or a setting was wrong already, else 2 where one came to no answer, else 0. */
export function exitCodeOf(reports: readonly DriftReport[], strict: boolean): 0 | 1 | 2 {
  if (reports.some((report) => report.result === 'drift' || (strict && tells(report)))) return 1;
  return reports.some(({ result }) => result === 'could-not-tell') ? 2 : 0;
}

/** How far a long log was read is nothing to act on. */
const tells = ({ watch, rows }: DriftReport): boolean =>
  watch.some(({ kind }) => kind !== 'log-in-part') || rows.some(isWrongAsThen);

/** One line of JSON, in characters that no terminal acts on. */
export function driftJson(report: DriftReport): string {
  const escape = (character: string): string =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join('');
  return `${JSON.stringify(report).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escape)}\n`;
}

/** For a terminal or a mail: what was checked, a table with a line per setting, and one sentence at the end. */
export function driftText(report: DriftReport): string {
  const { summary, rows, error } = report;
  const checked = error === null ? `checked ${report.checkedAt}` : 'not checked';
  const about = summary === null ? [] : [titleOf(report), `Summary of ${summary.made}, ${checked}`, ''];
  const found = rows.length === 0 ? [] : [...table(rows), ''];
  const said = [...closing(report), ...restoreLines(report), ...watchLines(report)];
  return `${[...about, ...found, ...said].map(plain).join('\n')}\n`;
}

/** How what drifted is restored: a line for each way, and one for each setting where there is more to say. */
const restoreLines = ({ back }: DriftReport): string[] =>
  back.flatMap(({ screen, settings }) => [
    `Restore ${wayWords(screen)}: ${settings.map(({ setting }) => labelOf(setting)).join(', ')}.`,
    ...settings.flatMap(({ next }) => (next === null ? [] : [`  ${next}`])),
  ]);

/** Where what drifted is restored, and how. */
export function wayWords(screen: RestorePath['screen']): string {
  if (screen === null) return 'by hand in Okta';
  const how = guidedStepIds.some((step) => step === screen) ? 'by hand in Okta, with guidance' : 'by a plan';
  return `on the screen “${stepNames[screen]}” of the assistant (${how})`;
}

/** What needs a look beside the settings, two lines each, and what was not looked at. */
const watchLines = (report: DriftReport): string[] => [
  ...report.watch.flatMap(({ text, next }) => [`Watch: ${text}`, `  ${next}`]),
  ...notLookedAtLines(report),
];

/** In one line; none where the app integration was not looked at either. */
export const notLookedAtLines = (report: DriftReport): string[] =>
  report.appFound !== true || report.notLookedAt.length === 0 ? [] : [notLookedAtLine(report)];

/** Of which app integration in which org a report is. */
export const titleOf = ({ summary }: DriftReport): string =>
  summary === null
    ? 'A summary that could not be read'
    : `${summary.practice ? 'PRACTICE RUN. ' : ''}"${summary.appLabel}" (${summary.appId}) in ${summary.orgUrl}`;

/** What was found, in sentences. */
export function closing(report: DriftReport): string[] {
  const { result, appFound, rows, systemLog, error } = report;
  const words = wrongAsThenWords(rows);
  const untold = untoldWords(report);
  const besides = [words === null ? null : capitalised(words), leftAsThenWords(rows, minute), untold].filter(
    (each) => each !== null,
  );
  switch (result) {
    case 'could-not-tell':
      return error === null ? [] : [`Could not tell: ${error.message}`, error.next];
    case 'drift': {
      if (appFound === false) {
        return [
          'Drift: the app integration of this summary is not in Okta any more, or the token may not see it.',
          'Ask who deleted it, or use the token of an admin who sees it.',
        ];
      }
      const drifted = rows.filter(({ state }) => state === 'drift');
      const names = drifted.map(({ setting }) => labelOf(setting));
      return [
        `Drift: ${rowsWith(drifted, ['differs', 'differ'], rows)} (${names.join(', ')}).`,
        ...certificateLines(rows),
        ...drifted.flatMap(({ setting, change }) =>
          change === null ? [] : [`${labelOf(setting)}: ${changeWords(change)}.`],
        ),
        ...(systemLog === 'cannot-be-read' ? ["Okta's System Log could not be read: it may tell who."] : []),
        ...besides,
        ...nextOf(drifted),
      ];
    }
    case 'same': {
      const unread = rows.filter((row) => row.state === 'cannot-be-read' && !isWrongAsThen(row));
      const same = rows.filter(isAsExpected);
      const rest =
        unread.length === 0
          ? ''
          : ` ${rowsWith(unread, ['cannot be read', 'cannot be read'])}; the table tells how they were last known.`;
      return [
        `Same${untold === null ? '' : ' in what Okta shows'}: ${rowsWith(same, ['matches', 'match'])}.${rest}`,
        ...besides,
      ];
    }
    default:
      return assertNever(result);
  }
}

/** Said where settings alone are counted as drifted. */
function certificateLines(rows: readonly DriftRow[]): string[] {
  const state = rows.find((row) => !isSetting(row))?.state;
  if (state === undefined || state === 'drift') return [];
  return [
    `The certificate, which is not counted among them, ${state === 'same' ? 'matches' : 'cannot be compared'}.`,
  ];
}

/** Of a value that nobody knew before, nobody can say that it was changed. */
function nextOf(drifted: readonly DriftRow[]): string[] {
  const untold = drifted.filter(({ change }) => change === null);
  if (untold.some(({ known }) => known.how !== 'unknown')) return ['Ask who changed them.'];
  return untold.length === 0
    ? []
    : ['What was not known when the summary was made may have been so from the start.'];
}

const heads = ['', 'Setting', 'Expected', 'Actual', 'Answer'];
/** A longer cell is shown whole, but widens no other line. */
const widest = 60;
const marks: Record<DriftRow['state'], string> = { same: '=', drift: '!', 'cannot-be-read': '?' };

function table(rows: readonly DriftRow[]): string[] {
  const lines = [heads, ...rows.map(cellsOf)].map((cells) => cells.map(plain));
  const widths = heads.map((_, column) =>
    Math.min(widest, Math.max(...lines.map((cells) => (cells[column] ?? '').length))),
  );
  return lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function cellsOf({ setting, expected, actual, state, known, change, note, left }: DriftRow): string[] {
  const unread = actual === null ? `cannot be read; ${lastKnown(known)}` : 'cannot be compared';
  const answer = state === 'cannot-be-read' ? unread : state;
  return [
    marks[state],
    labelOf(setting),
    shownValue(setting, expected),
    actual === null ? '-' : shownValue(setting, actual),
    [
      answer,
      change === null ? null : changeWords(change),
      note,
      left === null ? null : leftWords(left, minute),
    ]
      .filter((part) => part !== null)
      .map((part) => part.replace(/\.$/, ''))
      .join('. '),
  ];
}

/** Who set a value, when, from what to what. */
export const changeWords = ({ who, at, from, to }: LoggedChange): string =>
  `changed by ${who ?? 'somebody'} at ${minute(at)}: ${fromTo({ from, to })}`;

/** How a setting that cannot be read was known, and what else there is to say of it. */
export const lastKnownWithNote = ({ known, note }: Pick<DriftRow, 'known' | 'note'>): string =>
  note === null ? lastKnown(known) : `${lastKnown(known)}. ${note}`;

/** How a setting was known when the summary was made. */
export function lastKnown(known: KnownBy): string {
  switch (known.how) {
    case 'proven-by-test':
      return `last proven by ${known.user} at ${minute(known.at)}`;
    case 'proven-by-life-cycle':
      return `last proven by the life-cycle test of ${known.user} at ${minute(known.at)}`;
    case 'proven-by-push':
      return `last proven by what Okta sent for ${known.user ?? 'a person'} at ${minute(known.at)}`;
    case 'stated':
      return `last stated by ${known.by ?? 'an admin'} at ${minute(known.at)}`;
    case 'read-in-log':
      return `last set by ${known.by ?? 'somebody'} at ${minute(known.at)}, by Okta's System Log`;
    case 'read-back':
      return `last read at ${minute(known.at)}`;
    case 'unknown':
      return 'not known when the summary was made';
    default:
      return assertNever(known);
  }
}

/** Without the characters that a terminal acts on or that turn the reading direction around. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
