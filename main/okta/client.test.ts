import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { serve, testClock, testLog } from '../net/testing';
import { apiToken } from '../secrets/credential';
import { connectOkta } from './client';
import { all, errorOf, hide, org, routes, scriptedOrg, token } from './testing';

const orgRoute = routes({ 'GET /api/v1/org': { body: org } });

describe('connecting', () => {
  const config = {
    credential: apiToken(token),
    hide,
    learn: () => undefined,
    fetch,
    clock: testClock(),
    log: testLog(),
  };

  it.each([
    'http://acme.okta.com',
    'https://acme.okta.com/',
    'https://acme-admin.okta.com',
    'https://acme.okta.com.evil.com',
    'https://acme.okta.com@evil.com',
    'https://login.acme.com',
    'https://acme.okta.com:8443',
    'http://127.0.0.1:8080',
    '',
  ])('refuses the org address %j', async (orgUrl) => {
    expect(await errorOf(connectOkta({ ...config, orgUrl }))).toMatchObject({ code: 'bad-address' });
  });

  it.each(['https://acme.okta.com', 'http://127.0.0.1.evil.com', 'http://u:p@127.0.0.1', 'file:///etc', 'x'])(
    'refuses %j in practice mode',
    async (orgUrl) => {
      const connecting = connectOkta({ ...config, orgUrl, allowLoopback: true });
      expect(await errorOf(connecting)).toMatchObject({ code: 'bad-address' });
    },
  );

  it.each(['', 'two words', 'line\nbreak', 'ключ', 'tab\t'])('refuses the token %j', async (bad) => {
    const error = await errorOf(
      connectOkta({ ...config, orgUrl: 'https://acme.okta.com', credential: apiToken(bad) }),
    );
    expect(error).toMatchObject({ code: 'bad-input', field: 'okta-token' });
    if (bad !== '') expect(JSON.stringify(error)).not.toContain(bad);
  });

  it('sends the token to the org, with the given settings only', async () => {
    const { okta, server } = await scriptedOrg(orgRoute);
    expect(await okta.org()).toEqual({ id: '00o1', name: 'Acme', subdomain: 'acme' });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers.authorization).toBe(`SSWS ${token}`);
    expect(server.requests[0]?.headers.cookie).toBeUndefined();
  });

  it('reads the log past events whose date is none, or no year of ours', async () => {
    const event = { eventType: 'application.lifecycle.update', target: [] };
    const published = [
      'soon',
      '2026-13-01T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '2026-11-24T10:00:00.000Z',
    ];
    const { okta } = await scriptedOrg(
      routes({
        'GET /api/v1/logs': {
          body: published.map((at, index) => ({ ...event, uuid: `e${index}`, published: at })),
        },
      }),
    );
    const events = await okta.logEvents('0oa1', new Date(0), new Date());
    expect(events.map(({ uuid }) => uuid)).toEqual(['e3']);
  });

  // The SDK's default cache stores every object with a self link.
  it('does not cache reads', async () => {
    let status = 'STAGED';
    const { okta } = await scriptedOrg(({ headers, path }) => ({
      body: {
        id: '00u1',
        status,
        profile: {},
        _links: { self: { href: `http://${headers.host ?? ''}${path}` } },
      },
    }));
    expect((await okta.user('00u1'))?.status).toBe('STAGED');
    status = 'ACTIVE';
    expect((await okta.user('00u1'))?.status).toBe('ACTIVE');
  });

  it.each([
    'okta:\n  client:\n    orgUrl: http://127.0.0.1:9\n    token: evil\n    authorizationMode: PrivateKey\n',
    ': [',
  ])("is not moved by someone else's okta.yaml and environment", async (yaml) => {
    const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    mkdirSync(join(folder, '.okta'));
    writeFileSync(join(folder, 'okta.yaml'), yaml);
    writeFileSync(join(folder, '.okta', 'okta.yaml'), yaml);
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    vi.stubEnv('HOME', folder);
    vi.stubEnv('OKTA_CLIENT_ORGURL', 'http://127.0.0.1:9');
    vi.stubEnv('OKTA_CLIENT_TOKEN', 'evil');
    vi.stubEnv('OKTA_CLIENT_AUTHORIZATIONMODE', 'PrivateKey');
    vi.stubEnv('OKTA_CLIENT_CLIENTID', 'evil');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('https_proxy', 'http://127.0.0.1:9');
    const { okta, server } = await scriptedOrg(orgRoute);
    expect((await okta.org()).name).toBe('Acme');
    expect(server.requests[0]?.headers.authorization).toBe(`SSWS ${token}`);
  });
});

