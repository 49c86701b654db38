import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPractice } from '../practice';
import type { Practice } from '../practice';

let practice: Practice;
let origin: string;
beforeAll(async () => {
  practice = await startPractice({ users: 10, licences: 3 });
  ({ origin } = new URL(practice.oktopost.consoleUrl));
});
afterAll(() => practice.stop());

const provisioning = '/settings/security/provisioning';

const get = (path: string): Promise<Response> => fetch(origin + path);
const post = (
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin },
): Promise<Response> =>
  fetch(origin + path, { method: 'POST', headers, body: new URLSearchParams(fields), redirect: 'manual' });

const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();
const secretIn = (page: string): string | undefined => /id="secret"[^>]* value="([^"]+)"/.exec(page)?.[1];

/** Creates a token by the form; returns the URL of the page that shows it. */
async function made(name: string, root = ''): Promise<string> {
  const answer = await post(`${root}${provisioning}/create`, { name });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

const listStatus = async (path: string, token: string): Promise<number> =>
  (await fetch(`${origin}${path}/Users`, { headers: { authorization: `Bearer ${token}` } })).status;

describe('Settings > Security > Provisioning', () => {
  it('is marked as the practice one, with its region', async () => {
    const answer = await get(provisioning);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    const page = await answer.text();
    expect(page).toContain('<title>Provisioning – Practice Oktopost, United States</title>');
    expect(page).toContain('Practice Oktopost – not the real one');
    expect(await textOf(get(`/eu${provisioning}`))).toContain(
      '<title>Provisioning – Practice Oktopost, Europe</title>',
    );
  });

  it('shows a new token once; it is valid in this region only', async () => {
    const location = await made('Okta', '/eu');
    const token = secretIn(await textOf(get(location))) ?? '';
    expect(await listStatus('/eu/scim/v2', token)).toBe(200);
    expect(await listStatus('/scim/v2', token)).toBe(401);
    const again = await textOf(get(location));
    expect(secretIn(again)).toBeUndefined();
    expect(again).not.toContain(token);
    expect(JSON.stringify(practice.world.state)).not.toContain(token);
  });

  it('revokes a token', async () => {
    const token = secretIn(await textOf(get(await made('Short-lived')))) ?? '';
    expect(await listStatus('/scim/v2', token)).toBe(200);
    const { tokens } = practice.world.state.oktopost.us;
    const id = Object.keys(tokens).find((key) => tokens[key]?.name === 'Short-lived') ?? '';
    expect(await textOf(get(provisioning))).toContain('aria-label="Revoke Short-lived"');
    expect((await post(`${provisioning}/revoke`, { id })).status).toBe(303);
    expect(await listStatus('/scim/v2', token)).toBe(401);
    expect(await textOf(get(provisioning))).not.toContain('Short-lived');
  });

  it.each([
    ['no name', '  ', 'Give the token a name.'],
    ['an endless name', 'x'.repeat(61), 'A name has 60 characters at most.'],
    ['a taken name', 'Made at start', 'There is a token of this name already.'],
  ])('refuses %s next to the field', async (_, name, words) => {
    const before = Object.keys(practice.world.state.oktopost.us.tokens);
    const answer = await post(`${provisioning}/create`, { name });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(words);
    expect(Object.keys(practice.world.state.oktopost.us.tokens)).toEqual(before);
  });

  it.each([
    ['without origin', {}],
    ['of another site', { origin: 'https://evil.example' }],
  ])('refuses a form %s', async (_, headers) => {
    const before = Object.keys(practice.world.state.oktopost.us.tokens);
    expect((await post(`${provisioning}/create`, { name: 'Evil' }, headers)).status).toBe(403);
    for (const id of before) {
      expect((await post(`${provisioning}/revoke`, { id }, headers)).status).toBe(403);
    }
    expect(Object.keys(practice.world.state.oktopost.us.tokens)).toEqual(before);
  });

  it('escapes the name of a token', async () => {
    await made('<b>"x"');
    const page = await textOf(get(provisioning));
    expect(page).toContain('&lt;b&gt;&quot;x&quot;');
    expect(page).not.toContain('<b>"x"');
  });
});

it('the menu shows the pages of this account, and folds those of the others', async () => {
  const page = await textOf(get('/settings/team'));
  const [shown = '', folded = ''] = page.split('<details>');
  expect(shown.match(/<a href/g)).toHaveLength(3);
  expect(folded).toContain('Other accounts');
});

describe('Settings > Team', () => {
  it('lists the users of the region', async () => {
    const { users } = practice.world.state.oktopost.us;
    const page = await textOf(get('/settings/team'));
    for (const { userName } of Object.values(users)) expect(page).toContain(`<td>${userName}</td>`);
    expect(page).toMatch(/Old Intern<\/th>\s*<td>[^<]*<\/td>\s*<td>Deactivated/);
    expect(page).toContain('2 of 3 licences are in use.');
  });

  it('deactivates an account, which SCIM shows then, and says that this is not Oktopost’s page', async () => {
    const { users } = practice.world.state.oktopost.us;
    const user = Object.values(users).find(({ active }) => active !== false);
    if (user === undefined) throw new Error('nobody is active');
    const page = await textOf(get('/settings/team'));
    expect(page).toContain(`aria-label="Deactivate ${user.userName}"`);
    expect(page).toContain('not recorded from Oktopost');
    const deactivate = (headers?: Record<string, string>) =>
      post('/settings/team/deactivate', { id: user.id }, headers);
    expect((await deactivate({})).status).toBe(403);
    expect(user.active).not.toBe(false);
    expect((await deactivate()).headers.get('location')).toBe('/settings/team');
    const { scimBaseUrl, bearerToken } = practice.oktopost;
    const headers = { authorization: `Bearer ${bearerToken}` };
    const shown = await fetch(`${scimBaseUrl}/Users/${user.id}`, { headers });
    expect(await shown.json()).toMatchObject({ id: user.id, active: false });
    const after = await textOf(get('/settings/team'));
    expect(after).toContain('1 of 3 licences are in use.');
    expect(after).not.toContain(`aria-label="Deactivate ${user.userName}"`);
    expect((await post('/settings/team/deactivate', { id: 'constructor' })).status).toBe(404);
  });

  it('offers the failed migrations as CSV without formulas', async () => {
    practice.world.state.oktopost.us.failedMigrations.push(
      { at: '2026-01-02T03:04:05.000Z', email: '=cmd@acme.example', reason: 'Says "no", and\nno' },
      { at: '2026-01-02T03:04:06.000Z', email: 'ada@acme.example', reason: 'Taken.' },
    );
    expect(await textOf(get('/settings/team'))).toContain('href="/settings/team/failed-migrations.csv"');
    const answer = await get('/settings/team/failed-migrations.csv');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(await answer.text()).toBe(
      'Email,Date,Error\r\n' +
        '\'=cmd@acme.example,2026-01-02T03:04:05.000Z,"Says ""no"", and\nno"\r\n' +
        'ada@acme.example,2026-01-02T03:04:06.000Z,Taken.\r\n',
    );
    expect(await textOf(get('/eu/settings/team/failed-migrations.csv'))).toBe('Email,Date,Error\r\n');
  });
});

describe('other addresses', () => {
  it.each([['/settings'], ['/eu/settings/nothing'], ['/scim/v2'], ['/constructor']])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('the root redirects to the provisioning page', async () => {
    const answer = await fetch(`${origin}/`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(provisioning);
  });
});
