import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Either holds the folder until `release`, or names the process that does. */
export type FolderLock =
  { held: true; tookOver: number | null; release: () => void } | { held: false; by: number };

/**
 * One assistant per folder, in either shell. The lock file names its process; one whose process is gone is taken over
 * (`tookOver` is then that process's id). Creates the folder (mode 0700). @throws the file system's own error.
 */
export function lockFolder(folder: string, self: number = process.pid): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  let tookOver: number | null = null;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (createExclusively(file, String(self))) {
      return { held: true, tookOver, release: () => releaseLock(file, self) };
    }
    const owner = ownerOf(file);
    if (owner !== null && owner !== self && isRunning(owner)) return { held: false, by: owner };
    tookOver = owner;
    rmSync(file, { force: true });
  }
  throw new Error(`the lock file ${file} keeps coming back`);
}

function createExclusively(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function releaseLock(file: string, self: number): void {
  if (ownerOf(file) === self) rmSync(file, { force: true });
}

function ownerOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
