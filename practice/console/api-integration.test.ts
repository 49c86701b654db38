import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { catalogueKey } from '../world/catalogue-app';
import type { OktaApp } from '../world/state';
import { noContract, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

/** One response of a page; `location` is absolute. */
interface Visit {
  status: number;
  text: string;
  location: string;
  formAction: string;
}

let org: TestOrg;
let app: OktaApp;
let path: string;
beforeAll(async () => {
  org = await startTestOrg({ users: 40 });
});
beforeEach(async () => {
  const added = await visit('/admin/apps/add-app', { label: 'Oktopost' });
  const id = /instance\/([^/]+)\//.exec(added.location)?.[1] ?? '';
  const found = org.world.state.apps[id];
  if (found === undefined) throw new Error('no app was added');
  app = found;
  path = `/admin/app/${app.name}/instance/${app.id}/`;
});
afterAll(() => org.stop());

/** As a browser does: a form is posted with the origin of its page. */
async function visit(address: string, form?: Record<string, string>): Promise<Visit> {
  const url = new URL(address, org.okta.orgUrl);
  const answer = await fetch(url, {
    redirect: 'manual',
    ...(form === undefined
      ? {}
      : { method: 'POST', headers: { origin: url.origin }, body: new URLSearchParams(form) }),
  });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    text: (await answer.text()).replace(/\s+/g, ' '),
    location: location === null ? '' : new URL(location, url).href,
    formAction: /form-action ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '',
  };
}

const card = { card: 'api-integration', enableApi: 'on' };
const authenticate = () => visit(path, { ...card, do: 'test' });
const save = (form: Record<string, string> = card) => visit(path, { ...form, do: 'save' });

/** Signs in at Oktopost and allows or denies; returns the console page after it. */
async function consent(answer: 'allow' | 'deny'): Promise<Visit> {
  const { location } = await authenticate();
  await visit(location, { do: 'sign-in' });
  const back = await visit(location, { do: answer });
  const console = await visit(back.location);
  return visit(console.location);
}

