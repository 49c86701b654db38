import Papa from 'papaparse';
import type { ExplainedPerson } from '../../shared/explained';
import { statusName } from '../../shared/status-name';
import { oneLine } from '../export/document';
import type { ExportFile } from '../export/files';
import { keyOf } from './group';
import type { Group } from './group';

const heads = [
  'Cause',
  'Who acts next',
  'What happened',
  'What to do',
  'Certainty',
  'Person',
  'User name',
  'In Okta',
  'Time',
  'Event',
  'Message',
];
/** Also behind blanks and as full-width characters, which spreadsheets take for the same. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const longestCell = 2000;

/** One row a message, for a spreadsheet: with a byte order mark, since Excel takes CSV without one for its own encoding. */
export function explainedCsv(
  groups: readonly Group[],
  atOkta: ReadonlyMap<string, ExplainedPerson['atOkta']>,
  hide: (text: string) => string,
  now: Date,
): ExportFile {
  const cell = (text: string | null): string => oneLine(hide(text ?? '')).slice(0, longestCell);
  const rows = groups.flatMap(({ messages }) =>
    messages.map(({ cause, owner, says, next, confidence, person, at, eventId, message }) =>
      [
        cause,
        owner,
        says,
        next,
        confidence,
        person.name,
        person.login,
        inOkta(atOkta.get(keyOf(person) ?? '')),
        at,
        eventId,
        message,
      ].map(cell),
    ),
  );
  const text = Papa.unparse([heads, ...rows], { escapeFormulae: formula, newline: '\r\n' });
  return {
    name: `explained-failures-${now.toISOString().slice(0, 10)}.csv`,
    type: 'text/csv',
    text: `\uFEFF${text}\r\n`,
  };
}

function inOkta(found: ExplainedPerson['atOkta'] | undefined): string {
  if (found === undefined || found.is === 'not-looked') return '';
  return found.is === 'nobody' ? 'not found' : `${statusName(found.status)} (${found.login})`;
}
