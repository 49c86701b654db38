import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import type { TokenChangeShown } from '../../shared/token-change';
import type { SummarySetting } from '../../shared/summary';
import type { TestCore } from './core';
import { prepareCore, prepareMs } from './prepared-core';
import type { PreparedCore } from './prepared-core';
import { readyToTest } from './ready-to-test';

/** What tests of the walk to a new SCIM token need of a set-up, in which somebody is assigned and at Oktopost. */
export interface TokenWalk {
  /** A new token at Oktopost. */
  make(): string;
  enter(value: string): Promise<unknown>;
  change(): Promise<TokenChangeShown>;
  look(): Promise<TokenChangeShown>;
  /** The walk as far as to a new token that Oktopost accepts: that one. */
  begun(): Promise<string>;
  paste(text: string): Promise<void>;
  /** Okta sends a change of the assigned person. */
  renamed(firstName: string): Promise<void>;
  /** Oktopost refuses every token but the one of this name from then on. */
  revokeAllBut(kept: string): void;
  /** How the summary knows what Okta sends as the authorization. */
  authorization(): Promise<SummarySetting['known'] | undefined>;
  /** How the step Connection is shown. */
  connection(): Promise<{ step: string | undefined; evidence: string[] }>;
}

/** Sets up once for the tests of a file, each of which begins there; `use` gets what was set up. */
export function tokenWalk(use: (prepared: PreparedCore) => void): TokenWalk {
  let core: TestCore;
  let prepared: PreparedCore;
  let userId: string;
  beforeAll(async () => {
    prepared = await prepareCore(async (started) => {
      userId = await readyToTest(started);
      await started.run({ kind: 'assign', userId });
      await started.until('a verdict', ({ test }) => test.verdict !== null);
      await started.call('test.stop', {});
    });
    ({ core } = prepared);
    use(prepared);
  }, prepareMs);
  beforeEach(() => prepared.again());
  afterAll(() => core.close());

  const make = (): string => createOktopostToken(core.org.world, 'us', 'New').text;
  const enter = (value: string) => core.call('secrets.submit', { kind: 'oktopost-token', value });
  const change = async () => (await core.snapshot()).tokenChange;
  const look = async () => {
    await core.call('tokenChange.look', {});
    return change();
  };
  return {
    make,
    enter,
    change,
    look,
    begun: async () => {
      await core.call('tokenChange.begin', {});
      const text = make();
      await enter(text);
      await look();
      return text;
    },
    paste: async (text) => {
      core.byHand.connect(undefined, text);
      await core.call('tokenChange.state', { what: 'pasted', done: true });
    },
    renamed: async (firstName) => {
      await core.org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName } });
      await core.org.world.idle();
    },
    revokeAllBut: (kept) => {
      const { tokens } = core.org.world.state.oktopost.us;
      for (const [id, { name }] of Object.entries(tokens)) if (name !== kept) delete tokens[id];
    },
    authorization: async () => {
      const { settings } = await core.call('summary.get', {});
      return settings.find(({ setting }) => setting === 'connection.authorization')?.known;
    },
    connection: async () => {
      const { rail, guided } = await core.snapshot();
      return {
        step: rail.find(({ screen }) => screen === 'connection')?.state,
        evidence: guided.connection.evidence,
      };
    },
  };
}
