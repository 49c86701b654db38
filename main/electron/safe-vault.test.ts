import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Vault } from '../ports';
import { safeVault } from './safe-vault';
import type { SafeStoragePort } from './safe-vault';

let folder: string;
let file: string;
let warnings: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(folder, 'secrets.json');
  warnings = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Stands in for the system's key store: flips bits, and decrypts only what the same key encrypted. */
function storage(backend: string, key = 1, available = true): SafeStoragePort {
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
  return {
    isEncryptionAvailable: () => available,
    encryptString: (text) => Buffer.concat([Buffer.from([key]), flip(Buffer.from(text))]),
    decryptString: (encrypted) => {
      if (encrypted[0] !== key) throw new Error('wrong key');
      return flip(encrypted.subarray(1)).toString();
    },
    getSelectedStorageBackend: () => backend,
  };
}
const open = (port: SafeStoragePort, platform: NodeJS.Platform = 'linux'): Vault =>
  safeVault(file, port, platform, { warn: (text) => warnings.push(text) });

it('keeps secrets over a restart, encrypted, in a file of this user only', async () => {
  const vault = open(storage('gnome_libsecret'));
  expect(vault.persistent).toBe(true);
  await vault.set('okta-token', '00canary');
  await vault.set('oktopost-token', 'second');
  expect(readFileSync(file, 'utf8')).not.toMatch(/00canary|second|MDBjYW5hcnk/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const later = open(storage('gnome_libsecret'));
  expect(await later.get('okta-token')).toBe('00canary');
  await later.remove('okta-token');
  expect(await later.get('okta-token')).toBeNull();
  expect(await later.get('oktopost-token')).toBe('second');
  await later.clear();
  expect(existsSync(file)).toBe(false);
});

it.each(['basic_text', 'unknown'])('keeps them in memory where Linux offers only %s', async (backend) => {
  const vault = open(storage(backend));
  expect(vault.persistent).toBe(false);
  await vault.set('okta-token', '00canary');
  expect(await vault.get('okta-token')).toBe('00canary');
  expect(existsSync(file)).toBe(false);
});

it('keeps them in memory where there is no encryption at all', () => {
  expect(open(storage('gnome_libsecret', 1, false)).persistent).toBe(false);
  expect(open(storage('', 1, false), 'win32').persistent).toBe(false);
  expect(open(storage('basic_text'), 'darwin').persistent).toBe(true);
});

it('forgets what another backend encrypted, with a warning', async () => {
  await open(storage('gnome_libsecret')).set('okta-token', '00canary');
  const vault = open(storage('kwallet5'));
  expect(await vault.get('okta-token')).toBeNull();
  expect(warnings).toHaveLength(1);
  expect(existsSync(file)).toBe(false);
});

it('forgets what can no longer be decrypted', async () => {
  await open(storage('gnome_libsecret', 1)).set('okta-token', '00canary');
  const vault = open(storage('gnome_libsecret', 2));
  expect(await vault.get('okta-token')).toBeNull();
  expect(warnings).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).not.toContain('okta-token');
});

it.each(['{"half', '[]', '{"version":2}', ''])('starts empty from a file that holds %j', async (text) => {
  writeFileSync(file, text);
  const vault = open(storage('gnome_libsecret'));
  expect(await vault.get('okta-token')).toBeNull();
  await vault.set('okta-token', 'new');
  expect(await vault.get('okta-token')).toBe('new');
});
