import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type * as promises from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preparePrivateFolder } from './private-folder';

/** A disk that takes every change of rights and makes none. */
const disk = vi.hoisted(() => ({ keepsRights: true }));
vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof promises>();
  const chmod: typeof real.chmod = (path, mode) =>
    disk.keepsRights ? real.chmod(path, mode) : Promise.resolve();
  return { ...real, chmod };
});

const isRoot = process.getuid?.() === 0;
let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'private-folder-'));
  folder = join(place, 'assistant');
});
afterEach(() => {
  rmSync(place, { recursive: true });
});

function put(path: string, mode = 0o600): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, 'text');
  chmodSync(file, mode);
  return file;
}
const modeOf = (path: string): number => statSync(path).mode & 0o777;

// Shows: another user of the computer puts links or files into the assistant's folder
describe.runIf(process.platform !== 'win32')('the folder of an assistant', () => {
  it('is refused on a disk that leaves it open to others', async () => {
    put('session.json', 0o644);
    disk.keepsRights = false;
    await expect(preparePrivateFolder(folder)).rejects.toThrow('stays open to other users');
    disk.keepsRights = true;
    await preparePrivateFolder(folder);
  });

  it('is created for this user only', async () => {
    await preparePrivateFolder(folder);
    expect([modeOf(folder), readdirSync(folder)]).toEqual([0o700, []]);
  });

  it('is tightened with all that is in it, when it was open to others', async () => {
    const files = ['session.json', 'logs/assistant.log', 'practice/state.json'].map((path) =>
      put(path, 0o644),
    );
    const folders = ['', 'logs', 'practice'].map((path) => join(folder, path));
    for (const path of folders) chmodSync(path, 0o755);
    await preparePrivateFolder(folder);
    expect(files.map(modeOf)).toEqual([0o600, 0o600, 0o600]);
    expect(folders.map(modeOf)).toEqual([0o700, 0o700, 0o700]);
  });

  it('is not some folder with other things in it that is open to others: its rights stay', async () => {
    put('holiday.jpg', 0o644);
    chmodSync(folder, 0o755);
    await expect(preparePrivateFolder(folder)).rejects.toThrow('holds other files');
    expect(modeOf(folder)).toBe(0o755);
  });

  it('is not reached through a symbolic link', async () => {
    mkdirSync(join(place, 'of another'), { mode: 0o700 });
    symlinkSync(join(place, 'of another'), folder);
    await expect(preparePrivateFolder(folder)).rejects.toThrow(`${folder} is a symbolic link`);
    expect(readdirSync(join(place, 'of another'))).toEqual([]);
  });

  it.each(['session.json', 'journal.jsonl', 'secrets.json', 'logs/assistant.log', 'practice/practice.log'])(
    'is refused when %s in it leads elsewhere',
    async (path) => {
      const other = join(place, 'of another');
      writeFileSync(other, 'theirs');
      put('session.json');
      rmSync(put(path));
      symlinkSync(other, join(folder, path));
      await expect(preparePrivateFolder(folder)).rejects.toThrow(`“${path}” in ${folder} is a symbolic link`);
      expect([readFileSync(other, 'utf8'), modeOf(other)]).toEqual(['theirs', 0o644]);
    },
  );

  it.each(['logs', 'locks', 'practice'])('is refused when its folder %s leads elsewhere', async (path) => {
    mkdirSync(join(place, 'of another'));
    put('session.json');
    symlinkSync(join(place, 'of another'), join(folder, path));
    await expect(preparePrivateFolder(folder)).rejects.toThrow('is a symbolic link');
  });

  it('is refused when a socket waits in it', async () => {
    put('session.json');
    const server = createServer().listen(join(folder, 'journal.jsonl'));
    await once(server, 'listening');
    await expect(preparePrivateFolder(folder)).rejects.toThrow('“journal.jsonl” in');
    server.close();
  });

  it('may have Chromium’s lock of the practice org, which is a symbolic link', async () => {
    put('practice/electron/Preferences');
    const lock = join(folder, 'practice', 'electron', 'SingletonLock');
    symlinkSync('host-1234', lock);
    await preparePrivateFolder(folder);
    expect(readlinkSync(lock)).toBe('host-1234');
  });

  it.runIf(isRoot).each(['', 'session.json', 'locks'])(
    'is refused when another user owns it or what is in it (%s)',
    async (path) => {
      put('session.json');
      put('locks/claim');
      chownSync(join(folder, path), 12_345, 12_345);
      await expect(preparePrivateFolder(folder)).rejects.toThrow('belongs to another user');
    },
  );

  it('is refused when a file is in its place', async () => {
    writeFileSync(folder, 'a file');
    await expect(preparePrivateFolder(folder)).rejects.toThrow(/is no folder|EEXIST|ENOTDIR/);
  });
});
