import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import { changeRowSchema, releaseChangeId } from '../../shared/plan';
import type { ChangeRow } from '../../shared/plan';
import { isNotShown } from '../../shared/plan-words';
import { labelWithin, parseSettingId, shownValue } from '../../shared/settings';
import { minute } from '../export/document';
import type { Block, Cell } from '../export/document';
import { requestIdsOf } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { refusalOf, refusedWords, unsentWords, writerOf } from '../summary/evidence';
import type { LookUp, ReadNow } from './read-now';

/** One change of an approved plan, and what became of it. */
interface ApprovedChange {
  /** Counted through all runs, from 1. */
  number: number;
  id: string;
  title: string;
  at: string;
  rows: ChangeRow[];
  /** The user name that an assignment was sent with; null: Okta makes it, or it is not noted. */
  userName: string | null;
  result: Cell;
  /** `perhaps`: nobody knows whether Okta took it, or whether it was sent at all. */
  taken: 'yes' | 'no' | 'perhaps';
  isSent: boolean;
  requests: string[];
  /** Of a saved set-up that was opened here: not seen by this computer. */
  imported: boolean;
}

interface ApprovedRun {
  runId: string;
  at: string;
  by: string | null;
  /** A service app, in words, that sent what an admin approved; null: the token of `by` did, or nothing notes what. */
  sentBy: string | null;
  changes: ApprovedChange[];
}

/**
 * What was approved, run by run, oldest first. A plan is applied only as it was shown and approved, so its changes are what the
 * journal has of the run: those that it came to, also where they were not sent.
 */
export function approvedBlocks(entries: readonly JournalEntry[], readNow: LookUp): Block[] {
  const runs = runsOf(entries);
  const later = { taken: numbersOf(runs, 'yes'), perhaps: numbersOf(runs, 'perhaps') };
  if (runs.length === 0) return [{ kind: 'text', text: 'No plan of this set-up was begun.' }];
  return [
    {
      kind: 'text',
      text: 'A plan is applied exactly as it was shown and approved; a value that has changed meanwhile stops it, and what comes after that is not begun and not listed here. That Okta took a change says nothing of what it kept: what it shows now stands beside what was sent. What is “not read” this pack does not look up: Okta’s Admin Console has it. The id of a request is the id of the transaction in Okta’s System Log. What admins did by hand is not here: see summary.html, Evidence.',
    },
    ...runs.flatMap(({ runId, at, by, sentBy, changes }): Block[] => [
      { kind: 'heading', level: 2, text: `Approved by ${by ?? 'an admin'}, ${minute(at)}` },
      { kind: 'text', text: sentBy === null ? `Run ${runId}` : `Run ${runId}, sent by ${sentBy}` },
      ...changes.flatMap((change) => changeBlocks(change, { readNow, later })),
    ]),
  ];
}

/** The numbers of the changes of each setting that Okta took, or perhaps took. */
function numbersOf(
  runs: readonly ApprovedRun[],
  which: ApprovedChange['taken'],
): ReadonlyMap<ChangeRow['setting'], readonly number[]> {
  const found = new Map<ChangeRow['setting'], number[]>();
  for (const { number, rows, taken } of runs.flatMap(({ changes }) => changes)) {
    if (taken !== which) continue;
    for (const { setting } of rows) {
      const numbers = found.get(setting) ?? [];
      numbers.push(number);
      found.set(setting, numbers);
    }
  }
  return found;
}

interface Later {
  taken: ReturnType<typeof numbersOf>;
  perhaps: ReturnType<typeof numbersOf>;
}

function changeBlocks(
  { number, id, title, rows, userName, result, taken, isSent, at, requests, imported }: ApprovedChange,
  { readNow, later }: { readNow: LookUp; later: Later },
): Block[] {
  const after = (numbers: Later['taken'], setting: ChangeRow['setting']): number | null =>
    numbers.get(setting)?.find((each) => each > number) ?? null;
  return [
    { kind: 'heading', level: 3, text: `${number}. ${title}` },
    {
      kind: 'table',
      heads: ['Result', 'When', 'Request in Okta'],
      rows: [
        [
          result,
          imported ? `${minute(at)}, from a saved set-up: not seen here` : minute(at),
          requests.length === 0 ? 'not noted' : requests.join(', '),
        ],
      ],
    },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            heads: ['Setting', 'Before', isSent ? 'Sent' : 'Planned', 'Read for this pack'],
            rows: rows.map((row) => [
              labelWithin(row.setting),
              isNotShown(row) ? 'not reported by Okta' : valueWords(row.setting, row.now),
              valueWords(row.setting, row.after, userName),
              readCell(readNow(row, id), {
                isTaken: taken !== 'no',
                replacedBy: after(later.taken, row.setting),
                perhapsBy: after(later.perhaps, row.setting),
              }),
            ]),
          } as const,
        ]),
  ];
}

