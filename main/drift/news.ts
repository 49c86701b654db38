import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import type { DriftReport, WatchFinding } from '../../shared/drift';
import { writePrivateFile } from '../storage/private-file';

const fileSchema = z.strictObject({
  kind: z.literal('oktopost-okta-drift-seen'),
  version: z.literal(1),
  seen: z.record(z.string(), z.string()),
});

/**
 * The reports that say something else than the last time, by the file that remembers it; the file is written anew. One that is as it
 * should be is news only after another result, and one that could not tell is news each time: a watch that sees nothing is never silent. A
 * file that cannot be read remembers nothing.
 * @throws when the file cannot be written.
 */
export function newsIn(reports: readonly DriftReport[], path: string): DriftReport[] {
  const seen = seenIn(path);
  const news = reports.filter((report) => {
    if (report.result === 'could-not-tell') return true;
    const before = seen[keyOf(report)];
    return before === undefined ? !isQuiet(report) : before !== contentOf(report);
  });
  const now = Object.fromEntries(reports.map((report) => [keyOf(report), contentOf(report)]));
  const file = { kind: 'oktopost-okta-drift-seen', version: 1, seen: { ...seen, ...now } };
  writePrivateFile(path, JSON.stringify(file));
  return news;
}

function seenIn(path: string): Record<string, string> {
  try {
    const read = fileSchema.safeParse(decodedOrNull(readFileSync(path, 'utf8'), jsonLimits.record));
    return read.data?.seen ?? {};
  } catch {
    return {};
  }
}

const isQuiet = ({ result, watch }: DriftReport): boolean => result === 'same' && watch.length === 0;

const keyOf = ({ summary }: DriftReport): string =>
  summary === null ? 'a file that cannot be read' : `${summary.orgUrl} ${summary.appId}`;

/** What makes a report another one: not when it was made, how long a silence lasts, nor how far a long log is read. */
const contentOf = ({ result, appFound, rows, watch, error }: DriftReport): string =>
  JSON.stringify([
    result,
    appFound,
    rows.filter(({ state }) => state === 'drift').map(({ setting, actual }) => [setting, actual]),
    watch.map(watchContent),
    error?.code ?? null,
  ]);

function watchContent({ kind, text, since }: WatchFinding): string {
  if (kind === 'log-in-part') return kind;
  return kind === 'silence' || kind === 'scim-token-old' ? `${kind} ${since ?? ''}` : `${kind} ${text}`;
}
