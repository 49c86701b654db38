import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { preparePrivateFolder } from '../storage/private-folder';
import { processTable } from './process-identity';
import type { ProcessIdentity, ProcessTable } from './process-identity';

/** Either holds the folder until `release`, or names the process that does. */
export type FolderLock =
  { held: true; tookOver: number | null; release: () => void } | { held: false; by: number };

/** A process that wants or holds the folder: two empty files in `locks/`, whose names say everything. */
interface Claim extends ProcessIdentity {
  nonce: string;
}

const pauseMs = 10;
/** Deciding takes milliseconds; a claim that stays undecided for longer is of a process that was stopped while it started. */
const decideWithinMs = 3_000;

/**
 * One assistant per folder, in either shell. Prepares the folder (`preparePrivateFolder`), since whoever can write in it decides who
 * holds it. A holder that was killed is taken over at once (`tookOver` is its process id): its claim names the process and when it
 * started, so that another process with the same id does not count as the holder. @throws AppFailure `storage-failed`, or the file system's own error.
 *
 * Why only one of many that start together gets it: each writes its own claim before it looks at the others', so of any two
 * at least one sees the other. One that sees a holder, or an undecided claim with a lower nonce, gives up; one that sees only
 * higher nonces waits until these have decided. Nobody ever removes or replaces the claim of a process that runs.
 */
export async function lockFolder(
  folder: string,
  processes: ProcessTable = processTable(),
): Promise<FolderLock> {
  await preparePrivateFolder(folder);
  const locks = join(folder, 'locks');
  await mkdir(locks, { recursive: true, mode: 0o700 });
  const mine: Claim = { ...(await processes.self()), nonce: randomBytes(8).toString('hex') };
  const release = (): void => {
    // In this order: a claim that holds is never without its first file.
    rmSync(fileOf(locks, mine, 'held'), { force: true });
    rmSync(fileOf(locks, mine, 'claim'), { force: true });
  };
  try {
    await writeFile(fileOf(locks, mine, 'claim'), '', { flag: 'wx', mode: 0o600 });
    const { rival, ended } = await decide(locks, mine, processes);
    if (rival !== null) {
      release();
      return { held: false, by: rival.pid };
    }
    await writeFile(fileOf(locks, mine, 'held'), '', { flag: 'wx', mode: 0o600 });
    await removeEnded(folder, locks, ended);
    return { held: true, tookOver: ended.holders[0]?.pid ?? null, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Claims of processes that do not run any more. */
interface Ended {
  all: Claim[];
  holders: Claim[];
}

/** Waits until no other claim is undecided. `rival`: the one to give way to; null when the folder is ours. */
async function decide(
  locks: string,
  mine: Claim,
  processes: ProcessTable,
): Promise<{ rival: Claim | null; ended: Ended }> {
  const deadline = Date.now() + decideWithinMs;
  for (;;) {
    const { claims, holding } = await readClaims(locks);
    const others = claims.filter(({ nonce }) => nonce !== mine.nonce);
    const runs = await Promise.all(others.map((claim) => processes.isRunning(claim)));
    const running = others.filter((_claim, index) => runs[index] === true);
    const all = others.filter((_claim, index) => runs[index] === false);
    const ended = { all, holders: all.filter(({ nonce }) => holding.has(nonce)) };
    const rival = running.find(({ nonce }) => holding.has(nonce) || nonce < mine.nonce);
    if (rival !== undefined) return { rival, ended };
    const [undecided] = running;
    if (undecided === undefined) return { rival: null, ended };
    if (Date.now() > deadline) return { rival: undecided, ended };
    await delay(pauseMs);
  }
}

const name = /^(\d+)-([A-Za-z0-9]+)-([0-9a-f]{16})\.(claim|held)$/;

const fileOf = (locks: string, { pid, start, nonce }: Claim, kind: 'claim' | 'held'): string =>
  join(locks, `${pid}-${start}-${nonce}.${kind}`);

/** Names that are no claim's are passed over: whatever they are, they hold nothing. */
async function readClaims(locks: string): Promise<{ claims: Claim[]; holding: Set<string> }> {
  const claims: Claim[] = [];
  const holding = new Set<string>();
  for (const entry of await readdir(locks)) {
    const [, pid, start, nonce, kind] = name.exec(entry) ?? [];
    if (pid === undefined || start === undefined || nonce === undefined) continue;
    if (kind === 'held') holding.add(nonce);
    else claims.push({ pid: Number(pid), start, nonce });
  }
  return { claims, holding };
}

async function removeEnded(folder: string, locks: string, { all }: Ended): Promise<void> {
  for (const claim of all) {
    await rm(fileOf(locks, claim, 'held'), { force: true });
    await rm(fileOf(locks, claim, 'claim'), { force: true });
  }
  // The lock of assistants before this one: a file that held the process id alone.
  await rm(join(folder, 'lock'), { force: true });
}
