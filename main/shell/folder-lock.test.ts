import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock';
import type { FolderLock } from './folder-lock';
import type { ProcessTable } from './process-identity';

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lock-')), 'assistant');
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  rmSync(join(folder, '..'), { recursive: true });
});
const files = (): string[] => readdirSync(join(folder, 'locks')).sort();

/** Ends a process without a chance to clean up. */
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const waiting = `
  const { lockFolder } = await import(${JSON.stringify(join(__dirname, 'folder-lock.ts'))});
  let lock = null;
  process.on('message', async ({ folder, afterMs }) => {
    if (folder === null) {
      if (lock.held) lock.release();
      return process.send('released');
    }
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    lock = await lockFolder(folder);
    process.send(lock);
  });
  process.send('ready');
`;

interface Starter {
  child: ChildProcess;
  lock: (afterMs?: number) => Promise<FolderLock>;
  release: () => Promise<void>;
}

/** A process that locks the folder on request. */
async function starter(): Promise<Starter> {
  const script = join(folder, '..', 'starter.mjs');
  writeFileSync(script, waiting);
  const child = fork(script, [], { execArgv: ['--import', 'tsx'] });
  children.push(child);
  await once(child, 'message');
  return {
    child,
    lock: async (afterMs = 0) => {
      const answer = once(child, 'message');
      child.send({ folder, afterMs });
      const [lock]: FolderLock[] = await answer;
      if (lock === undefined) throw new Error('the process said nothing');
      return lock;
    },
    release: async () => {
      const answer = once(child, 'message');
      child.send({ folder: null });
      await answer;
    },
  };
}

/** A process that has nothing to do with the assistant. */
function stranger(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)']);
  children.push(child);
  const { pid } = child;
  if (pid === undefined) throw new Error('the process did not start');
  return Object.assign(child, { pid });
}

// Shows: two assistants write in one folder
describe('the lock of a folder', () => {
  it('creates the folder for this user only, and holds it until released', async () => {
    const lock = await lockFolder(folder);
    expect(lock).toMatchObject({ held: true, tookOver: null });
    expect([folder, join(folder, 'locks')].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o700, 0o700,
    ]);
    expect(await lockFolder(folder)).toEqual({ held: false, by: process.pid });
    if (lock.held) lock.release();
    expect(files()).toEqual([]);
    expect(await lockFolder(folder)).toMatchObject({ held: true, tookOver: null });
  });

  it('names the process that holds it, and leaves its claim alone', async () => {
    const { child, lock } = await starter();
    expect((await lock()).held).toBe(true);
    const before = files();
    expect(await lockFolder(folder)).toEqual({ held: false, by: child.pid });
    expect(files()).toEqual(before);
  });

  it('is taken over at once from a process that was killed', async () => {
    const { child, lock } = await starter();
    expect((await lock()).held).toBe(true);
    await killed(child);
    expect(await lockFolder(folder)).toMatchObject({ held: true, tookOver: child.pid });
    expect(files()).toHaveLength(2);
  });

  it('keeps nobody out when the process id of a killed holder is another process’s now', async () => {
    const { child, lock } = await starter();
    expect((await lock()).held).toBe(true);
    await killed(child);
    const { pid } = stranger();
    for (const file of files()) {
      const reused = file.replace(/^\d+/, String(pid));
      renameSync(join(folder, 'locks', file), join(folder, 'locks', reused));
    }
    expect(await lockFolder(folder)).toMatchObject({ held: true, tookOver: pid });
  });

  it('of an older assistant, a file with a process id and nothing else, keeps nobody out', async () => {
    const lock = await lockFolder(folder);
    if (lock.held) lock.release();
    writeFileSync(join(folder, 'lock'), String(stranger().pid));
    expect(await lockFolder(folder)).toMatchObject({ held: true });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('is not held by files that are no claim', async () => {
    await lockFolder(folder).then((lock) => lock.held && lock.release());
    for (const name of ['rubbish', '1-2-3.held', `${process.pid}.claim`, '.DS_Store']) {
      writeFileSync(join(folder, 'locks', name), 'x');
    }
    expect(await lockFolder(folder)).toMatchObject({ held: true, tookOver: null });
  });

  it('goes to exactly one of many processes that start together, also after a holder that was killed', async () => {
    const first = await starter();
    const others = await Promise.all(Array.from({ length: 5 }, starter));
    expect((await first.lock()).held).toBe(true);
    await killed(first.child);
    const locks = await Promise.all(others.map(({ lock }) => lock()));
    expect(locks.filter(({ held }) => held)).toHaveLength(1);
  });
});

/** `LOCK_ROUNDS=500` asks for more than the gate has time for. */
const rounds = Number(process.env['LOCK_ROUNDS'] ?? 15);

it(
  `of two that start at about the same time one holds the folder, ${rounds} times, mostly after one that was killed`,
  async () => {
    const first = await starter();
    const two = [await starter(), await starter()];
    expect((await first.lock()).held).toBe(true);
    await killed(first.child);
    const stale = files();
    const { pid } = stranger();
    const held: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      if (round % 4 > 0) {
        // Of the one that was killed, or of one whose id is another program's now.
        const names = stale.map((name) => (round % 2 > 0 ? name : name.replace(/^\d+/, String(pid))));
        for (const name of names) writeFileSync(join(folder, 'locks', name), '');
      }
      const locks = await Promise.all(two.map(({ lock }) => lock(Math.random() * 6)));
      held.push(locks.filter((lock) => lock.held).length);
      for (const { release } of two) await release();
    }
    expect(held).toEqual(Array.from({ length: rounds }, () => 1));
    expect(files()).toEqual([]);
  },
  30_000 + rounds * 1000,
);

describe('many that want the folder in every order of steps', () => {
  const running = new Set<string>();
  /** Processes that exist for this test alone: each start is one, and none but those of `running` runs. */
  const processOf = (start: string): ProcessTable => ({
    self: () => Promise.resolve({ pid: 1, start }),
    isRunning: async ({ start: other }) => {
      await Promise.resolve();
      return running.has(other);
    },
  });

  it('end with one holder each time, also after one that was killed', async () => {
    for (let round = 0; round < 40; round += 1) {
      running.clear();
      const starts = Array.from({ length: 2 + (round % 6) }, (_, index) => `r${round}n${index}`);
      for (const start of starts) running.add(start);
      const locks = await Promise.all(starts.map((start) => lockFolder(folder, processOf(start))));
      expect(locks.filter(({ held }) => held)).toHaveLength(1);
    }
  });
});