// Shows: the token goes to the wrong host
describe('the token stays with the org', () => {
  it('is not sent to another origin named by a next link', async () => {
    const evil = await serve(() => ({ body: [] }));
    const { okta } = await scriptedOrg(
      routes({
        'GET /api/v1/apps': { headers: { Link: `<${evil.url}/api/v1/apps?after=1>; rel="next"` }, body: [] },
        'GET /api/v1/apps/0oa1/users': {
          headers: { Link: `<${evil.url}/api/v1/apps/0oa1/users?after=1>; rel="next"` },
          body: [],
        },
      }),
    );
    expect(await errorOf(okta.findAppByNote('x'))).toMatchObject({ code: 'host-not-confirmed' });
    const users = okta.appUsers('0oa1')[Symbol.asyncIterator]();
    expect(await errorOf(users.next())).toMatchObject({ code: 'host-not-confirmed' });
    expect(evil.requests).toEqual([]);
    await evil.close();
  });

  it('does not follow redirects, not even on the same origin', async () => {
    const { okta, server } = await scriptedOrg(
      routes({ 'GET /api/v1/org': { status: 307, headers: { Location: '/api/v1/users' } } }),
    );
    expect(await errorOf(okta.org())).toMatchObject({ code: 'unreachable', owner: 'network' });
    expect(server.requests).toHaveLength(1);
  });

  it('refuses ids that would change the path', async () => {
    const { okta, server } = await scriptedOrg(orgRoute);
    for (const id of ['..', '../org', 'a/b', 'a?b', 'a#b', '', 'a b', '%2e%2e', 'x'.repeat(65)]) {
      const calls = [
        () => okta.app(id),
        () => okta.user(id),
        () => okta.appUser('0oa1', id),
        () => all(okta.appUsers(id)),
        () => okta.mappings(id),
        () => okta.keys(id),
        () => okta.samlMetadata(id),
        () => okta.appUserSchema(id),
        () => okta.provisioningFeature(id),
        () => okta.logEvents(id, new Date(), new Date()),
        () => okta.assign('0oa1', id),
        () => okta.unassign(id, '00u1'),
        () => okta.changeApp(id, () => undefined),
        () => okta.updateMapping(id, {}),
        () => okta.deleteSchemaAttributes(id, ['title']),
        () => okta.enableProvisioningFeature(id),
      ];
      for (const call of calls) expect(await errorOf(call())).toMatchObject({ code: 'bad-input' });
    }
    expect(server.requests).toEqual([]);
  });

  it('is in no failure and no log line, even when the response echoes it', async () => {
    const echo = {
      errorCode: 'E0000001',
      errorSummary: `bad ${token}`,
      errorId: 'x',
      errorCauses: [{ errorSummary: token }],
    };
    const answers = [
      { status: 400, body: echo },
      { status: 401, body: { ...echo, errorCode: 'E0000011' } },
      { status: 403, body: `<html>${token}</html>` },
      { status: 500, body: token },
      { status: 200, body: `not json ${token}` },
      { status: 200, body: { id: 1, companyName: token } },
    ];
    const { okta, server, log } = await scriptedOrg(() => answers.shift() ?? { body: null });
    const thrown: unknown[] = [];
    while (answers.length > 0) {
      thrown.push(
        await okta.org().then(
          () => 'no failure',
          (error: unknown) => error,
        ),
      );
    }
    await server.close();
    thrown.push(await okta.org().catch((error: unknown) => error));
    expect(thrown).not.toContain('no failure');
    for (const error of thrown) {
      expect(inspect(error)).not.toContain(token);
    }
    expect(log.lines.length).toBeGreaterThan(5);
    expect(log.lines.join('\n')).not.toContain(token);
    expect(JSON.stringify(okta)).not.toContain(token);
  });
});

/** Everything an error exposes: fields, message, stack and causes. */
function inspect(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error));
  return `${String(error)} ${error.stack ?? ''} ${own} ${inspect(error.cause ?? null)}`;
}
