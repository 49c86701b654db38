import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { record } from '../../world/people';
import { contractFile } from '../../testing/contract';
import { createServiceApp, deleteServiceApp, putServiceApp } from '../../world/service-apps';
import type { ServiceApp } from '../../world/state';
import { noContract, startTestOrg } from '../../testing/test-org';
import type { TestOrg } from '../../testing/test-org';
import { scopeOf } from './scopes';

interface Keys {
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

let org: TestOrg;
let keys: Keys;
let app: ServiceApp;

const seconds = (): number => Math.floor(Date.now() / 1000);
const endpoint = (): string => `${org.okta.orgUrl}/oauth2/v1/token`;
const registered = async (kid: string, { publicKey }: Keys) => {
  const { kty = '', ...members } = await exportJWK(publicKey);
  return { kty, ...members, kid };
};

beforeAll(async () => {
  org = await startTestOrg();
  keys = await generateKeyPair('RS256', { extractable: true });
});
afterAll(() => org.stop());
beforeEach(async () => {
  app = createServiceApp(org.world, {
    label: 'Assistant',
    keys: [await registered('key-1', keys)],
    scopes: ['okta.apps.read', 'okta.users.read'],
    role: 'APP_ADMIN',
    dpop: false,
  });
});

interface Ask {
  claims?: JWTPayload;
  expires?: boolean;
  signer?: CryptoKey;
  kid?: string;
  scope?: string;
  form?: Record<string, string>;
  dpop?: string;
}

async function assertion({
  claims = {},
  expires = true,
  signer = keys.privateKey,
  kid = 'key-1',
}: Ask): Promise<string> {
  const given = {
    iss: app.id,
    sub: app.id,
    aud: endpoint(),
    ...(expires && { exp: seconds() + 300 }),
    jti: crypto.randomUUID(),
    ...claims,
  };
  return new SignJWT(given).setProtectedHeader({ alg: 'RS256', kid }).sign(signer);
}

async function ask(given: Ask = {}) {
  const answer = await fetch(endpoint(), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope: given.scope ?? 'okta.apps.read okta.users.read',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(given),
      ...given.form,
    }),
    headers: given.dpop === undefined ? {} : { dpop: given.dpop },
  });
  return { status: answer.status, headers: answer.headers, body: record(await answer.json()) };
}

const accessToken = async (given: Ask = {}): Promise<string> =>
  String((await ask(given)).body['access_token']);
const call = (path: string, authorization: string, headers: Record<string, string> = {}, method = 'GET') =>
  org.api(method, path, method === 'GET' ? undefined : {}, { authorization, ...headers });

describe('the token endpoint of the practice org', () => {
  it('gives a bearer token for an hour, with the scopes that were asked for and granted', async () => {
    const { status, body } = await ask({ scope: 'okta.apps.read okta.logs.read' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'okta.apps.read' });
    const apps = await call('/api/v1/apps', `Bearer ${String(body['access_token'])}`);
    expect(apps.status).toBe(200);
  });

  const wrong: [string, () => Ask | Promise<Ask>, string, RegExp][] = [
    [
      'a signature by another key',
      async () => ({ signer: (await generateKeyPair('RS256')).privateKey }),
      'invalid_client',
      /signature/,
    ],
    ['a kid that is not registered', () => ({ kid: 'key-2' }), 'invalid_client', /kid/],
    ['another audience', () => ({ claims: { aud: org.okta.orgUrl } }), 'invalid_client', /audience/],
    ['an unknown issuer', () => ({ claims: { iss: '0oaNobody' } }), 'invalid_client', /client_id/],
    ['another subject', () => ({ claims: { sub: '0oaNobody' } }), 'invalid_client', /'sub'/],
    ['an expired assertion', () => ({ claims: { exp: seconds() - 1 } }), 'invalid_client', /expired/],
    ['one for too long', () => ({ claims: { exp: seconds() + 3700 } }), 'invalid_client', /too far/],
    ['no expiry', () => ({ expires: false }), 'invalid_client', /'exp'/],
    ['no scope', () => ({ scope: '' }), 'invalid_scope', /'scope' must be provided/],
    ['a scope that does not exist', () => ({ scope: 'okta.everything' }), 'invalid_scope', /not configured/],
    ['scopes that were not granted', () => ({ scope: 'okta.logs.read' }), 'consent_required', /not allowed/],
    [
      'a client secret',
      () => ({ form: { client_assertion_type: '' } }),
      'invalid_client',
      /client_assertion_type/,
    ],
    [
      'another grant',
      () => ({ form: { grant_type: 'password' } }),
      'unsupported_grant_type',
      /not supported/,
    ],
  ];
  it.each(wrong)('refuses %s', async (_name, given, error, description) => {
    const { status, body } = await ask(await given());
    expect(body['error']).toBe(error);
    expect(body['error_description']).toMatch(description);
    expect(status).toBe(error === 'invalid_client' ? 401 : 400);
  });

  it('takes an assertion once', async () => {
    const claims = { jti: 'once' };
    expect((await ask({ claims })).status).toBe(200);
    expect((await ask({ claims })).body).toMatchObject({ error: 'invalid_client' });
  });

  it('refuses a client without a key', async () => {
    putServiceApp(org.world, { ...app, keys: [] });
    expect((await ask()).body['error_description']).toContain('JWKSet');
  });
});

