import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import { ofEntries, readMessages } from '../../shared/explain/log-input';
import type { ReadMessage } from '../../shared/explain/log-input';
import type { Explained } from '../../shared/explained';
import { decodeFile } from '../tables/decode';
import { readTable } from './table';
import type { Columns } from './table';

/** Messages of a pasted text or a file, or one sentence why it is refused. */
export type ReadInput =
  | { ok: true; read: Explained['read']; messages: ReadMessage[]; skipped: Explained['skipped'] }
  | { ok: false; error: string };

/** Reads a file: JSON or CSV of the System Log, CSV of failed migrations, or messages one a line. Never throws. */
export function readFileInput(name: string, bytes: Uint8Array): ReadInput {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const isTable = /\.(?:csv|tsv)$/i.test(name);
  return readTextInput(decoded.text, isTable);
}

/** Reads what was pasted, likewise. `isTable`: it is said to be one, so no line of it is a message. */
export function readTextInput(text: string, isTable = false): ReadInput {
  const body = text.replace(/^\uFEFF/, '');
  const table = /^\s*[[{]/.test(body.slice(0, 1000)) ? null : readTable(body, isTable);
  if (table === null) return isTable ? noColumns : ofMessages(readMessages(body));
  if (!table.ok) return table;
  const { columns, rows } = table;
  return table.kind === 'system-log' ? ofLog(columns, rows) : ofMigrations(columns, rows);
}

const noColumns: ReadInput = {
  ok: false,
  error:
    'No row has headers that are known. A System Log has eventType and outcome; failed migrations have an email and an error or a reason.',
};

function ofMessages(found: ReturnType<typeof readMessages>): ReadInput {
  if (!found.ok) return found;
  const { messages, skipped } = found;
  const read = messages.length > 0 && messages.every(({ event }) => event !== null);
  return { ok: true, read: read ? 'system-log' : 'messages', messages, skipped: { ...skipped, noReason: 0 } };
}

function ofLog(columns: Columns, rows: readonly string[][]): ReadInput {
  const found = ofEntries(rows.map((row) => eventOf(columns, row)));
  return found.ok
    ? {
        ok: true,
        read: 'system-log',
        messages: found.messages,
        skipped: { ...found.skipped, noReason: 0 },
      }
    : found;
}

/** The row as the System Log's API answers with the event. */
function eventOf(columns: Columns, row: readonly string[]): Record<string, unknown> {
  const cell = cellsOf(row);
  return {
    uuid: cell(columns.uuid),
    published: cell(columns.published),
    eventType: cell(columns.eventType),
    legacyEventType: cell(columns.legacyEventType),
    severity: cell(columns.severity),
    displayMessage: cell(columns.displayMessage),
    outcome: { result: cell(columns.result)?.toUpperCase() ?? null, reason: cell(columns.outcomeReason) },
    target: targetsOf(columns, cell),
  };
}

function targetsOf({ targets }: Columns, cell: ReturnType<typeof cellsOf>): unknown {
  const whole = targets.find(({ field }) => field === 'json');
  const json = cell(whole?.column);
  if (json !== null) {
    return decodedOrNull(json, jsonLimits.file);
  }
  const byNumber = new Map<string, Record<string, string | null>>();
  for (const { field, number, column } of targets) {
    const target = byNumber.get(number) ?? {};
    target[field] = cell(column);
    byNumber.set(number, target);
  }
  return [...byNumber.values()].filter((target) => Object.values(target).some((value) => value !== null));
}

function ofMigrations(columns: Columns, rows: readonly string[][]): ReadInput {
  let noReason = 0;
  const messages = rows.flatMap((row): ReadMessage[] => {
    const cell = cellsOf(row);
    const text = cell(columns.reason);
    if (text === null) {
      noReason += 1;
      return [];
    }
    const name =
      cell(columns.name) ?? [cell(columns.givenName), cell(columns.familyName)].filter(Boolean).join(' ');
    return [
      {
        text,
        event: null,
        person: { id: null, name: name === '' ? null : name, login: cell(columns.email) },
        at: cell(columns.at),
        eventId: null,
      },
    ];
  });
  const skipped = { succeeded: 0, noEvent: 0, noReason, prose: 0 };
  return { ok: true, read: 'failed-migrations', messages, skipped };
}

/** Reads one cell; null: the column is not there, or the cell is blank. A spreadsheet's guard against formulas is taken off. */
const cellsOf =
  (row: readonly string[]) =>
  (column: number | undefined): string | null => {
    const text = (column === undefined ? '' : (row[column] ?? '')).trim().replace(/^'(?=[=+\-@\t])/, '');
    return text === '' ? null : text;
  };
