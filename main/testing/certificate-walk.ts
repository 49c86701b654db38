import { afterEach } from 'vitest';
import { parseProfile } from '../../practice/profile';
import { ask, hidden } from '../../practice/testing/sign-on';
import type { CertificateChangeShown } from '../../shared/certificate-change';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { readyToTest } from './ready-to-test';

/** What Oktopost's page says of whoever it let in. */
export const letIn = 'is signed in at Oktopost';

/** What tests of a new signing certificate need of a core and its practice org. */
export interface CertificateWalk {
  /** Begins a set-up with its app integration and provisioning; Okta's clock is `aheadMs` before this computer's. */
  start(profile?: string, aheadMs?: number): Promise<void>;
  change(): Promise<CertificateChangeShown>;
  look(): Promise<CertificateChangeShown>;
  /** Enters Okta's values at the practice Oktopost, with these certificates. */
  enter(...certificates: string[]): Promise<string>;
  /** Assigns Bruno; answers how he signs in from the tile, and what Oktopost's page says. */
  person(): Promise<() => Promise<string>>;
}

/** Ends after each test of a file what it started; `use` gets each core. */
export function certificateWalk(use: (core: TestCore) => void): CertificateWalk {
  let core: TestCore;
  let userId: string;
  afterEach(() => core.close());
  const change = async (): Promise<CertificateChangeShown> => (await core.snapshot()).certificateChange;
  return {
    start: async (profile = 'likely', aheadMs = 0) => {
      const now = (): Date => new Date(Date.now() + aheadMs);
      core = await startTestCore({ profile: parseProfile(profile), logLagMs: 0, now });
      use(core);
      userId = await readyToTest(core);
    },
    change,
    look: async () => {
      await core.call('certificateChange.look', {});
      return change();
    },
    enter: async (...certificates) => {
      const { issuer, signOnUrl } = await core.call('singleSignOn.read', {});
      const settings = `${core.org.world.origins.oktopost}/settings/security/single-sign-on`;
      return (await ask(settings, { issuer, signOnUrl, certificate: certificates.join('') })).text;
    },
    person: async () => {
      await core.run({ kind: 'assign', userId });
      await core.until('a verdict', ({ test }) => test.verdict !== null);
      const { tile } = await core.call('singleSignOn.read', {});
      return async () => {
        const { origins } = core.org.world;
        const okta = await ask(tile.url ?? '', { user: userId });
        const response = { SAMLResponse: hidden(okta.text, 'SAMLResponse') };
        return (await ask(`${origins.oktopost}/auth/acs`, response, origins.okta)).text;
      };
    },
  };
}
