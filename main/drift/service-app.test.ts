import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServiceApp } from '../../practice/world/service-apps';
import { readingScopes } from '../../shared/okta-scopes';
import { makeKey, publicPart } from '../okta/oauth/keys';
import { secretsOf, serviceApp } from '../secrets/credential';
import type { PrivateKey } from '../secrets/credential';
import { systemClock } from '../shell/clock';
import { drift, fileOf, piped, setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

describe('npm run drift as a service app', () => {
  let core: TestCore;
  let summary: string;
  let key: PrivateKey;
  beforeAll(async () => {
    const made = await setUpWithSummary();
    core = made.core;
    summary = JSON.stringify(made.summary);
    key = await makeKey();
  });
  afterAll(() => core.close());

  const register = (scopes: readonly string[] = readingScopes): string =>
    createServiceApp(core.org.world, {
      label: 'Schedule',
      keys: [publicPart(key)],
      scopes,
      role: 'READ_ONLY_ADMIN',
      dpop: true,
    }).id;
  const run = async (env: Record<string, string>) =>
    drift([await fileOf(summary), '--practice'], { env, stdin: piped(), clock: systemClock });

  it('needs reading scopes and a reading role alone, with the key in the environment or in a file', async () => {
    const id = register();
    const text = JSON.stringify(key);
    const { code, out } = await run({ OKTA_CLIENT_ID: id, OKTA_PRIVATE_KEY: text });
    expect(code).toBe(0);
    const fromFile = await run({ OKTA_CLIENT_ID: id, OKTA_PRIVATE_KEY_FILE: await fileOf(text) });
    expect(fromFile.code).toBe(0);
    for (const secret of secretsOf(serviceApp(id, key))) {
      expect(`${out}${fromFile.out}${fromFile.err}`).not.toContain(secret);
    }
  });

  it.each([
    ['an unknown client', { OKTA_CLIENT_ID: '0oaNobodyNobody12345' }, 'client ID and key'],
    ['both a token and an app', { OKTA_CLIENT_ID: '0oaSome', OKTA_API_TOKEN: '00x' }, 'both'],
    [
      'a file that is not there',
      { OKTA_CLIENT_ID: '0oaSome', OKTA_PRIVATE_KEY_FILE: '/nowhere' },
      'cannot be read',
    ],
    ['no key', { OKTA_CLIENT_ID: '0oaSome' }, 'no private key'],
    ['what is no key', { OKTA_CLIENT_ID: '0oaSome', OKTA_PRIVATE_KEY: 'x' }, 'no private key'],
  ])('tells of %s', async (name, given, words) => {
    const withKey =
      name === 'an unknown client' ? { ...given, OKTA_PRIVATE_KEY: JSON.stringify(key) } : given;
    const { code, err } = await run(withKey);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });

  it('tells of scopes that were not granted', async () => {
    const id = register(['okta.logs.read']);
    const { code, err } = await run({ OKTA_CLIENT_ID: id, OKTA_PRIVATE_KEY: JSON.stringify(key) });
    expect([code, err]).toEqual([2, expect.stringContaining('okta.apps.read')]);
  });
});
