import { afterEach } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { PracticeOptions } from '../../practice/practice';
import type { Exchange } from '../../practice/web/server';
import type { OktaUser } from '../../practice/world/state';
import { testLog } from '../net/testing';
import { connectOkta } from '../okta/client';
import type { Okta } from '../okta/okta';
import { apiToken } from '../secrets/credential';
import { systemClock } from '../shell/clock';
import { startTestCore } from './core';
import type { TestCore } from './core';

/** What tests of the product on what Okta was recorded to answer need. Source: docs/facts/okta-recorded.md, sections 3 and 4. */
export interface RecordedOrg {
  /** Begins a set-up, its Oktopost token entered, in a practice org of this profile. */
  startOn(profile: string, options?: Partial<PracticeOptions>): Promise<void>;
  /** Creates the app integration and switches its provisioning on; fails where Okta refuses it. */
  create(): Promise<void>;
  /** Who is active and of this user type; of the default type without one. */
  people(typeId: string | undefined): OktaUser[];
  /** The writes of mappings since the start. */
  mappingWrites(): { path: string; body: string }[];
  /** A client of the product, beside the assistant. */
  client(): Promise<Okta>;
}

/** Ends after each test of a file what it started; `use` gets each core. */
export function recordedOrg(use: (core: TestCore) => void): RecordedOrg {
  let core: TestCore;
  let sent: Exchange[];
  afterEach(() => core.close());
  return {
    startOn: async (profile, options = {}) => {
      sent = [];
      core = await startTestCore({
        region: 'us',
        rateLimit: 1_000_000,
        profile: parseProfile(profile),
        onExchange: (exchange) => {
          if (exchange.target === 'okta') sent.push(exchange);
        },
        ...options,
      });
      use(core);
      await core.begin();
      await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    },
    create: async () => {
      const { error } = await core.run({ kind: 'app' });
      if (error !== null) throw new Error(error.message);
      await core.provisioningOn();
    },
    people: (typeId) =>
      Object.values(core.org.world.state.users).filter(
        (user) => user.typeId === typeId && user.status === 'ACTIVE',
      ),
    mappingWrites: () =>
      sent
        .filter(({ method, path }) => method === 'POST' && path.startsWith('/api/v1/mappings/'))
        .map(({ path, requestBody }) => ({ path, body: requestBody })),
    client: () =>
      connectOkta({
        orgUrl: core.org.okta.orgUrl,
        credential: apiToken(core.org.okta.apiToken),
        hide: (text) => text,
        learn: () => undefined,
        fetch,
        clock: systemClock,
        log: testLog(),
        allowLoopback: true,
      }),
  };
}
