import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isHardened, requireClosed } from './hardening';

function appWith(packageJson: string | null, isPackaged = true) {
  const folder = mkdtempSync(join(tmpdir(), 'hardening-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (packageJson !== null) writeFileSync(join(folder, 'package.json'), packageJson);
  return { isPackaged, getAppPath: () => folder };
}

it.each([
  ['packed', '{}', true],
  ['packed, with another mark', '{"artefact":"other"}', true],
  ['packed, with a mark that cannot be read', '{', true],
  ['packed, without package.json', null, true],
  ['packed as the one that is tested', '{"artefact":"test"}', false],
])('the app is hardened or not: %s', (_what, packageJson, expected) => {
  expect(isHardened(appWith(packageJson))).toBe(expected);
  expect(isHardened(appWith(packageJson, false))).toBe(false);
});

// Shows: code of others runs with the app's name, or looks into its window
describe('a start where others could look in', () => {
  const none = (): boolean => false;
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'remote-allow-origins',
    'disable-web-security',
    'ssl-key-log-file',
    'log-net-log',
  ])('is refused by --%s', (name) => {
    expect(() => requireClosed({}, (asked) => asked === name)).toThrow(`--${name} was given`);
  });

  it('is refused without the sandbox, with the way to keep it', () => {
    expect(() => {
      requireClosed({}, (name) => name === 'no-sandbox');
    }).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ next: expect.stringContaining('deb') }) }),
    );
  });

  it('is refused by the variable that makes Chromium write its TLS keys to a file', () => {
    expect(() => requireClosed({ SSLKEYLOGFILE: '/tmp/keys' }, none)).toThrow('SSLKEYLOGFILE is set');
  });

  it('is none otherwise', () => {
    expect(() => requireClosed({ SSLKEYLOGFILE: '', NODE_OPTIONS: '--inspect' }, none)).not.toThrow();
  });
});
