import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coverInheritedFiles } from './inherited-files';

it.runIf(process.platform === 'linux')('leaves a child none of our files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inherit-'));
  const open = openSync(join(folder, 'ours'), 'w');
  const { files, release } = coverInheritedFiles();
  const list = (more: number[]): string =>
    spawnSync('/bin/ls', ['-l', '/proc/self/fd'], {
      stdio: ['ignore', 'pipe', 'ignore', ...more],
    }).stdout.toString();
  // Node closes its own files in a child; this hands one over as Chromium would leave it.
  expect(list([open])).toContain('/ours');
  const covered = list(files);
  expect(covered).not.toContain('/ours');
  expect(covered.match(/\/dev\/null/g)?.length).toBeGreaterThan(files.length);
  release();
  closeSync(open);
  rmSync(folder, { recursive: true });
});
