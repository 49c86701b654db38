import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPractice } from '../../../practice/practice';
import type { Practice } from '../../../practice/practice';
import { createServiceApp, deleteServiceApp, putServiceApp } from '../../../practice/world/service-apps';
import type { ServiceApp as RegisteredApp } from '../../../practice/world/state';
import { likelyProfile } from '../../../practice/profile';
import type { Exchange } from '../../../practice/web/server';
import { testLog } from '../../net/testing';
import { createRedactor } from '../../secrets/redactor';
import { secretsOf, serviceApp } from '../../secrets/credential';
import type { PrivateKey } from '../../secrets/credential';
import { systemClock } from '../../shell/clock';
import { connectOkta } from '../client';
import type { OktaConfig } from '../client';
import { errorOf } from '../testing';
import type { Okta } from '../okta';
import { makeKey, publicPart, readPrivateKey } from './keys';

const scopes = ['okta.apps.read', 'okta.apps.manage', 'okta.users.read', 'okta.logs.read'];
const label = 'Oktopost Social Advocacy';

let practice: Practice;
let key: PrivateKey;
let app: RegisteredApp;
let exchanges: Exchange[];
let orgAhead = 0;

beforeAll(async () => {
  exchanges = [];
  practice = await startPractice({
    provisionDelayMs: 0,
    logLagMs: 0,
    now: () => new Date(Date.now() + orgAhead),
    onExchange: (exchange) => exchanges.push(exchange),
  });
  key = await makeKey();
});
afterAll(() => practice.stop());
beforeEach(() => {
  orgAhead = 0;
  exchanges.length = 0;
  app = register(practice);
});

const register = ({ world }: Practice): RegisteredApp =>
  createServiceApp(world, {
    label: 'Assistant',
    keys: [publicPart(key)],
    scopes,
    role: 'APP_ADMIN',
    dpop: true,
  });

const connect = (more: Partial<OktaConfig> = {}, org = practice, id = app.id): Promise<Okta> =>
  connectOkta({
    orgUrl: org.okta.orgUrl,
    credential: serviceApp(id, key),
    scopes,
    hide: (text) => text,
    learn: () => undefined,
    fetch,
    clock: systemClock,
    log: testLog(),
    allowLoopback: true,
    ...more,
  });
const tokenRequests = (): Exchange[] => exchanges.filter(({ path }) => path === '/oauth2/v1/token');
const statuses = (): number[] => tokenRequests().map(({ status }) => status);

