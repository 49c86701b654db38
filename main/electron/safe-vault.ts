import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { Log, CredentialSlot, Vault } from '../ports';
import { writePrivateFile } from '../storage/private-file';
import { memoryVault } from '../shell/vault/memory';

/** The part of Electron's `safeStorage` in use. The backend is asked for on Linux only. */
export interface SafeStoragePort {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend(): string;
}

const fileSchema = z.strictObject({
  /** Files of version 1 hold what nobody asked to keep. */
  version: z.literal(2),
  /** The backend of `safeStorage` that kept the secrets. Under another one they are forgotten. */
  backend: z.string(),
  secrets: z.partialRecord(z.enum(['okta-token', 'oktopost-token']), z.base64()),
});
type Secrets = z.infer<typeof fileSchema>['secrets'];

/** How a backend turns a secret into what is written, and back. */
interface Backend {
  name: string;
  keeps: Exclude<Vault['keeps'], 'nothing'>;
  encode(text: string): Buffer;
  /** @throws when another key encrypted it. */
  decode(stored: Buffer): string;
}

/**
 * The secrets that are to be remembered, in `file` (mode 0600), encrypted by the system's key store. Where Linux has none
 * (`basic_text`) they would be readable there, which `keeps` says, so that it is asked before. Without either, nothing is kept.
 * What was kept under another backend is removed at once.
 */
export function safeVault(
  file: string,
  storage: SafeStoragePort,
  platform: NodeJS.Platform,
  log: Pick<Log, 'info' | 'warn'>,
): Vault {
  const backend = backendOf(storage, platform);
  log.info('safe storage', { backend: backend?.name ?? 'none', keeps: backend?.keeps ?? 'nothing' });
  const found = readStored(file);
  if (found !== null && found.backend !== backend?.name) {
    log.warn('the system’s safe storage changed: remembered secrets are forgotten', {
      before: found.backend,
    });
  }
  if (found === null || found.backend !== backend?.name) rmSync(file, { force: true });
  if (backend === null) return memoryVault();

  const read = (): Secrets => {
    const stored = readStored(file);
    return stored?.backend === backend.name ? stored.secrets : {};
  };
  const write = (secrets: Secrets): void => {
    const stored: z.infer<typeof fileSchema> = { version: 2, backend: backend.name, secrets };
    writePrivateFile(file, JSON.stringify(stored));
  };
  const clear = (): void => {
    rmSync(file, { force: true });
  };
  const remove = (slot: CredentialSlot): void => {
    const { [slot]: removed, ...rest } = read();
    if (removed === undefined) return;
    if (Object.keys(rest).length === 0) clear();
    else write(rest);
  };

  return {
    keeps: backend.keeps,
    get: async (slot) => {
      const stored = read()[slot];
      if (stored === undefined) return null;
      try {
        return backend.decode(Buffer.from(stored, 'base64'));
      } catch {
        log.warn('a remembered secret can no longer be decrypted and is forgotten', { slot });
        remove(slot);
        return null;
      }
    },
    set: async (slot, value) => {
      write({ ...read(), [slot]: backend.encode(value).toString('base64') });
    },
    remove: async (slot) => {
      remove(slot);
    },
    clear: async () => {
      clear();
    },
  };
}

function backendOf(storage: SafeStoragePort, platform: NodeJS.Platform): Backend | null {
  const name = platform === 'linux' ? storage.getSelectedStorageBackend() : platform;
  // Chromium would encrypt with a password that is the same everywhere: that is not called encryption here.
  if (name === 'basic_text') {
    return {
      name,
      keeps: 'readable',
      encode: (text) => Buffer.from(text),
      decode: (stored) => stored.toString(),
    };
  }
  if (name === 'unknown' || !storage.isEncryptionAvailable()) return null;
  return {
    name,
    keeps: 'encrypted',
    encode: (text) => storage.encryptString(text),
    decode: (stored) => storage.decryptString(stored),
  };
}

function readStored(file: string): z.infer<typeof fileSchema> | null {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
