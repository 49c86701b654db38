import { beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { createLifetime } from '../lifetime';
import type { Lifetime } from '../lifetime';
import type { Vault } from '../ports';
import { memoryVault } from '../shell/vault/memory';
import { apiToken } from './credential';
import { createCredentials } from './credentials';
import type { Credentials } from './credentials';
import { createRedactor } from './redactor';

const slot = 'okta-token';
const first = apiToken('00first-token', true);
const second = apiToken('00second-token', true);

const failure = (code: AppError['code']): AppFailure =>
  new AppFailure({ code, message: 'It did not work.', owner: 'okta-admin', next: 'Look again.' });

describe('a credential', () => {
  const redactor = createRedactor();
  let vault: Vault;
  /** How often each slot of the vault was read. */
  let reads: number;
  let lifetime: Lifetime;
  let credentials: Credentials;

  /** An assistant that starts on the vault as it is. */
  function start(): void {
    lifetime = createLifetime();
    const counting: Vault = {
      ...vault,
      get: (which) => {
        reads += 1;
        return vault.get(which);
      },
    };
    credentials = createCredentials({ vault: counting, redactor, lifetime });
  }
  beforeEach(() => {
    vault = memoryVault('encrypted');
    reads = 0;
    start();
  });
  const works = (): Promise<string> => Promise.resolve('connected');
  const fails = (code: AppError['code']) => (): Promise<never> => Promise.reject(failure(code));

  it('is tried before it is kept, and is not read back from the vault after that', async () => {
    const seen: (string | null)[] = [];
    const outcome = await credentials.attempt(slot, first, async () => {
      seen.push(await vault.get(slot));
      return 'connected';
    });
    expect([outcome, seen]).toEqual(['connected', [null]]);
    expect(await vault.get(slot)).toBe('00first-token');
    expect(await credentials.current(slot)).toBe(first);
    expect(reads).toBe(0);
  });

  // Shows: a token is kept where nobody asked for it
  it('is kept over a restart only if it is to be remembered', async () => {
    await credentials.attempt(slot, apiToken('00first-token'), works);
    expect(await credentials.current(slot)).toEqual(apiToken('00first-token'));
    expect(credentials.isRemembered(slot)).toBe(false);
    expect(await vault.get(slot)).toBeNull();
    start();
    expect(await credentials.current(slot)).toBeNull();
  });

  it('that is not to be remembered takes away the one that was, once it works', async () => {
    await credentials.attempt(slot, first, works);
    expect(credentials.isRemembered(slot)).toBe(true);
    const unremembered = apiToken('00second-token');
    await expect(credentials.attempt(slot, unremembered, fails('unreachable'))).rejects.toThrow(
      'did not work',
    );
    expect(await vault.get(slot)).toBe('00first-token');
    await credentials.attempt(slot, unremembered, works);
    expect(await vault.get(slot)).toBeNull();
    expect(credentials.isRemembered(slot)).toBe(false);
  });

  it('that could not be tried is remembered when it works later', async () => {
    await expect(credentials.attempt(slot, first, fails('unreachable'))).rejects.toThrow('did not work');
    const known = await credentials.current(slot);
    if (known === null) throw new Error('it is gone');
    await credentials.attempt(slot, known, works);
    expect(await vault.get(slot)).toBe('00first-token');
  });

  it('that is remembered no longer is used until the process ends', async () => {
    await credentials.attempt(slot, first, works);
    start();
    await credentials.stopRemembering(slot);
    expect([await vault.get(slot), credentials.isRemembered(slot)]).toEqual([null, false]);
    const known = await credentials.current(slot);
    expect(known).toEqual(apiToken('00first-token'));
    if (known === null) return;
    await credentials.attempt(slot, known, works);
    expect(await vault.get(slot)).toBeNull();
  });

  it('is known to the redactor before anything is tried with it', async () => {
    const secret = apiToken('00never-seen-before');
    await credentials.attempt(slot, secret, () => {
      expect(redactor.hide('said 00never-seen-before')).toBe('said ***');
      return Promise.resolve();
    });
  });

  it('that is refused is forgotten, also one that worked before', async () => {
    await credentials.attempt(slot, first, works);
    await expect(credentials.attempt(slot, first, fails('token-refused'))).rejects.toThrow('did not work');
    expect(await vault.get(slot)).toBeNull();
    expect(await credentials.current(slot)).toBeNull();
  });

  it('that could not be tried is at hand, but not kept', async () => {
    await expect(credentials.attempt(slot, first, fails('unreachable'))).rejects.toThrow('did not work');
    expect(await credentials.current(slot)).toBe(first);
    expect(await vault.get(slot)).toBeNull();
    start();
    expect(await credentials.current(slot)).toBeNull();
  });

  it('of the last start is found in the vault, and stays there when it cannot be tried', async () => {
    await credentials.attempt(slot, first, works);
    start();
    const kept = await credentials.current(slot);
    expect(kept).toEqual(first);
    if (kept === null) return;
    await expect(credentials.attempt(slot, kept, fails('unreachable'))).rejects.toThrow('did not work');
    expect(await vault.get(slot)).toBe('00first-token');
    await expect(credentials.attempt(slot, kept, fails('token-refused'))).rejects.toThrow('did not work');
    expect(await vault.get(slot)).toBeNull();
  });

  it('that could not be tried leaves the one before at hand where that one stays in use', async () => {
    await credentials.attempt(slot, first, works);
    const failing = credentials.attempt(slot, second, fails('unreachable'), true);
    await expect(failing).rejects.toThrow('did not work');
    expect(await credentials.current(slot)).toBe(first);
    const again = credentials.attempt(slot, first, fails('unreachable'), true);
    await expect(again).rejects.toThrow('did not work');
    expect(await credentials.current(slot)).toBe(first);
  });

  it('takes the place of the one before only when it works', async () => {
    await credentials.attempt(slot, first, works);
    await expect(credentials.attempt(slot, second, fails('token-refused'))).rejects.toThrow('did not work');
    expect(await vault.get(slot)).toBe('00first-token');
    expect(await credentials.current(slot)).toBe(first);
    await expect(credentials.attempt(slot, second, fails('unreachable'))).rejects.toThrow('did not work');
    expect(await vault.get(slot)).toBe('00first-token');
    expect(await credentials.current(slot)).toBe(second);
    await credentials.attempt(slot, second, works);
    expect(await vault.get(slot)).toBe('00second-token');
  });

  it.each([
    ['works', works],
    ['is refused', fails('token-refused')],
  ])('that %s too late touches nothing of a newer one', async (_name, outcome) => {
    let answer = (): void => undefined;
    const late = credentials.attempt(slot, first, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return outcome();
    });
    await credentials.attempt(slot, second, works);
    answer();
    await late.catch(() => undefined);
    expect(await vault.get(slot)).toBe('00second-token');
    expect(await credentials.current(slot)).toBe(second);
  });

  it('is gone from memory and vault when the set-up is started over, all of them', async () => {
    await credentials.attempt(slot, first, works);
    await credentials.attempt('oktopost-token', second, works);
    await lifetime.forget();
    expect([await vault.get(slot), await vault.get('oktopost-token')]).toEqual([null, null]);
    expect(await credentials.current(slot)).toBeNull();
  });
});
