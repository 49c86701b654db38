import { readFileSync } from 'node:fs';
import { generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { record } from '../../world/people';
import { contractFile } from '../../testing/contract';
import { deleteServiceApp, putServiceApp } from '../../world/service-apps';
import { noContract } from '../../testing/test-org';
import { scopeOf } from './scopes';
import { seconds, useServiceApp } from '../../testing/service-app';
import type { Ask } from '../../testing/service-app';

const service = useServiceApp();
const { ask, accessToken, call } = service;

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
    ['another audience', () => ({ claims: { aud: service.org.okta.orgUrl } }), 'invalid_client', /audience/],
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
  // Source: Okta's page "Build a JWT for client authentication": optional, and used once only where it is there.
  it('takes an assertion without an id as often as it comes, and one that says since when it is valid', async () => {
    const without = { hasId: false };
    expect([(await ask(without)).status, (await ask(without)).status]).toEqual([200, 200]);
    expect((await ask({ claims: { nbf: seconds() - 10 } })).status).toBe(200);
  });

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
    putServiceApp(service.org.world, { ...service.app, keys: [] });
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
    putServiceApp(service.org.world, { ...service.app, role: null });
    expect(await call('/api/v1/apps', authorization)).toMatchObject({
      status: 403,
      body: { errorCode: 'E0000006' },
    });
    putServiceApp(service.org.world, { ...service.app, role: 'CUSTOM_NO_LOGS', scopes: ['okta.logs.read'] });
    const logs = await accessToken({ scope: 'okta.logs.read' });
    expect((await call('/api/v1/logs', `Bearer ${logs}`)).body).toMatchObject({ errorCode: 'E0000006' });
  });

  it('ends with its app, and no other text is one', async () => {
    const authorization = `Bearer ${await accessToken()}`;
    deleteServiceApp(service.org.world, service.app.id);
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
    putServiceApp(service.org.world, {
      ...service.app,
      role: 'CUSTOM',
      scopes: ['okta.roles.read', 'okta.users.read'],
    });
    const authorization = `Bearer ${await accessToken({ scope: 'okta.roles.read okta.users.read' })}`;
    const roles = await call(`/oauth2/v1/clients/${service.app.id}/roles`, authorization);
    expect(roles.body).toMatchObject([{ type: 'CUSTOM', assignmentType: 'CLIENT' }]);
    expect((await call('/api/v1/users/me', authorization)).status).toBe(404);
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
