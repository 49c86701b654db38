import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStale } from './stale';

let root: string;
const put = (file: string, seconds: number): void => {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  for (let folder = path; folder !== root; folder = dirname(folder)) utimesSync(folder, seconds, seconds);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stale-'));
  put('main/electron/index.ts', 100);
  put('renderer/main.tsx', 100);
  for (const file of ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'])
    put(file, 200);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

it('is fresh when everything built is newer than every source', () => {
  expect(isStale(root)).toBe(false);
});

it.each([
  'main/electron/index.ts',
  'renderer/new.tsx',
  'shared/api.ts',
  'build/unused-schemas.ts',
  'package-lock.json',
])('is stale after a change of %s', (file) => {
  put(file, 300);
  expect(isStale(root)).toBe(true);
});

it('is stale after a file was changed in place, which its folder does not show', () => {
  utimesSync(join(root, 'main/electron/index.ts'), 300, 300);
  expect(isStale(root)).toBe(true);
});

it('is fresh after a change of a test, which is not part of the build', () => {
  put('main/electron/index.test.ts', 100);
  utimesSync(join(root, 'main/electron/index.test.ts'), 300, 300);
  expect(isStale(root)).toBe(false);
});

it('is stale after a source was removed', () => {
  rmSync(join(root, 'renderer/main.tsx'));
  utimesSync(join(root, 'renderer'), 300, 300);
  expect(isStale(root)).toBe(true);
});

it('is stale while anything built is missing', () => {
  rmSync(join(root, 'out/preload/index.cjs'));
  expect(isStale(root)).toBe(true);
});
