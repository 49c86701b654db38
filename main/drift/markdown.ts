import { capitalised } from '../../shared/counted';
import type { DriftReport } from '../../shared/drift';
import { isWrongAsThen } from '../../shared/drift-words';
import { labelOf, shownValue } from '../../shared/settings';
import { documentMarkdown } from '../export/markdown';
import type { Block, ExportDocument } from '../export/document';
import {
  changeWords,
  closing,
  lastKnownWithNote,
  notLookedAtLines,
  plain,
  titleOf,
  wayWords,
} from './report';

/** The reports as a Markdown comment, for a pull request or a ticket: what drifted first, all else in one sentence. */
export const driftMarkdown = (reports: readonly DriftReport[]): string =>
  documentMarkdown(documentOf(reports));

function documentOf(reports: readonly DriftReport[]): ExportDocument {
  return { title: 'Oktopost in Okta: check for drift', blocks: reports.flatMap(blocksOf) };
}

function blocksOf(report: DriftReport): Block[] {
  const drifted = report.rows.filter(({ state }) => state === 'drift');
  const wrong = report.rows.filter(isWrongAsThen);
  const unread = report.rows.filter((row) => row.state === 'cannot-be-read' && !isWrongAsThen(row));
  return [
    { kind: 'heading', level: 2, text: plain(titleOf(report)) },
    { kind: 'notice', loud: report.result !== 'same', text: plain(closing(report).join(' ')) },
    ...table(
      ['Needs a look', 'What to do'],
      report.watch.map(({ text, next }) => [text, next]),
    ),
    ...table(
      ['Setting', 'Expected', 'Actual', 'Who changed it'],
      drifted.map(({ setting, expected, actual, change, note }) => [
        labelOf(setting),
        shownValue(setting, expected),
        actual === null ? 'not shown' : shownValue(setting, actual),
        [change === null ? null : changeWords(change), note].flatMap((part) => part ?? []).join('. ') ||
          'not told by Okta',
      ]),
    ),
    ...table(
      ['To restore', 'How'],
      report.back.flatMap(({ screen, settings }) =>
        settings.map(({ setting, next }) => [
          labelOf(setting),
          [capitalised(wayWords(screen)), next].flatMap((part) => part ?? []).join('. '),
        ]),
      ),
    ),
    ...table(
      ['Not as it should be', 'Expected', 'Actual', 'What to know'],
      wrong.map(({ setting, expected, actual, note }) => [
        labelOf(setting),
        shownValue(setting, expected),
        actual === null ? 'not shown' : shownValue(setting, actual),
        note ?? '',
      ]),
    ),
    ...table(
      ['Cannot be read', 'How it was known'],
      unread.map((row) => [labelOf(row.setting), lastKnownWithNote(row)]),
    ),
    ...notLookedAtLines(report).map((text) => ({ kind: 'text', text: plain(text) }) as const),
  ];
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): Block[] =>
  rows.length === 0 ? [] : [{ kind: 'table', heads, rows: rows.map((row) => row.map(plain)) }];
