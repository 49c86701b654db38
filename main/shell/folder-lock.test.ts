import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lock-')), 'assistant');
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

it('creates the folder for this user only and holds it until released', () => {
  const lock = lockFolder(folder);
  expect(lock).toMatchObject({ held: true, tookOver: null });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(process.pid));
  if (lock.held) lock.release();
  expect(existsSync(join(folder, 'lock'))).toBe(false);
});

it('refuses a folder that another running process holds, and names it', () => {
  lockFolder(folder, process.ppid);
  expect(lockFolder(folder)).toEqual({ held: false, by: process.ppid });
});

it('takes over from a process that is gone, and says so', () => {
  const gone = deadPid();
  lockFolder(folder, gone);
  expect(lockFolder(folder)).toMatchObject({ held: true, tookOver: gone });
});

it('takes over a lock file that makes no sense', () => {
  lockFolder(folder, deadPid());
  writeFileSync(join(folder, 'lock'), 'rubbish');
  expect(lockFolder(folder)).toMatchObject({ held: true, tookOver: null });
});

it('releases only its own lock', () => {
  const lock = lockFolder(folder);
  writeFileSync(join(folder, 'lock'), String(process.ppid));
  if (lock.held) lock.release();
  expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(process.ppid));
});
