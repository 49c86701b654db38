import { afterEach } from 'vitest';
import { createServiceApp } from '../../practice/world/service-apps';
import type { ServiceApp } from '../../practice/world/state';
import type { Exchange } from '../../practice/web/server';
import type { KeepsSecrets, OktaConnection } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import type { Vault } from '../ports';
import { memoryVault } from '../shell/vault/memory';
import { startTestCore } from './core';
import type { TestCore } from './core';

export const allScopes = scopesFor('custom').map(({ scope }) => scope);

/** A set-up that is to sign in as a service app. */
export interface ServiceAppCore {
  core: TestCore;
  vault: Vault;
  /** With the practice org, in order. */
  exchanges: Exchange[];
  /** What the admin does in Okta with the public key that is shown. */
  register: (change?: Partial<ServiceApp>) => Promise<ServiceApp>;
  connect: (clientId: string, remember?: 'no' | 'encrypted') => Promise<unknown>;
  okta: () => Promise<OktaConnection>;
}

/** Starts one for the test that asks for it, on a computer that keeps secrets in this way. */
export function serviceAppCores(): (keeps?: KeepsSecrets) => Promise<ServiceAppCore> {
  const started: TestCore[] = [];
  afterEach(async () => {
    for (const core of started.splice(0)) await core.close();
  });
  return async (keeps = 'encrypted') => {
    const vault = memoryVault(keeps);
    const exchanges: Exchange[] = [];
    const core = await startTestCore(
      { onExchange: (exchange) => exchanges.push(exchange) },
      { ports: () => ({ vault }) },
    );
    started.push(core);
    await core.call('session.chooseMode', { mode: 'practice' });
    await core.call('destination.choose', {
      destination: 'board',
      region: 'us',
      label: 'Oktopost Social Advocacy',
    });
    return {
      ...{ core, vault, exchanges },
      register: async (change = {}) => {
        const key = await core.call('serviceApp.publicKey', {});
        return createServiceApp(core.org.world, {
          label: 'Assistant',
          keys: [key],
          scopes: allScopes,
          role: 'SUPER_ADMIN',
          dpop: true,
          ...change,
        });
      },
      connect: (clientId, remember = 'no') => core.call('serviceApp.connect', { clientId, remember }),
      okta: async () => (await core.snapshot()).okta,
    };
  };
}