describe('an access token at the management API', () => {
  it('is refused for a call beyond its scopes, by the header alone', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    const { status, body, headers } = await call('/api/v1/logs', authorization);
    expect([status, body]).toEqual([403, '']);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer .*scope="okta.logs.read", error="insufficient_scope"/,
    );
    expect((await call('/api/v1/apps', authorization, {}, 'POST')).status).toBe(403);
  });

  it('permits nothing without an admin role, and no more than the role', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    putServiceApp(org.world, { ...app, role: null });
    expect(await call('/api/v1/apps', authorization)).toMatchObject({
      status: 403,
      body: { errorCode: 'E0000006' },
    });
    putServiceApp(org.world, { ...app, role: 'CUSTOM_NO_LOGS', scopes: ['okta.logs.read'] });
    const logs = await accessToken({ scope: 'okta.logs.read' });
    expect((await call('/api/v1/logs', `Bearer ${logs}`)).body).toMatchObject({ errorCode: 'E0000006' });
  });

  it('ends with its app, and no other text is one', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    deleteServiceApp(org.world, app.id);
    for (const each of [authorization, 'Bearer eyJ.a.b']) {
      const { status, headers } = await call('/api/v1/apps', each);
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });

  it('is known by its scheme', async () => {
    const token = await accessToken();
    for (const authorization of [`Basic ${token}`, token, `Bearer ${token} `, 'Bearer '])
      expect(await call('/api/v1/apps', `${authorization}x y`)).toMatchObject({
        status: 401,
        body: { errorCode: 'E0000011' },
      });
  });

  it('shows the roles of its client, and is no user', async () => {
    putServiceApp(org.world, { ...app, role: 'CUSTOM', scopes: ['okta.roles.read', 'okta.users.read'] });
    const authorization = `Bearer ${await accessToken({ scope: 'okta.roles.read okta.users.read' })}`;
    const roles = await call(`/oauth2/v1/clients/${app.id}/roles`, authorization);
    expect(roles.body).toMatchObject([{ type: 'CUSTOM', assignmentType: 'CLIENT' }]);
    expect((await call('/api/v1/users/me', authorization)).status).toBe(404);
  });
});

