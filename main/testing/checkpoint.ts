import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountIds } from '../../practice/world/accounts';
import type { PracticeState } from '../../practice/world/state';
import type { CredentialSlot, Vault } from '../ports';
import { memoryVault } from '../shell/vault/memory';

/** The state of a whole set-up, shared by tests that begin with it. Taken and restored while no assistant runs on it. */
export interface Checkpoint {
  readonly state: PracticeState;
  /** By name, without folders: those hold logs only. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly secrets: ReadonlyMap<CredentialSlot, string>;
}

const slots: readonly CredentialSlot[] = ['okta-token', 'oktopost-token'];

export async function takeCheckpoint(
  state: PracticeState,
  folder: string,
  vault: Vault,
): Promise<Checkpoint> {
  const files = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) files.set(entry.name, await readFile(join(folder, entry.name)));
  }
  const secrets = new Map<CredentialSlot, string>();
  for (const slot of slots) {
    const secret = await vault.get(slot);
    if (secret !== null) secrets.set(slot, secret);
  }
  return { state: structuredClone(state), files, secrets };
}

/** Restores the state and the folder. @returns a vault with the secrets of the checkpoint. */
export async function restoreCheckpoint(
  { state, files, secrets }: Checkpoint,
  target: PracticeState,
  folder: string,
): Promise<Vault> {
  const { oktopost, ...rest } = structuredClone(state);
  Object.assign(target, rest);
  for (const id of accountIds) {
    // The practice Oktopost keeps references to these objects.
    const account = target.oktopost[id];
    delete account.singleSignOn;
    Object.assign(account, oktopost[id]);
  }
  // A file of a write that ended meanwhile is gone.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
  for (const [name, content] of files) await writeFile(join(folder, name), content, { mode: 0o600 });
  const vault = memoryVault('encrypted');
  for (const [slot, secret] of secrets) await vault.set(slot, secret);
  return vault;
}
