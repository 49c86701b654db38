import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage, extractFile } from '@electron/asar';
import { expect, it, onTestFinished, vi } from 'vitest';
import { testDifference } from './artefacts';
import { unexpectedDifferences } from './compare-artefacts';

interface Packed {
  files?: Record<string, string>;
  packageJson?: Record<string, string>;
  code?: string;
  /** A file of the archive beside it. */
  more?: string;
}

const parent = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'artefacts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

/** The folder of a packed app: a binary, and an archive with code and package.json. */
async function packed({ files = {}, packageJson = {}, code = 'code', more }: Packed = {}): Promise<string> {
  const [app, content] = [parent(), parent()];
  mkdirSync(join(app, 'resources'));
  for (const [name, text] of Object.entries({ app: 'binary', ...files }))
    writeFileSync(join(app, name), text);
  mkdirSync(join(content, 'out'));
  writeFileSync(join(content, 'out', 'index.cjs'), code);
  if (more !== undefined) writeFileSync(join(content, 'out', more), '');
  const text = JSON.stringify({ name: 'app', ...packageJson });
  writeFileSync(join(content, 'package.json'), text);
  const archive = join(app, 'resources', 'app.asar');
  await createPackage(content, archive);
  // It resolves before its last file is written (findings/electron-asar-resolves-early.sh).
  const isWhole = (): void => {
    expect(extractFile(archive, 'package.json').toString()).toBe(text);
  };
  await vi.waitFor(isWhole, { timeout: 10_000 });
  return app;
}

const marked: Packed = { packageJson: testDifference.packageJson };

// Shows: code of others runs with the app's name, or looks into its window
it('the test artefact may differ in its mark and in the bytes of its fuses', async () => {
  const test = await packed({ ...marked, files: { app: 'biXarY' } });
  expect(await unexpectedDifferences(await packed(), test)).toEqual([]);
});

it('a profile that the deb brought along is no difference', async () => {
  const hardened = await packed({ files: { 'resources/apparmor-profile': 'profile' } });
  expect(await unexpectedDifferences(hardened, await packed(marked))).toEqual([]);
});

it.each<[string, Packed]>([
  ['app differs', { ...marked, files: { app: 'XXXary' } }],
  ['more is in the test artefact only', { ...marked, files: { more: '' } }],
  ['app differs', { ...marked, files: { app: 'binary and more' } }],
  ['the archives hold different files', { ...marked, more: 'new.cjs' }],
  ['/out/index.cjs of the archive differs', { ...marked, code: 'other' }],
  ['package.json of the archive differs in more than the mark', {}],
  [
    'package.json of the archive differs in more than the mark',
    { packageJson: { ...testDifference.packageJson, main: 'x' } },
  ],
])('%s: that is too much', async (expected, test) => {
  const hardened = await packed({ packageJson: { kept: '' } });
  const { packageJson = {} } = test;
  const found = await unexpectedDifferences(
    hardened,
    await packed({
      ...test,
      packageJson: expected.includes('mark') ? packageJson : { kept: '', ...packageJson },
    }),
  );
  expect(found).toEqual([expected]);
});
