import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { reconciliationStates } from '../../shared/people';
import type { PeopleResult, ReconciliationState } from '../../shared/people';
import { time } from '../../shared/time';
import { writePrivateFile } from '../storage/private-file';
import type { Classified } from './classify';
import { keptIn } from './kept-file';

const version = 1;
/** Beyond it nothing is kept: a file of this many has some 8 MB. */
const mostPeople = 250_000;
const limits = { length: 24 * 1024 * 1024, depth: 6, values: mostPeople + 100, members: mostPeople + 1 };

const idSchema = z.string().max(400);
const fileSchema = z.strictObject({
  version: z.literal(version),
  appId: z.string().max(64),
  at: time,
  /** People who were assigned. */
  assigned: z.number().int().nonnegative(),
  people: z.strictObject({
    arrived: listOf(idSchema),
    /** Files of before lack it. */
    sent: listOf(idSchema).default([]),
    pending: listOf(idSchema),
    'in-error': listOf(idSchema),
    'too-early': listOf(idSchema),
    gone: listOf(idSchema),
    'inactive-there': listOf(idSchema),
    differs: listOf(idSchema),
    /** As `sent`. */
    'left-active': listOf(idSchema).default([]),
    'not-assigned': listOf(idSchema),
    'only-at-oktopost': listOf(idSchema),
  }),
});

/** The last reconciliation of an app integration: ids and states, no names. */
export interface LastResult {
  at: string;
  assigned: number;
  states: ReadonlyMap<string, ReconciliationState>;
}

/** One file in the assistant's folder, mode 0600; what cannot be read, or is of a newer version, counts as none. */
export interface LastResults {
  read(appId: string): LastResult | null;
  write(appId: string, at: string, rows: readonly Classified[]): void;
  forget(): void;
}

export function lastResultsIn(folder: string): LastResults {
  const file = join(folder, 'people.json');
  return {
    read: (appId) => {
      const kept = keptIn(file, fileSchema, limits);
      if (kept === null || kept.appId !== appId) return null;
      const states = new Map<string, ReconciliationState>();
      for (const state of reconciliationStates) for (const id of kept.people[state]) states.set(id, state);
      return { at: kept.at, assigned: kept.assigned, states };
    },
    write: (appId, at, rows) => {
      if (rows.length > mostPeople) {
        rmSync(file, { force: true });
        return;
      }
      const idsOf = (state: ReconciliationState): string[] =>
        rows.flatMap(({ row }) => (row.state === state ? row.id : []));
      const people = Object.fromEntries(reconciliationStates.map((state) => [state, idsOf(state)]));
      const assigned = rows.filter(({ assignment }) => assignment !== null).length;
      writePrivateFile(file, JSON.stringify({ version, appId, at, assigned, people }));
    },
    forget: () => {
      rmSync(file, { force: true });
    },
  };
}

/** What changed since the last result; marks the rows that did. */
export function compareWith(last: LastResult | null, rows: readonly Classified[]): PeopleResult['since'] {
  if (last === null) return null;
  const moves = new Map<
    string,
    { from: ReconciliationState | null; to: ReconciliationState; people: number }
  >();
  let changed = 0;
  let still = 0;
  for (const { row } of rows) {
    const from = last.states.get(row.id) ?? null;
    if (from !== null) still += 1;
    const to = reconciliationStates.find((state) => state === row.state);
    if (to === undefined || from === to) continue;
    changed += 1;
    row.reasons.push('changed');
    const move = moves.get(`${from ?? ''} ${to}`) ?? { from, to, people: 0 };
    move.people += 1;
    moves.set(`${from ?? ''} ${to}`, move);
  }
  return {
    at: last.at,
    changed,
    left: last.states.size - still,
    moves: [...moves.values()].sort((one, other) => other.people - one.people),
  };
}
