import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { installerKinds } from './installers/checksums';
import { root } from './run';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const workflow = read('.github/workflows/build.yml');
const builder = read('electron-builder.yml');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

/** The value of each line `key: value` of a YAML text, in order. */
const valuesOf = (text: string, key: string): string[] =>
  [...text.matchAll(new RegExp(`^ *(?:- )?${key}: (.+)$`, 'gm'))].map(([, value = '']) => value);

it('the workflow for public CI starts scripts that exist', () => {
  const started = [...workflow.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(started).toEqual(['types', 'package', 'test:e2e']);
  for (const name of started) expect(Object.keys(scripts)).toContain(name);
});

it('the apps are tried at the places where electron-builder packs them', () => {
  const [product = ''] = valuesOf(builder, 'productName');
  const [executable = ''] = valuesOf(builder, 'executableName');
  // Only in the part of Linux, which is the last one.
  expect(builder.indexOf('executableName:')).toBeGreaterThan(builder.indexOf('\nlinux:'));
  expect(valuesOf(workflow, 'packaged')).toEqual([
    `dist/test/linux-unpacked/${executable}`,
    `dist/test/mac-arm64/${product}.app/Contents/MacOS/${product}`,
    `dist/test/win-unpacked/${product}.exe`,
  ]);
  expect(valuesOf(workflow, 'hardened')).toEqual([`dist/linux-unpacked/${executable}`]);
});

it('every kind of installer is kept, and their hashes', () => {
  const kept = [...workflow.matchAll(/^ +(dist\/\S+)$/gm)].map(([, path]) => path);
  expect(kept).toEqual([...installerKinds.map((kind) => `dist/*.${kind}`), 'dist/SHA256SUMS']);
});
