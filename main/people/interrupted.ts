import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import type { PeopleView } from '../../shared/people';
import { time } from '../../shared/time';
import { writePrivateFile } from '../storage/private-file';
import { keptIn } from './kept-file';
import type { ScanSource } from './scan';

const version = 1;
/** Two lists of 200,000 emails at most, as `readEmails` takes them. */
const limits = { length: 140 * 1024 * 1024, depth: 8, values: 500_000, members: 200_002 };

const scanSchema = z.strictObject({
  at: time,
  /** People who were read by then. */
  read: z.number().int().nonnegative(),
  source: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('assigned') }),
    z.strictObject({
      kind: z.literal('groups'),
      groups: listOf(z.strictObject({ id: z.string().max(64), name: z.string().max(300) })),
    }),
    z.strictObject({
      kind: z.literal('emails'),
      file: z.string().max(300),
      emails: listOf(z.string().max(320)),
    }),
  ]),
});
/** A reading that has not ended: what was read, how far it was, and when that was noted. */
export type InterruptedScan = Omit<z.infer<typeof scanSchema>, 'source'> & { source: ScanSource };

const fileSchema = z.strictObject({
  version: z.literal(version),
  appId: z.string().max(64),
  readiness: scanSchema.nullable(),
  reconciliation: scanSchema.nullable(),
});

/**
 * Readings that have not ended, so that one that a restart interrupts begins again without being chosen again. One file in the
 * assistant's folder, mode 0600: of a list of emails it holds the emails, and of nobody what was read. What cannot be read, or is of a
 * newer version, counts as none.
 */
export interface InterruptedScans {
  read(appId: string, view: PeopleView): InterruptedScan | null;
  write(appId: string, view: PeopleView, scan: InterruptedScan | null): void;
  forget(): void;
}

export function interruptedScansIn(folder: string): InterruptedScans {
  const path = join(folder, 'scan.json');
  let known: z.infer<typeof fileSchema> | null | undefined;
  const kept = (appId: string) => {
    known ??= keptIn(path, fileSchema, limits);
    return known?.appId === appId
      ? known
      : ({ version, appId, readiness: null, reconciliation: null } as const);
  };
  const forget = (): void => {
    rmSync(path, { force: true });
    known = null;
  };
  return {
    read: (appId, view) => kept(appId)[view],
    write: (appId, view, scan) => {
      const next = fileSchema.parse({ ...kept(appId), [view]: scan });
      if (next.readiness === null && next.reconciliation === null) {
        forget();
        return;
      }
      writePrivateFile(path, JSON.stringify(next));
      known = next;
    },
    forget,
  };
}
