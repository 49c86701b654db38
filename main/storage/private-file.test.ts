import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writePrivateFile } from './private-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'private-'));
  file = join(folder, 'session.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const module = pathToFileURL(join(__dirname, 'private-file.ts')).href;

/** Runs `script` in a separate process, after the commands of `shell`; returns its output. */
function inProcess(script: string, shell = ''): string {
  const text = `import fs from 'node:fs'; const file = ${JSON.stringify(file)}; ${script}`;
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `${shell} exec "$0" --import tsx --input-type module -e "$1"`, process.execPath, text],
    { encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
  );
  return `${stdout}${stderr}`.trim();
}

describe('a private file', () => {
  it('is for this user only, also where a looser one was there', () => {
    writeFileSync(file, 'old', { mode: 0o644 });
    chmodSync(file, 0o644);
    writePrivateFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['session.json']);
  });

  it('that cannot take its name leaves everything as it was', async () => {
    mkdirSync(file);
    expect(() => {
      writePrivateFile(file, 'new');
    }).toThrow(/EISDIR|EEXIST|ENOTEMPTY|EPERM/);
    await expect.poll(() => readdirSync(folder)).toEqual(['session.json']);
  });

  it.runIf(process.platform === 'linux')(
    'keeps its text when the disk takes only a part of the new one',
    () => {
      writeFileSync(file, 'the whole of the old text');
      const said = inProcess(
        `process.on('SIGXFSZ', () => undefined);
       const { writePrivateFile } = await import(${JSON.stringify(module)});
       try { writePrivateFile(file, 'x'.repeat(20_000)); } catch (error) { console.log(error.code); }`,
        'ulimit -f 8;',
      );
      expect(said).toBe('EFBIG');
      expect(readFileSync(file, 'utf8')).toBe('the whole of the old text');
    },
  );

  it.runIf(process.platform !== 'win32')('is flushed before it takes its name, and its folder after', () => {
    const said = inProcess(
      `import { syncBuiltinESMExports } from 'node:module';
       const { fsyncSync, renameSync, fstatSync } = fs;
       const calls = [];
       fs.fsyncSync = (fd) => { calls.push(fstatSync(fd).isDirectory() ? 'flush folder' : 'flush file'); fsyncSync(fd); };
       fs.renameSync = (...names) => { calls.push('rename'); renameSync(...names); };
       syncBuiltinESMExports();
       const { writePrivateFile } = await import(${JSON.stringify(module)});
       writePrivateFile(file, 'new');
       console.log(calls.join(', '));`,
    );
    expect(said).toBe('flush file, rename, flush folder');
  });
});
