import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import type { JsonLimits } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { journalVersion } from './journal-entry';
import { rolloutVersion } from './migrations/rollout';
import { sessionVersion } from './session';

const versioned = z.object({ version: z.number() });
const sessionFile = z.object({ session: versioned });

/**
 * Checks, before anything is opened for writing, whether a newer assistant has used `folder`. Unreadable files are left to the code
 * that opens them.
 * @throws AppFailure `newer-version`; every file is left as it is then.
 */
export function refuseNewerFiles(folder: string): void {
  const session = sessionFile.safeParse(parsed(textOf(join(folder, 'session.json'))));
  if (session.success && session.data.session.version > sessionVersion) throw newer(folder);
  const rollout = versioned.safeParse(parsed(textOf(join(folder, 'rollout.json')), jsonLimits.rollout));
  if (rollout.success && rollout.data.version > rolloutVersion) throw newer(folder);
  const lines = textOf(join(folder, 'journal.jsonl')).split('\n');
  const isNewer = (line: string): boolean => {
    const entry = versioned.safeParse(parsed(line));
    return entry.success && entry.data.version > journalVersion;
  };
  if (lines.some(isNewer)) throw newer(folder);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const parsed = (text: string, limits: JsonLimits = jsonLimits.record): unknown => decodedOrNull(text, limits);

const newer = (folder: string): AppFailure =>
  new AppFailure({
    code: 'newer-version',
    message: `The set-up in ${folder} was saved by a newer version of this assistant. Nothing was changed there and nothing was sent.`,
    owner: 'okta-admin',
    next: 'Start the newer version and go on there. To begin a new set-up with this one, move that folder away first.',
  });
