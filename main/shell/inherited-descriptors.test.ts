import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { maskInheritedDescriptors } from './inherited-descriptors';

it.runIf(process.platform === 'linux')('leaves a child none of our file descriptors', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inherit-'));
  const open = openSync(join(folder, 'ours'), 'w');
  const { files, release } = maskInheritedDescriptors();
  const list = (more: number[]): string =>
    spawnSync('/bin/ls', ['-l', '/proc/self/fd'], {
      stdio: ['ignore', 'pipe', 'ignore', ...more],
    }).stdout.toString();
  // Node closes its own files in a child; this hands one over as Chromium would leave it.
  expect(list([open])).toContain('/ours');
  const masked = list(files);
  expect(masked).not.toContain('/ours');
  expect(masked.match(/\/dev\/null/g)?.length).toBeGreaterThan(files.length);
  release();
  closeSync(open);
  rmSync(folder, { recursive: true });
});
