import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cannotShow, findElectron } from './electron-binary';

it('needs a display and an ordinary user on Linux, nothing elsewhere', () => {
  expect(cannotShow('linux', {}, 1000)).toBe('there is no display');
  expect(cannotShow('linux', { DISPLAY: ':0' }, 1000)).toBeNull();
  expect(cannotShow('linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000)).toBeNull();
  expect(cannotShow('linux', { DISPLAY: ':0' }, 0)).toContain('root');
  expect(cannotShow('darwin', {}, 501)).toBeNull();
  expect(cannotShow('win32', {}, undefined)).toBeNull();
});

it.runIf(process.platform === 'linux')('uses the given folder, and reports when it has none', () => {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  const env = { ELECTRON_OVERRIDE_DIST_PATH: dist };
  expect(findElectron(env)).toEqual({ missing: `there is no Electron in ${dist}` });
  writeFileSync(join(dist, 'electron'), '');
  expect(findElectron(env)).toEqual({ path: join(dist, 'electron') });
  rmSync(dist, { recursive: true });
});