/**
 * A value that differs from the one that was sent stands out: Okta kept another, or someone changed it since. `replacedBy`: the number of
 * the change by which this set-up replaced it; `perhapsBy`: of one of which nobody knows whether Okta took it.
 */
function readCell(
  { isRead, text, isSame }: ReadNow,
  {
    isTaken,
    replacedBy,
    perhapsBy,
  }: { isTaken: boolean; replacedBy: number | null; perhapsBy: number | null },
): Cell {
  if (!isRead) return text;
  if (isSame) return isTaken ? text : `${text}, not by this change`;
  if (replacedBy !== null) return `${text}, replaced later by change ${replacedBy}`;
  return { alert: 'differs:', text: perhapsBy === null ? text : `${text}, perhaps by change ${perhapsBy}` };
}

/** The row of an assignment has the user name that the plan showed: one that Okta makes, no request sent. */
function valueWords(
  setting: ChangeRow['setting'],
  value: string | null,
  userName: string | null = null,
): string {
  if (value === null) return 'none';
  if (parseSettingId(setting)?.kind !== 'assignment') return shownValue(setting, value);
  if (userName !== null) return `assigned as ${userName}`;
  return value === 'assigned' ? value : `assigned (${value})`;
}

function runsOf(entries: readonly JournalEntry[]): ApprovedRun[] {
  const runs = new Map<string, ApprovedRun>();
  const changes = new Map<string, ApprovedChange>();
  for (const { kind, at, runId, changeId, title, details, origin } of entries) {
    const key = `${runId} ${changeId}`;
    const { by, rows, userName } = details;
    let change = changes.get(key);
    if (change === undefined) {
      change = {
        number: changes.size + 1,
        id: changeId,
        title,
        at,
        rows: settingsOf(rows),
        userName: typeof userName === 'string' ? userName : null,
        result: { alert: 'open:', text: 'not known' },
        taken: 'perhaps',
        isSent: false,
        requests: [],
        imported: origin === 'imported',
      };
      changes.set(key, change);
      const login = typeof by === 'string' ? by : null;
      const run = runs.get(runId) ?? {
        runId,
        at,
        by: login,
        sentBy: login === null ? writerOf(details) : null,
        changes: [],
      };
      run.changes.push(change);
      runs.set(runId, run);
    }
    change.requests.push(...requestIdsOf({ details }));
    if (kind === 'intent') continue;
    Object.assign(change, outcomeOf(kind, changeId, details));
  }
  return [...runs.values()];
}

function outcomeOf(
  kind: Exclude<JournalEntry['kind'], 'intent'>,
  changeId: string,
  details: JournalEntry['details'],
): Pick<ApprovedChange, 'result' | 'taken' | 'isSent'> {
  switch (kind) {
    case 'result': {
      const isHere = changeId === releaseChangeId;
      return { result: isHere ? 'done on this computer only' : 'taken by Okta', taken: 'yes', isSent: true };
    }
    case 'resolved':
      // The entry names the app integration only where the end of the assistant cut the change off: nobody knows whether it was sent.
      return Object.hasOwn(details, 'appId')
        ? { result: cutOff, taken: 'perhaps', isSent: false }
        : { result: 'taken by Okta; its answer was lost, so Okta was read', taken: 'yes', isSent: true };
    case 'failure': {
      const unsent = unsentWords(details['code']);
      if (unsent !== null) {
        const { difference } = details;
        const text = typeof difference === 'string' ? difference : '';
        const alert = text === '' ? unsent : `${unsent}.`;
        return { result: { alert, text }, taken: 'no', isSent: false };
      }
      const refusal = refusalOf(details);
      if (refusal === null) return { result: { alert: 'not done', text: '' }, taken: 'no', isSent: false };
      const alert = refusal === '' ? refusedWords : `${refusedWords}:`;
      return { result: { alert, text: refusal }, taken: 'no', isSent: true };
    }
    default:
      return assertNever(kind);
  }
}

const cutOff: Cell = { alert: 'open:', text: 'not known: the assistant ended before Okta answered' };

/** Journals of older versions, and of others, may hold something else: nothing is shown then. */
const settingsOf = (rows: unknown): ChangeRow[] =>
  (z.array(changeRowSchema).safeParse(rows).data ?? []).filter(({ verb }) => verb !== 'keep');

/** Okta's ids of the people whom changes assigned, unassigned or gave another user name. */
export const peopleNamed = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(
    entries.flatMap(({ details: { rows } }) =>
      settingsOf(rows).flatMap(({ setting }) => {
        const parsed = parseSettingId(setting);
        return parsed?.kind === 'assignment' || parsed?.kind === 'user-name' ? [parsed.of] : [];
      }),
    ),
  );