describe('a service app', () => {
  it('reads and writes with a bound token: one fetch with the nonce that Okta asks for', async () => {
    const okta = await connect();
    await Promise.all([okta.canRead('apps'), okta.canRead('users'), okta.canRead('logs')]);
    expect(await okta.canRead('apps')).toBe('yes');
    // Three requests at once wait for the same fetch, and the fourth needs none.
    expect(statuses()).toEqual([400, 200]);
    expect(await okta.serviceApp?.granted()).toMatchObject({ bound: true, scopes });
    expect(await okta.findAppByNote(label)).toBeNull();
  });

  it('goes without proofs where the app asks for none', async () => {
    putServiceApp(practice.world, { ...app, dpop: false });
    const okta = await connect();
    expect(await okta.canRead('apps')).toBe('yes');
    expect(await okta.serviceApp?.granted()).toMatchObject({ bound: false });
    expect(statuses()).toEqual([200]);
  });

  it('uses the nonce that the API asks for', async () => {
    const org = await startPractice({ profile: { ...likelyProfile, dpopNonce: 'everywhere' } });
    try {
      const okta = await connect({}, org, register(org).id);
      expect(await okta.canRead('apps')).toBe('yes');
      expect(await okta.canRead('users')).toBe('yes');
    } finally {
      await org.stop();
    }
  });

  it('uses the one nonce that all requests are told that were sent without, at once', async () => {
    const org = await startPractice({ profile: { ...likelyProfile, dpopNonce: 'everywhere' } });
    let only: string | null = null;
    const tellingOne: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      const headers = new Headers(answer.headers);
      const told = headers.get('dpop-nonce');
      only ??= told;
      if (only !== null && told !== null) headers.set('dpop-nonce', only);
      return new Response(answer.body, { status: answer.status, headers });
    };
    try {
      const okta = await connect({ fetch: tellingOne }, org, register(org).id);
      const areas = ['apps', 'users', 'logs'] as const;
      expect(await Promise.all(areas.map((area) => okta.canRead(area)))).toEqual(['yes', 'yes', 'yes']);
    } finally {
      await org.stop();
    }
  });

  it('fetches another token before the one it has ends', async () => {
    let ahead = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + ahead) };
    const okta = await connect({ clock });
    await okta.canRead('apps');
    ahead = 57 * 60_000;
    orgAhead = ahead;
    await okta.canRead('apps');
    expect(statuses()).toEqual([400, 200]);
    ahead = 58.5 * 60_000;
    orgAhead = ahead;
    await okta.canRead('apps');
    expect(statuses().filter((status) => status === 200)).toHaveLength(2);
    expect(exchanges.filter(({ path, status }) => path === '/api/v1/apps' && status !== 200)).toEqual([]);
  });

  it('fetches another token once when Okta takes one no longer, for a write as well', async () => {
    const refused: unknown[] = [];
    const okta = await connect({ onRefused: (error) => refused.push(error.code) });
    await okta.canRead('apps');
    const path = '/lifecycle/deactivate$';
    const headers = { 'www-authenticate': 'DPoP error="invalid_token", error_description="It was revoked."' };
    practice.faults.add([{ target: 'okta', path, answer: { status: 401, headers, body: '' }, times: 1 }]);
    expect(await errorOf(okta.deactivateApp('0oaNone'))).toMatchObject({ code: 'not-found' });
    expect(statuses().filter((status) => status === 200)).toHaveLength(2);
    expect(refused).toEqual([]);
    practice.faults.add([{ target: 'okta', path, answer: { status: 401, headers, body: '' }, times: 2 }]);
    expect(await errorOf(okta.deactivateApp('0oaNone'))).toMatchObject({ code: 'token-refused' });
    expect(refused).toEqual(['token-refused']);
    practice.faults.clear();
  });

  it('is refused when its app is gone, told once', async () => {
    const refused: unknown[] = [];
    const okta = await connect({ onRefused: (error) => refused.push(error.code) });
    await okta.canRead('apps');
    deleteServiceApp(practice.world, app.id);
    expect(await errorOf(okta.findApps(() => true))).toMatchObject({
      code: 'token-refused',
      owner: 'okta-admin',
      okta: { errorCode: 'invalid_client' },
    });
    expect(refused).toEqual(['token-refused']);
  });

  it('names the scope that a call lacks', async () => {
    putServiceApp(practice.world, { ...app, scopes: ['okta.apps.read'] });
    const okta = await connect();
    expect(await okta.canRead('logs')).toBe('no');
    const error = await errorOf(okta.searchUsers('a', 1));
    expect(error).toMatchObject({
      code: 'missing-right',
      okta: { status: 403, errorCode: 'insufficient_scope' },
    });
    expect(error.message).toContain('okta.users.read');
  });

  it('names the admin role where only that is missing', async () => {
    putServiceApp(practice.world, { ...app, role: null });
    const okta = await connect();
    const error = await errorOf(okta.findApps(() => true));
    expect(error).toMatchObject({ code: 'missing-right' });
    expect(`${error.message} ${error.next}`).toMatch(/admin role of the service app.*Admin roles/);
  });

  it('shows its own roles, and asks for no user of its own', async () => {
    putServiceApp(practice.world, { ...app, role: 'CUSTOM', scopes: [...scopes, 'okta.roles.read'] });
    const okta = await connect({ scopes: [...scopes, 'okta.roles.read'] });
    expect(await okta.serviceApp?.roles()).toEqual(['CUSTOM']);
    expect([await okta.me(), await okta.apiTokens()]).toEqual([null, null]);
    expect(exchanges.some(({ path }) => path === '/api/v1/users/me')).toBe(false);
  });
});

