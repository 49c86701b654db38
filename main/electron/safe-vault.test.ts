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
let notes: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  file = join(folder, 'secrets.json');
  warnings = [];
  notes = [];
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
  safeVault(file, port, platform, {
    info: (_text, fields) => notes.push(fields),
    warn: (text) => warnings.push(text),
  });

// Shows: a token is kept where nobody asked for it
it('keeps secrets over a restart, encrypted, in a file of this user only', async () => {
  const vault = open(storage('gnome_libsecret'));
  expect(vault.keeps).toBe('encrypted');
  expect(notes).toEqual([{ backend: 'gnome_libsecret', keeps: 'encrypted' }]);
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

// Shows: a token is kept where nobody asked for it
it('says that they would be readable where Linux has no key store, and keeps them only if it is told to', async () => {
  const vault = open(storage('basic_text', 1, false));
  expect(vault.keeps).toBe('readable');
  expect(existsSync(file)).toBe(false);
  await vault.set('okta-token', '00canary');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ version: 2, backend: 'basic_text' });
  const later = open(storage('basic_text', 1, false));
  expect(await later.get('okta-token')).toBe('00canary');
  await later.remove('okta-token');
  expect(existsSync(file)).toBe(false);
});

it('keeps nothing where there is no encryption', async () => {
  for (const vault of [
    open(storage('unknown')),
    open(storage('gnome_libsecret', 1, false)),
    open(storage('', 1, false), 'win32'),
  ]) {
    expect(vault.keeps).toBe('nothing');
    await vault.set('okta-token', '00canary');
    expect(existsSync(file)).toBe(false);
  }
  expect(open(storage('basic_text'), 'darwin').keeps).toBe('encrypted');
});

it.each([
  ['gnome_libsecret', 'kwallet5'],
  ['gnome_libsecret', 'basic_text'],
  ['basic_text', 'gnome_libsecret'],
  ['kwallet5', 'unknown'],
])('signs out when the backend %s became %s: the secrets are removed at the start', async (before, after) => {
  await open(storage(before)).set('okta-token', '00canary');
  const vault = open(storage(after));
  expect(existsSync(file)).toBe(false);
  expect(warnings).toHaveLength(1);
  expect(await vault.get('okta-token')).toBeNull();
});

// Shows: a token is kept where nobody asked for it
it('removes what an older assistant kept without being asked to', async () => {
  const secrets = { 'okta-token': storage('gnome_libsecret').encryptString('00canary').toString('base64') };
  writeFileSync(file, JSON.stringify({ version: 1, backend: 'gnome_libsecret', secrets }));
  const vault = open(storage('gnome_libsecret'));
  expect(existsSync(file)).toBe(false);
  expect(await vault.get('okta-token')).toBeNull();
});

it('forgets what can no longer be decrypted', async () => {
  await open(storage('gnome_libsecret', 1)).set('okta-token', '00canary');
  await open(storage('gnome_libsecret', 1)).set('oktopost-token', 'second');
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