describe('Provisioning of a catalogue app', () => {
  it('is configured by consent: no SCIM under General, no To App before', async () => {
    const { text } = await visit(path);
    expect(text).toContain('Configure API Integration</button>');
    expect(text).toContain('#tab-user-management/api-credentials');
    expect(text).not.toContain('#tab-user-management/create-n-update');
    expect((await visit(`${path}?edit=general`)).text).not.toContain('provisioning-SCIM');
    const general = { card: 'general', do: 'save', label: 'Oktopost', provisioning: 'SCIM' };
    expect((await visit(path, general)).status).toBe(303);
    expect(app.provisioning).toBe('NONE');
    const integration = { card: 'integration', do: 'save', baseUrl: 'https://board.oktopost.com/scim/v2' };
    expect((await visit(path, integration)).status).toBe(409);
  });

  it('redirects to Oktopost, where an admin signs in and allows it, and back', async () => {
    expect((await visit(`${path}?edit=api-integration`)).formAction).toContain(org.world.origins.oktopost);
    const { status, location } = await authenticate();
    expect([status, new URL(location).origin]).toEqual([303, org.world.origins.oktopost]);
    expect((await visit(location)).text).toContain('Sign in as practice admin</button>');
    const asked = await visit(location, { do: 'sign-in' });
    expect(asked.text).toContain('<dd>United States, platform users</dd>');
    expect(asked.formAction).toContain(org.okta.orgUrl);
    const back = await visit(location, { do: 'allow' });
    const toConsole = await visit(back.location);
    expect(toConsole.location).toBe(
      `${org.okta.orgUrl}${path}?edit=api-integration#tab-user-management/api-credentials`,
    );
    const { text } = await visit(toConsole.location);
    expect(text).toContain('Oktopost was verified successfully!');
    expect(text).toMatch(/name="enableApi" checked/);
    expect(app.provisioning).toBe('NONE');

    expect((await save()).status).toBe(303);
    expect(app).toMatchObject({
      provisioning: 'API',
      connection: {
        baseUrl: 'https://app.oktopost.com/scim/v2',
        authenticationMode: 'OAUTH2',
        activatesBy: 'PATCH',
      },
    });
    const token = app.connection?.token ?? '';
    expect(token).not.toBe('');
    const saved = await visit(`${path}?edit=api-integration`);
    expect(saved.text).not.toContain(token);
    expect(saved.text).not.toContain('verified');

    const boxes = { card: 'to-app', do: 'save', create: 'on', update: 'on', deactivate: 'on' };
    expect((await visit(path, boxes)).status).toBe(303);
    const { body } = await org.api('GET', `/api/v1/apps/${app.id}`);
    expect(body).toMatchObject({
      features: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS'],
    });
  });

  it('is not saved without consent, nor when it was denied', async () => {
    const early = await save();
    expect([early.status, early.text]).toEqual([
      422,
      expect.stringContaining('Authenticate with Oktopost before'),
    ]);
    const denied = await consent('deny');
    expect(denied.text).toContain('Oktopost could not be verified.');
    expect(denied.text).toContain('access_denied');
    expect((await save()).status).toBe(422);
    expect([app.provisioning, app.connection]).toEqual(['NONE', null]);
  });

  it('is not authenticated before it is enabled', async () => {
    const { status, text } = await visit(path, { card: 'api-integration', do: 'test' });
    expect([status, text]).toEqual([422, expect.stringContaining('tick it before')]);
  });

  it('is refused after the token was revoked at Oktopost, and off when unticked', async () => {
    await consent('allow');
    await save();
    const { tokens } = org.world.state.oktopost['us-platform'];
    for (const [id, { name }] of Object.entries(tokens)) if (name.startsWith('Okta')) delete tokens[id];
    const refused = await save();
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Unauthorized')]);
    expect((await save({ card: 'api-integration' })).status).toBe(303);
    expect(app).toMatchObject({ provisioning: 'NONE', connection: null, toApp: { create: false } });
  });

  it.each([
    ['another client', { client_id: 'evil' }],
    ['another way back', { redirect_uri: 'https://evil.example/' }],
    ['no state', { state: '' }],
  ])('Oktopost refuses to consent for %s', async (_, change) => {
    const url = new URL((await authenticate()).location);
    for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
    for (const form of [undefined, { do: 'allow' }]) {
      const { status, location } = await visit(url.href, form);
      expect([status, location]).toEqual([400, '']);
    }
  });

  it('accepts the callback once, and only with a state issued here', async () => {
    const { location } = await authenticate();
    await visit(location, { do: 'sign-in' });
    const back = await visit(location, { do: 'allow' });
    expect((await visit(back.location)).status).toBe(303);
    expect((await visit(back.location)).status).toBe(400);
    const forged = new URL(back.location);
    forged.searchParams.set('state', 'constructor');
    expect((await visit(forged.href)).status).toBe(400);
  });

  it('reports that Oktopost issued no token', async () => {
    org.faults.add([
      { target: 'oktopost', path: '/oauth/token', times: 1, answer: { status: 503, headers: {}, body: '' } },
    ]);
    expect((await consent('allow')).text).toContain('Oktopost gave no token.');
    expect((await save()).status).toBe(422);
  });
});

describe('Browse App Catalog', () => {
  it('adds Oktopost’s app, found by a prefix of its name', async () => {
    expect((await visit('/admin/apps/active')).text).toContain('href="/admin/apps/add-app"');
    expect((await visit('/admin/apps/add-app?q=okto')).text).toContain('Add Integration</button>');
    expect((await visit('/admin/apps/add-app?q=slack')).text).not.toContain('Add Integration');
    const { status, location } = await visit('/admin/apps/add-app', { label: 'Oktopost Platform' });
    expect([status, new URL(location).hash]).toEqual([303, '#tab-general']);
    const { body } = await org.api('GET', '/api/v1/apps?q=Oktopost%20Pl');
    expect(body).toMatchObject([{ name: catalogueKey, label: 'Oktopost Platform', features: [] }]);
    expect((await visit('/admin/apps/add-app', { label: ' ' })).status).toBe(422);
  });
});

it('matched Okta’s description in all answers of its API', ({ skip }) => {
  expect(org.contradictions() ?? skip(noContract)).toEqual([]);
});
