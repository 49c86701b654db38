import { createHash } from 'node:crypto';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { putServiceApp } from '../../world/service-apps';
import { seconds, useServiceApp } from '../../testing/service-app';
import type { Keys } from '../../testing/service-app';

const service = useServiceApp();
const { endpoint, ask, call } = service;

describe('an app that requires proof of possession', () => {
  let proofKeys: Keys;
  beforeEach(async () => {
    proofKeys = await generateKeyPair('ES256', { extractable: true });
    putServiceApp(service.org.world, { ...service.app, dpop: true });
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
    proof({ htm: 'GET', htu: `${service.org.okta.orgUrl}/api/v1/apps`, ath: ath(token), ...claims }, by);
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
    const { profile } = service.org.world.options;
    service.org.world.options.profile = { ...profile, dpopNonce: 'everywhere' };
    try {
      const asked = await use(token, await apiProof(token));
      expect(asked.status).toBe(401);
      expect(asked.headers.get('www-authenticate')).toContain('use_dpop_nonce');
      const given = asked.headers.get('dpop-nonce') ?? '';
      expect((await use(token, await apiProof(token, { nonce: given }))).status).toBe(200);
    } finally {
      service.org.world.options.profile = profile;
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
      [await apiProof(token, { htu: `${service.org.okta.orgUrl}/api/v1/users` }), 'DPoP', 400],
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
