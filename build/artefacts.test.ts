import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fuseNames, fusesOf, readFuses, setFuses, testDifference } from './artefacts';

/** What Electron writes before its fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A file with the fuse wire of an Electron that has so many fuses, each in this state. */
function binaryWith(fuses: number, state = '0'): string {
  const folder = mkdtempSync(join(tmpdir(), 'fuses-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'electron');
  const head = Buffer.from(`before ${SENTINEL}`);
  writeFileSync(
    file,
    Buffer.concat([head, Buffer.from([1, fuses]), Buffer.from(`${state.repeat(fuses)} after`)]),
  );
  return file;
}

it.each([6, 8, fuseNames.length])(
  'all fuses of an Electron with %d of them are set, and read back',
  async (count) => {
    for (const artefact of ['hardened', 'test'] as const) {
      const binary = binaryWith(count);
      const missing = await setFuses(binary, fusesOf(artefact));
      expect(missing).toEqual(fuseNames.slice(count).map(([, name]) => name));
      expect([...(await readFuses(binary))]).toEqual(
        fuseNames.slice(0, count).map(([index]) => [index, fusesOf(artefact)[index]]),
      );
    }
  },
);

it('a fuse that nobody decided on is no small matter', async () => {
  const binary = binaryWith(fuseNames.length + 1);
  await expect(setFuses(binary, fusesOf('hardened'))).rejects.toThrow('does not know');
});

it('a fuse that Electron no longer heeds counts as neither on nor off', async () => {
  expect([...(await readFuses(binaryWith(1, 'r'))).values()]).toEqual([null]);
});

it('the artefacts differ in the bytes of the named fuses and nowhere else', async () => {
  const hardened = binaryWith(fuseNames.length);
  const test = `${hardened}-test`;
  copyFileSync(hardened, test);
  await setFuses(hardened, fusesOf('hardened'));
  await setFuses(test, fusesOf('test'));
  const [one, other] = [readFileSync(hardened), readFileSync(test)];
  const wire = one.indexOf(SENTINEL) + SENTINEL.length + 2;
  const differing = [...one.keys()].filter((at) => one[at] !== other[at]).map((at) => at - wire);
  expect(differing.map(String)).toEqual(Object.keys(testDifference.fuses));
});

// Shows: code of others runs with the app's name, or looks into its window
it('the hardened artefact runs nobody’s code but its own', () => {
  const on = fuseNames.filter(([index]) => fusesOf('hardened')[index]).map(([, name]) => name);
  expect(on).toEqual([
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
    'WasmTrapHandlers',
  ]);
});
