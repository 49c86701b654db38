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
  version: z.literal(1),
  /** The key store that encrypted the secrets. Another one cannot decrypt them: they are then forgotten. */
  backend: z.string(),
  secrets: z.partialRecord(z.enum(['okta-token', 'oktopost-token']), z.base64()),
});
type Secrets = z.infer<typeof fileSchema>['secrets'];

/**
 * Secrets encrypted by the system's key store, in `file` (mode 0600). Where the system has none, or only Linux's plain-text
 * stand-in `basic_text`, they are kept in memory and `persistent` is false: never in plain text on disk.
 */
export function safeVault(
  file: string,
  storage: SafeStoragePort,
  platform: NodeJS.Platform,
  log: Pick<Log, 'warn'>,
): Vault {
  const backend = backendOf(storage, platform);
  if (backend === null) {
    log.warn('the system offers no safe storage: secrets are kept in memory only');
    rmSync(file, { force: true });
    return memoryVault();
  }

  const read = (): Secrets => {
    const stored = readStored(file);
    if (stored === null) return {};
    if (stored.backend === backend) return stored.secrets;
    log.warn('the system’s safe storage changed: stored secrets are forgotten', { backend });
    rmSync(file, { force: true });
    return {};
  };
  const write = (secrets: Secrets): void => {
    const stored: z.infer<typeof fileSchema> = { version: 1, backend, secrets };
    writePrivateFile(file, JSON.stringify(stored));
  };
  const remove = (slot: CredentialSlot): void => {
    const { [slot]: removed, ...rest } = read();
    if (removed !== undefined) write(rest);
  };

  return {
    persistent: true,
    get: async (slot) => {
      const encrypted = read()[slot];
      if (encrypted === undefined) return null;
      try {
        return storage.decryptString(Buffer.from(encrypted, 'base64'));
      } catch {
        log.warn('a stored secret can no longer be decrypted and is forgotten', { slot });
        remove(slot);
        return null;
      }
    },
    set: async (slot, value) => {
      write({ ...read(), [slot]: storage.encryptString(value).toString('base64') });
    },
    remove: async (slot) => {
      remove(slot);
    },
    clear: async () => {
      rmSync(file, { force: true });
    },
  };
}

function backendOf(storage: SafeStoragePort, platform: NodeJS.Platform): string | null {
  if (!storage.isEncryptionAvailable()) return null;
  if (platform !== 'linux') return platform;
  const backend = storage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

function readStored(file: string): z.infer<typeof fileSchema> | null {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
