import { z } from 'zod';
import { decodeJson, jsonLimits } from '../../shared/bounded-json';
import { time } from '../../shared/time';
import { journalMigrations } from './migrations/journal';
import { migrate } from './migrations/migrate';

export const journalVersion = 3;

/**
 * Who wrote an entry: this computer, or a saved set-up that was imported here. `unknown`: journals of version 1 did not record it.
 * What an imported entry says is shown and never written to Okta.
 */
export const entryOriginSchema = z.enum(['local', 'imported', 'unknown']);
export type EntryOrigin = z.infer<typeof entryOriginSchema>;

/**
 * One line of the journal. `intent` is on disk before the request leaves, `result` after its answer: an intent without a
 * result is resolved by looking at Okta, never by sending it again blindly.
 */
export const entrySchema = z.strictObject({
  version: z.literal(journalVersion),
  origin: entryOriginSchema,
  at: time,
  setupId: z.string(),
  runId: z.string(),
  changeId: z.string(),
  kind: z.enum(['intent', 'result', 'failure', 'resolved']),
  /** What is or was to be done, readable by a person. No secrets. */
  title: z.string(),
  /** Ids that came of it, before-images, the error's code. */
  details: z.record(z.string(), z.unknown()),
});
export type JournalEntry = z.infer<typeof entrySchema>;

/** A line that is no entry: the assistant was there when a run of this computer ended before the last change of its plan. */
const runEndSchema = z.strictObject({
  version: z.literal(journalVersion),
  kind: z.literal('ended'),
  at: time,
  setupId: z.string(),
  runId: z.string(),
});
export type RunEnd = z.infer<typeof runEndSchema>;

const lineSchema = z.discriminatedUnion('kind', [entrySchema, runEndSchema]);

/** Where in its plan a change stands, among those that write: `place` of the details of an intent. Versions 1 and 2 have none. */
export interface PlaceInPlan {
  /** From 1. */
  at: number;
  of: number;
}
const placeSchema = z.looseObject({ at: z.number(), of: z.number() }).optional();

export const placeOf = ({ details }: Pick<JournalEntry, 'details'>): PlaceInPlan | null =>
  placeSchema.safeParse(details['place']).data ?? null;

/** Most entries have none, which is no failure: making one is slow in a long journal. */
const requestIdsSchema = z.array(z.string()).optional();

/**
 * The ids of the requests to Okta that an entry notes: in Okta's System Log the ids of their transactions. None where an older
 * version, or another computer, wrote something else.
 */
export const requestIdsOf = ({ details }: Pick<JournalEntry, 'details'>): string[] =>
  requestIdsSchema.safeParse(details['requestIds']).data ?? [];

/** The entries of journal text; lines that cannot be read (a torn last one after a crash) are skipped. */
export function parseJournal(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    const read = parseLine(line);
    return read === null || read.kind === 'ended' ? [] : read;
  });
}

/** One line of the journal; null when it cannot be read. */
export function parseLine(line: string): JournalEntry | RunEnd | null {
  if (line.trim() === '') return null;
  const read = decodeJson(line, jsonLimits.record);
  return read.ok ? (lineSchema.safeParse(migrate(read.value, journalMigrations)).data ?? null) : null;
}
