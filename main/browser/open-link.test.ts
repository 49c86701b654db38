import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLink, openerFor } from './open-link';

const link = 'http://127.0.0.1:4321/open#the-secret_of-the-link';
let folder: string;
let started: string[][];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opening-'));
  started = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const open = (): (() => void) =>
  openLink(link, folder, { file: 'opener', args: ['first'] }, (file, args) => started.push([file, ...args]));

// Shows: another user of the computer talks to browser mode, or takes its port
it('hands the browser a file that only this user can read, and nothing secret as an argument', () => {
  const discard = open();
  const [file, first, address = ''] = started[0] ?? [];
  expect([file, first]).toEqual(['opener', 'first']);
  expect(started.flat().join()).not.toContain('the-secret');
  const page = fileURLToPath(address);
  expect(readFileSync(page, 'utf8')).toContain(`content="0;url=${link}"`);
  const modes = [page, dirname(page), dirname(dirname(page))].map((path) => statSync(path).mode & 0o777);
  expect(modes).toEqual([0o600, 0o700, 0o700]);
  discard();
  expect(existsSync(join(folder, 'opening'))).toBe(false);
});

it('removes what an assistant that was killed left behind', () => {
  mkdirSync(join(folder, 'opening'), { mode: 0o755 });
  writeFileSync(join(folder, 'opening', 'old.html'), 'old');
  open();
  expect(existsSync(join(folder, 'opening', 'old.html'))).toBe(false);
  expect(statSync(join(folder, 'opening')).mode & 0o777).toBe(0o700);
});

it('writes nothing where there is no browser', () => {
  openLink(link, folder, null, () => started.push(['']));
  expect([started, existsSync(join(folder, 'opening'))]).toEqual([[], false]);
});

it.each([
  ['darwin', {}, 'open'],
  ['win32', {}, 'rundll32'],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', {}, undefined],
] as const)('on %s with %j the browser is opened by %s', (platform, env, file) => {
  expect(openerFor(platform, env)?.file).toBe(file);
});
