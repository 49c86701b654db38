import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AppFailure } from '../../shared/failure';

/** What shows that a folder is an assistant's: its lock of now and of before, its set-up. */
const ownNames = ['locks', 'lock', 'session.json'];

/** Chromium's own folder of a practice org that runs in Electron: its lock is a symbolic link. Only itself is looked at. */
const notEntered = join('practice', 'electron');

const looser = 0o077;

/**
 * Makes `folder` and all that is in it this user's alone (0700, files 0600); creates it when there is none. What could lead
 * elsewhere is refused, never followed: symbolic links and special files, what is another user's, rights that cannot be tightened.
 * Afterwards nobody else can put anything there. @throws AppFailure `storage-failed`, or the file system's own error.
 */
export async function preparePrivateFolder(
  folder: string,
  userId: number | null = process.getuid?.() ?? null,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(ignoreExisting);
  const found = await lstat(folder);
  if (found.isSymbolicLink())
    throw refused(`${folder} is a symbolic link`, 'Name the folder that it leads to.');
  if (!found.isDirectory()) throw refused(`${folder} is no folder`, elsewhere);
  if (userId !== null) refuseOtherOwner(folder, found, userId);
  if (isLoose(found, userId) && !(await isAssistants(folder)))
    throw refused(`${folder} holds other files and is open to other users`, 'Name an empty folder.');
  await tighten(folder, found, 0o700, userId);
  await prepareContent(folder, folder, userId);
}

async function prepareContent(root: string, folder: string, userId: number | null): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await lstat(path).catch(ignoreMissing);
    // A claim of an assistant that gave up meanwhile.
    if (found === null) continue;
    const shown = `“${relative(root, path)}” in ${root}`;
    if (found.isSymbolicLink()) throw refused(`${shown} is a symbolic link`, remove);
    if (!found.isDirectory() && !found.isFile()) throw refused(`${shown} is no file`, remove);
    if (userId !== null) refuseOtherOwner(shown, found, userId);
    await tighten(path, found, found.isDirectory() ? 0o700 : 0o600, userId);
    if (found.isDirectory() && relative(root, path) !== notEntered) await prepareContent(root, path, userId);
  }
}

/** Windows shows no owners and no rights: what is there follows from the folder above. */
const isLoose = ({ mode }: Stats, userId: number | null): boolean => userId !== null && (mode & looser) !== 0;

async function isAssistants(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.length === 0 || names.some((name) => ownNames.includes(name));
}

async function tighten(path: string, found: Stats, mode: number, userId: number | null): Promise<void> {
  if (!isLoose(found, userId)) return;
  await chmod(path, mode).catch(ignoreMissing);
  const now = await lstat(path).catch(ignoreMissing);
  // Some file systems take every change of rights and make none.
  if (now !== null && isLoose(now, userId)) throw refused(`${path} stays open to other users`, elsewhere);
}

function refuseOtherOwner(shown: string, { uid }: Stats, userId: number): void {
  if (uid !== userId) throw refused(`${shown} belongs to another user of this computer`, elsewhere);
}

const remove = 'Look at where it came from and remove it, or start with another folder.';
const elsewhere = 'Start with a folder of your own, on a disk that knows users and rights.';

function refused(what: string, next: string): AppFailure {
  return new AppFailure({
    code: 'storage-failed',
    message: `The assistant keeps its files where nobody else can read or replace them, but ${what}.`,
    owner: 'okta-admin',
    next,
  });
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}

function ignoreExisting(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