describe('an app that requires proof of possession', () => {
  let proofKeys: Keys;
  beforeEach(async () => {
    proofKeys = await generateKeyPair('ES256', { extractable: true });
    putServiceApp(org.world, { ...app, dpop: true });
  });

  async function proof(
    claims: Record<string, unknown> = {},
    { privateKey, publicKey } = proofKeys,
  ): Promise<string> {
    const jwk = await exportJWK(publicKey);
    return new SignJWT({
      htm: 'POST',
      htu: endpoint(),
      iat: seconds(),
      jti: crypto.randomUUID(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey);
  }
  const nonce = async (): Promise<string> => {
    const { status, headers, body } = await ask({ dpop: await proof() });
    expect([status, body['error']]).toEqual([400, 'use_dpop_nonce']);
    return headers.get('dpop-nonce') ?? '';
  };
  const bound = async (): Promise<string> => {
    const { body } = await ask({ dpop: await proof({ nonce: await nonce() }) });
    expect(body['token_type']).toBe('DPoP');
    return String(body['access_token']);
  };
  const ath = (token: string): string => createHash('sha256').update(token).digest('base64url');
  const apiProof = (token: string, claims: Record<string, unknown> = {}, by = proofKeys): Promise<string> =>
    proof({ htm: 'GET', htu: `${org.okta.orgUrl}/api/v1/apps`, ath: ath(token), ...claims }, by);
  const use = async (token: string, dpop: string, scheme = 'DPoP') =>
    call('/api/v1/apps?limit=1', `${scheme} ${token}`, { dpop });

  it('refuses a request without a proof, and one whose proof has no nonce', async () => {
    expect((await ask()).body).toMatchObject({
      error: 'invalid_dpop_proof',
      error_description: 'The DPoP proof JWT header is missing.',
    });
    expect((await ask({ dpop: await proof({ nonce: 'made up' }) })).body['error']).toBe('use_dpop_nonce');
  });

  it.each([
    ['method', { htm: 'GET' }, 'htm'],
    ['address', { htu: 'https://other.okta.com/oauth2/v1/token' }, 'htu'],
    ['time', { iat: 1 }, 'iat'],
    ['id', { jti: '' }, 'jti'],
    ['token', { ath: 'x' }, 'ath'],
  ])('refuses a proof of another %s', async (_name, claims, named) => {
    const { body } = await ask({ dpop: await proof({ nonce: await nonce(), ...claims }) });
    expect(body).toMatchObject({ error: 'invalid_dpop_proof' });
    expect(body['error_description']).toContain(`'${named}'`);
  });

  it.each<[string, () => Promise<string>, RegExp]>([
    ['that is no JWT', () => Promise.resolve('proof'), /malformed/],
    [
      'signed by another key than its header has',
      async () => proof({}, { ...proofKeys, privateKey: (await generateKeyPair('ES256')).privateKey }),
      /signature is invalid/,
    ],
    [
      'that shows its private key',
      async () => {
        const jwk = await exportJWK(proofKeys.privateKey);
        const header = { alg: 'ES256', typ: 'dpop+jwt', jwk };
        return new SignJWT({}).setProtectedHeader(header).sign(proofKeys.privateKey);
      },
      /'jwk'/,
    ],
    ['without a time', async () => proof({ nonce: await nonce(), iat: undefined }), /'iat'/],
    ['whose id is no text', async () => proof({ jti: 5, nonce: await nonce() }), /'jti'/],
  ])('refuses a proof %s', async (_name, made, why) => {
    const { status, body } = await ask({ dpop: await made() });
    expect([status, body['error']]).toEqual([400, 'invalid_dpop_proof']);
    expect(body['error_description']).toMatch(why);
  });

  it('asks for a nonce at the API too, where Okta does', async () => {
    const token = await bound();
    const { profile } = org.world.options;
    org.world.options.profile = { ...profile, dpopNonce: 'everywhere' };
    try {
      const asked = await use(token, await apiProof(token));
      expect(asked.status).toBe(401);
      expect(asked.headers.get('www-authenticate')).toContain('use_dpop_nonce');
      const given = asked.headers.get('dpop-nonce') ?? '';
      expect((await use(token, await apiProof(token, { nonce: given }))).status).toBe(200);
    } finally {
      org.world.options.profile = profile;
    }
  });

  it('binds the token to the key of the proof', async () => {
    const token = await bound();
    expect((await use(token, await apiProof(token))).status).toBe(200);
    const other = await generateKeyPair('ES256', { extractable: true });
    for (const [dpop, scheme, status] of [
      [await apiProof(token), 'Bearer', 401],
      ['', 'DPoP', 400],
      [await apiProof(token, {}, other), 'DPoP', 401],
      [await apiProof(token, { ath: ath('another') }), 'DPoP', 400],
      [await apiProof(token, { htu: `${org.okta.orgUrl}/api/v1/users` }), 'DPoP', 400],
    ] as const) {
      expect((await use(token, dpop, scheme)).status).toBe(status);
    }
  });

  it('takes a proof once', async () => {
    const token = await bound();
    const dpop = await apiProof(token);
    expect((await use(token, dpop)).status).toBe(200);
    const again = await use(token, dpop);
    expect([again.status, again.headers.get('www-authenticate')]).toEqual([
      400,
      expect.stringContaining('already been used'),
    ]);
  });
});

it('asks for the scopes of Okta’s published description', ({ skip }) => {
  const { paths } = record(JSON.parse(readFileSync(contractFile() ?? skip(noContract), 'utf8')));
  const contradictions = Object.entries(record(paths)).flatMap(([path, operations]) =>
    Object.entries(record(operations)).flatMap(([method, operation]) => {
      const security = record(operation)['security'];
      const oauth = (Array.isArray(security) ? security : []).map((each) => record(each)['oauth2']);
      const scopes = oauth.find(Array.isArray);
      if (scopes === undefined) return [];
      const filled = path.replace(/\{\w+\}/g, '00x');
      const ours = scopeOf(method.toUpperCase(), filled);
      return scopes.includes(ours) ? [] : [`${method} ${path}: ${String(ours)}`];
    }),
  );
  expect(contradictions).toEqual([]);
});
