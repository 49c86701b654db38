import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { writePrivateFile } from './private-file';
import { newSession, readSession } from './session';
import type { Session } from './session';
import { asidePath, lastSetAside } from './set-aside';
import type { SetAside } from './set-aside';

/** The session and its file. Every change is on disk before `update` returns. */
export interface SessionStore {
  readonly session: Session;
  /** The file that was set aside last, at this start or before; null where there is none, and after `reset`. */
  readonly setAside: SetAside | null;
  /** Writes nothing where the file has all of it already. */
  update(patch: Partial<Session>): void;
  reset(): void;
}

interface WhenBroken {
  now: () => Date;
  goesOnAs: (aside: SetAside) => string | null;
}

/**
 * Opens `folder/session.json`. A file that cannot be read is set aside beside itself and a new set-up begins. `goesOnAs`: the id of the
 * set-up whose file it was, where that is known: what is in Okta is found again by it, so that nothing but wizard choices is lost.
 * @throws AppFailure `storage-failed` when the folder cannot be written.
 */
export function openSession(
  folder: string,
  onBroken: (movedTo: string) => void,
  { now = () => new Date(), goesOnAs = () => null }: Partial<WhenBroken> = {},
): SessionStore {
  const file = join(folder, 'session.json');
  const stored = readStored(file);
  const kept = stored === null ? null : parseFile(stored);
  if (stored !== null && kept === null) {
    const movedTo = asidePath(folder, 'session', now());
    renameSync(file, movedTo);
    onBroken(movedTo);
  }
  let setAside = kept?.changedSomething === true ? null : lastSetAside(folder);
  const knownId = kept !== null || setAside === null ? null : goesOnAs(setAside);
  let session = kept ?? (knownId === null ? newSession() : { ...newSession(), setupId: knownId });
  let isOnDisk = kept !== null;

  const write = (next: Session): void => {
    try {
      writePrivateFile(file, JSON.stringify({ session: next }, undefined, 2));
    } catch (error) {
      throw storageFailure(error);
    }
    session = next;
    isOnDisk = true;
  };
  return {
    get session() {
      return session;
    },
    get setAside() {
      return setAside;
    },
    update: (patch) => {
      const next = { ...session, ...patch };
      if (!isOnDisk || !isDeepStrictEqual(next, session)) write(next);
    },
    reset: () => {
      write(newSession());
      setAside = null;
    },
  };
}

/** The text of the file; null when there is none. */
function readStored(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw storageFailure(error);
  }
}

const fileSchema = z.looseObject({ session: z.unknown() });

function parseFile(text: string): Session | null {
  const file = fileSchema.safeParse(decodedOrNull(text, jsonLimits.record));
  return file.success ? readSession(file.data.session) : null;
}

function storageFailure(cause: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'storage-failed',
      message: 'The assistant cannot write its own folder on this computer.',
      owner: 'okta-admin',
      next: 'Free disk space or fix the rights of the folder, then try again.',
      retry: true,
    },
    { cause },
  );
}
