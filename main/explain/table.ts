import Papa from 'papaparse';
import { badQuotes, csvFormat, csvHeadLength, delimiterOf } from '../tables/csv';
import { longestMessage, mostMessages } from '../../shared/explain/log-input';

/** Rows of a table under their headers, or one sentence why it is refused. Null: the text is no table that is known. */
export type ReadTable =
  | { ok: true; kind: 'system-log' | 'failed-migrations'; columns: Columns; rows: string[][] }
  | { ok: false; error: string }
  | null;

/** Index of each column by what it holds; a table has some of them. */
export type Columns = Readonly<Partial<Record<ColumnName, number>>> & { readonly targets: readonly Target[] };

type ColumnName = LogColumn | 'reason' | 'email' | 'name' | 'givenName' | 'familyName' | 'at';
type LogColumn =
  | 'eventType'
  | 'legacyEventType'
  | 'displayMessage'
  | 'severity'
  | 'result'
  | 'outcomeReason'
  | 'published'
  | 'uuid';

/** Columns of the nth target of an event; `json`: one column with all of them. */
export interface Target {
  field: 'id' | 'type' | 'displayName' | 'alternateId' | 'json';
  number: string;
  column: number;
}

const mostColumns = 1000;
/** Some exports have a title above the headers. */
const headerWithin = 10;
/**
 * Names of headers, in small letters and digits only, so that `outcome.result`, `Outcome Result` and `outcome_result` are one.
 * Source: Okta facts, section 2, "System Log", for the fields of an event; Oktopost's columns are not known, so theirs are
 * whatever speaks of a person and of a reason.
 */
const logHeaders: Readonly<Record<LogColumn, RegExp>> = {
  eventType: /^event(?:type)?$/,
  legacyEventType: /^legacyeventtype$/,
  displayMessage: /^(?:display|event)message$/,
  severity: /^(?:event)?severity$/,
  result: /^(?:outcome|event)?result$|^outcome$/,
  outcomeReason: /^(?:outcome|event)?reason$/,
  published: /^(?:published|timestamp|eventtime|time|date)$/,
  uuid: /^(?:uuid|eventid|eventuuid)$/,
};
const personHeaders: Readonly<Record<'email' | 'name' | 'givenName' | 'familyName' | 'at', RegExp>> = {
  email: /e?mail|^(?:user(?:name|id)?|login)$/,
  name: /^(?:(?:full|display|member|person)?name|person|member|advocate)$/,
  givenName: /^(?:first|given)name$|^first$/,
  familyName: /^(?:last|family|sur)name$|^last$/,
  at: /^(?:date(?:time)?|time(?:stamp)?|at|when|(?:created|failed|updated)(?:at|on)?)$/,
};
/** The first that a table has tells why. */
const reasonHeaders: readonly RegExp[] = [
  /^(?:error|failure|fail)?(?:reason|message|detail|details|description)s?$|^errors?$|^failures?$/,
  /error|reason|fail/,
  /message|detail|problem|cause|explanation/,
  /^(?:status|result|state|comments?|notes?)$/,
];

/** A value, or a part of JSON: no name of a column. */
const noHeader = /[@{}\\]|["'] ?:|: ?["']/;

/**
 * Reads CSV of any usual delimiter, quoting and line end. Of a text that is not said to be a table (`isTable`) a row has to be as long as the
 * headers are: sentences and JSON have commas too. Never throws; nothing of the input is repeated in an error.
 */
export function readTable(text: string, isTable: boolean): ReadTable {
  const named = /^sep=([^\r\n])\r?\n/i.exec(text);
  const body = (named === null ? text : text.slice(named[0].length))
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n');
  // Only the beginning: the library's guess reads all of what it is given several times.
  const delimiter = named?.[1] ?? delimiterOf(body, headerWithin);
  const head = Papa.parse<string[]>(body.slice(0, csvHeadLength), {
    ...csvFormat,
    delimiter,
    preview: headerWithin,
  });
  const found = head.data.map(headersIn);
  const header = found.findIndex((headers) => headers !== null);
  const headers = found[header] ?? null;
  if (headers === null) return null;
  let refusal: string | null = null;
  let number = 0;
  const rows: string[][] = [];
  Papa.parse<string[]>(body, {
    ...csvFormat,
    delimiter,
    step: ({ data, errors }, parser) => {
      number += 1;
      if (number <= header + 1) return;
      refusal = refusalOf(data, number);
      if (errors.some(({ type }) => type === 'Quotes')) {
        refusal = badQuotes(number);
      } else if (rows.length >= mostMessages) {
        refusal = `There are more than ${mostMessages.toLocaleString('en')} rows. Export a shorter time.`;
      } else rows.push(data);
      if (refusal !== null) parser.abort();
    },
  });
  if (refusal !== null) return { ok: false, error: refusal };
  const width = head.data[header]?.length;
  return isTable || rows.some(({ length }) => length === width) ? { ok: true, ...headers, rows } : null;
}

function refusalOf(row: readonly string[], number: number): string | null {
  if (row.length > mostColumns) return `Row ${String(number)} has more than ${String(mostColumns)} columns.`;
  return row.some((field) => field.length > longestMessage)
    ? `Row ${String(number)} has a field of more than ${longestMessage.toLocaleString('en')} characters: a quotation mark may be missing.`
    : null;
}

/** Null: these are no headers of a table that is known. */
function headersIn(
  row: readonly string[],
): { columns: Columns; kind: 'system-log' | 'failed-migrations' } | null {
  if (row.length < 2 || row.some((cell) => noHeader.test(cell))) return null;
  const names = row.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const at = (pattern: RegExp): number | undefined => {
    const index = names.findIndex((name) => pattern.test(name));
    return index === -1 ? undefined : index;
  };
  const log = columnsOf(logHeaders, at);
  const targets = names.flatMap((name, column) => targetOf(name, column) ?? []);
  const tells = log.outcomeReason ?? log.displayMessage ?? log.result;
  if ((log.eventType ?? log.legacyEventType ?? log.displayMessage) !== undefined && tells !== undefined) {
    return { kind: 'system-log', columns: { ...log, targets } };
  }
  const people = columnsOf(personHeaders, at);
  const reason = reasonHeaders.map(at).find((index) => index !== undefined);
  if (reason === undefined || (people.email ?? people.name ?? people.familyName) === undefined) return null;
  return { kind: 'failed-migrations', columns: { ...people, reason, targets: [] } };
}

function columnsOf<K extends string>(
  headers: Readonly<Record<K, RegExp>>,
  at: (pattern: RegExp) => number | undefined,
): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {};
  for (const key in headers) {
    const index = at(headers[key]);
    if (index !== undefined) found[key] = index;
  }
  return found;
}

const targetFields = {
  id: 'id',
  type: 'type',
  displayname: 'displayName',
  alternateid: 'alternateId',
} as const;

/** `target0.displayName`, `target.1.alternate_id`, `target_type`, or `target` with all of them as JSON. */
function targetOf(name: string, column: number): Target | null {
  const [, before, field, after] = /^targets?(\d*)(id|type|displayname|alternateid)?(\d*)$/.exec(name) ?? [];
  if (before === undefined) return null;
  if (field === undefined) return { field: 'json', number: '', column };
  for (const [small, known] of Object.entries(targetFields)) {
    if (small === field) return { field: known, number: before === '' ? (after ?? '') : before, column };
  }
  return null;
}
