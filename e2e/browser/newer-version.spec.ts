import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { root } from '../shells/processes';

test('a set-up of a newer version is refused in the terminal and not modified', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newer-'));
  const files = {
    'journal.jsonl': '{"version":99,"kind":"something-new"}\n',
    'session.json': '{"session":{"version":99}}',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const program = join(root, 'out/main/browser.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--no-open', '--folder', folder], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(status).toBe(1);
  expect(stderr).toContain('saved by a newer version of this assistant');
  expect(stderr).toContain('Start the newer version');
  expect(stdout).toBe('');
  for (const [name, text] of Object.entries(files))
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  expect(readdirSync(join(folder, 'locks'))).toEqual([]);
  rmSync(folder, { recursive: true });
});
