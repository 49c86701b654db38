import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chromiumPlaces, findChromium } from './chromium';

it('searches the browser paths of each system', () => {
  expect(chromiumPlaces('linux', { PATH: '/a:/b' })).toContain(join('/b', 'google-chrome'));
  expect(chromiumPlaces('linux', {})).toEqual([]);
  expect(chromiumPlaces('darwin', {})[0]).toBe(
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  );
  expect(chromiumPlaces('win32', { ProgramFiles: 'C:\\P' })).toEqual([
    'C:\\P\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe',
  ]);
});

it('prefers the given one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
  const given = join(folder, 'mine');
  writeFileSync(given, '');
  expect(await findChromium({ ...process.env, CHROMIUM_PATH: given })).toBe(given);
  rmSync(folder, { recursive: true });
});
