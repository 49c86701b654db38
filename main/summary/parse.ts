import { z } from 'zod';
import { decodeJson, jsonLimits, refusals } from '../../shared/bounded-json';
import { summarySchema, summaryVersion } from '../../shared/summary';
import type { Summary } from '../../shared/summary';
import { badSummary, newerSummary, unknownSetting } from './failures';
import { migrated } from './migrations';

const headSchema = z.looseObject({ kind: z.literal('oktopost-okta-summary'), version: z.number() });

/** @throws AppFailure `bad-input` */
export function readJson(text: string): unknown {
  const read = decodeJson(text.replace(/^\ufeff/, ''), jsonLimits.file);
  if (read.ok) return read.value;
  throw badSummary(
    read.refusal === 'not-json'
      ? 'The file is no JSON.'
      : `The file is no file that this assistant exported: ${refusals[read.refusal]}.`,
  );
}

/** Reads an exported summary of any version up to this one: hostile input. @throws AppFailure `bad-input`, `newer-version`. */
export function parseSummary(json: unknown): Summary {
  const head = headSchema.safeParse(json);
  if (!head.success) throw badSummary('The file is JSON, but no file that this assistant exported.');
  const { version } = head.data;
  if (version > summaryVersion) throw newerSummary();
  const summary = asNewest(json, version);
  const ids = new Set(summary.settings.map(({ setting }) => setting));
  if (ids.size !== summary.settings.length) throw badSummary('The summary names a setting twice.');
  return summary;
}

function asNewest(json: unknown, version: number): Summary {
  try {
    const newest = migrated(json, version, summaryVersion);
    if (newest === null) throw badSummary('The summary has a version that this assistant does not know.');
    return summarySchema.parse(newest);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    if (error.issues.some(({ path }) => path[0] === 'settings' && path[2] === 'setting'))
      throw unknownSetting();
    const places = error.issues.slice(0, 3).map(({ path }) => placeOf(path));
    throw badSummary(`The summary is damaged (at ${places.join(', ')}).`);
  }
}

const placeOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the top' : path.join('.'));