describe('an error of the token endpoint', () => {
  const refusals: [string, (given: RegisteredApp) => Partial<OktaConfig> | undefined, object, RegExp][] = [
    [
      'a client ID that is unknown',
      () => ({ credential: serviceApp('0oaNobodyNobody', key) }),
      { code: 'token-refused', field: 'client-id', okta: { errorCode: 'invalid_client', status: 401 } },
      /client ID/,
    ],
    [
      'a key that is not registered',
      (given) => {
        putServiceApp(practice.world, { ...given, keys: [{ ...publicPart(key), kid: 'another' }] });
        return undefined;
      },
      { code: 'token-refused', okta: { errorCode: 'invalid_client' } },
      /public key/,
    ],
    [
      'no scope that was granted',
      (given) => {
        putServiceApp(practice.world, { ...given, scopes: ['okta.groups.read'] });
        return undefined;
      },
      { code: 'missing-right', okta: { errorCode: 'consent_required' } },
      /Okta API Scopes/,
    ],
    [
      'a scope that Okta does not know',
      () => ({ scopes: ['okta.everything'] }),
      { code: 'missing-right', okta: { errorCode: 'invalid_scope' } },
      /does not know a scope/,
    ],
    [
      'a clock that is wrong',
      () => {
        orgAhead = 3 * 3_600_000;
        return undefined;
      },
      { code: 'okta-refused', okta: { errorCode: 'invalid_client' } },
      /clock/,
    ],
  ];
  it.each(refusals)(
    'for %s has its own name, an owner and a next action',
    async (_name, prepare, expected, words) => {
      const okta = await connect(prepare(app));
      const error = await errorOf(okta.findApps(() => true));
      expect(error).toMatchObject({ owner: 'okta-admin', ...expected });
      expect(`${error.message} ${error.next}`).toMatch(words);
    },
  );

  it('of the connection is no lost answer of a write', async () => {
    const okta = await connect();
    practice.faults.add([{ target: 'okta', path: '^/oauth2/v1/token$', drop: 'after', times: 3 }]);
    try {
      expect(await errorOf(okta.deleteApp('0oaNone'))).toMatchObject({ code: 'unreachable' });
    } finally {
      practice.faults.clear();
    }
    expect(exchanges.some(({ method }) => method === 'DELETE')).toBe(false);
  });
});

// Shows: the key of a service app, or an access token, leaves main
it('learns each access token before anything else sees it', async () => {
  const redactor = createRedactor();
  const okta = await connect({ learn: redactor.learn, hide: redactor.hide });
  await okta.canRead('apps');
  const sent = tokenRequests().find(({ status }) => status === 200)?.responseBody ?? '';
  const [, token = ''] = /"access_token":"([^"]+)"/.exec(sent) ?? [];
  expect(token).toMatch(/^eyJ/);
  expect(redactor.hide(`quoted ${token}`)).toBe('quoted ***');
});

describe('a private key', () => {
  it('is read as JWK and as PEM, and its public part holds nothing of it', async () => {
    const read = await readPrivateKey(JSON.stringify(key));
    expect(read).toEqual(key);
    const shown = JSON.stringify(publicPart(key));
    for (const secret of secretsOf(serviceApp('0oaSomeone', key))) expect(shown).not.toContain(secret);
    const { privateKey } = await import('node:crypto').then(({ generateKeyPairSync }) =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    );
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(await readPrivateKey(pem)).toMatchObject({ kty: 'EC', crv: 'P-256' });
  });

  it.each([
    '',
    'no key',
    '{}',
    '{"kty":"RSA","n":"a","e":"b"}',
    '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----',
  ])('is not %j', async (text) => {
    const error = await errorOf(readPrivateKey(text));
    expect(error).toMatchObject({ code: 'bad-input' });
    if (text.length > 2) expect(JSON.stringify(error)).not.toContain(text);
  });
});
