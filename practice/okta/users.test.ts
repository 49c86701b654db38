import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { idOf, idsOf, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { createApiToken } from '../world/world';
import { record } from '../world/people';

const person = (name: string, more: Record<string, unknown> = {}) => ({
  login: `${name}@bellwether.example`,
  email: `${name}@bellwether.example`,
  firstName: name,
  lastName: 'Tester',
  ...more,
});

describe('users', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg();
  });
  afterAll(() => org.stop());

  const make = (body: object, query = '') => org.api('POST', `/api/v1/users${query}`, body);
  const made = async (name: string, query = ''): Promise<string> => {
    const { status, body } = await make({ profile: person(name) }, query);
    expect(status).toBe(200);
    return `/api/v1/users/${idOf(body)}`;
  };
  const mailsTo = (name: string) =>
    (org.world.state.emails ?? []).filter(({ to }) => to === person(name).email).map(({ kind }) => kind);

  it('that are made are told by email to choose a password, unless they have one or wait', async () => {
    const told = await make({ profile: person('told') });
    expect(told.body).toMatchObject({ status: 'PROVISIONED', activated: expect.any(String) });
    const staged = await make({ profile: person('staged') }, '?activate=false');
    expect(staged.body).toMatchObject({ status: 'STAGED', activated: null, statusChanged: null });
    const ready = await make({ profile: person('ready'), credentials: { password: { value: 'Abcd1234!' } } });
    expect(ready.body).toMatchObject({ status: 'ACTIVE', passwordChanged: expect.any(String) });
    expect(['told', 'staged', 'ready'].map(mailsTo)).toEqual([['activation'], [], []]);
  });

  it('are activated by email, or by a link where the email is not wanted; who is active is not', async () => {
    const [mailed, linked] = [
      await made('mailed', '?activate=false'),
      await made('linked', '?activate=false'),
    ];
    expect(await org.api('POST', `${mailed}/lifecycle/activate`)).toMatchObject({ status: 200, body: {} });
    expect((await org.api('POST', `${linked}/lifecycle/activate?sendEmail=false`)).body).toEqual({
      activationUrl: expect.stringMatching(/^http.*\/welcome\/[\w-]{20}$/),
      activationToken: expect.stringMatching(/^[\w-]{20}$/),
    });
    expect(['mailed', 'linked'].map(mailsTo)).toEqual([['activation'], []]);
    for (const path of [mailed, linked]) {
      expect((await org.api('GET', path)).body).toMatchObject({
        status: 'PROVISIONED',
        activated: expect.any(String),
      });
      expect(await org.api('POST', `${path}/lifecycle/activate`)).toMatchObject({
        status: 403,
        body: { errorCode: 'E0000016' },
      });
    }
  });

  it('are suspended while they are active only', async () => {
    const path = await made('waiting', '?activate=false');
    for (const change of ['suspend', 'unsuspend'])
      expect((await org.api('POST', `${path}/lifecycle/${change}`)).status).toBe(403);
    const me = idOf((await org.api('GET', '/api/v1/users/me')).body);
    for (const change of ['suspend', 'deactivate'])
      expect(await org.api('POST', `/api/v1/users/${me}/lifecycle/${change}`)).toMatchObject({
        status: 403,
        body: { errorCode: 'E0000006' },
      });
  });

  it('are found by the beginning of name, login or email; who is deactivated only by a search', async () => {
    const { body } = await make({
      profile: person('quentin', { login: 'qlogin@bellwether.example', lastName: 'Zephyr' }),
    });
    const id = idOf(body);
    const find = async (query: string) => idsOf((await org.api('GET', `/api/v1/users?${query}`)).body);
    for (const q of ['QUEN', 'zeph', 'quentin@bell', 'qlogin']) expect(await find(`q=${q}`)).toEqual([id]);
    expect(await find('q=ephyr')).toEqual([]);
    const by = (text: string) => encodeURIComponent(text);
    expect(await find(`q=zeph&search=${by('status eq "ACTIVE"')}`)).toEqual([]);
    expect(await find(`filter=${by('profile.lastName eq "Zephyr"')}`)).toEqual([id]);
    await org.api('POST', `/api/v1/users/${id}/lifecycle/deactivate`);
    expect(await find('q=zeph')).toEqual([]);
    expect(await find(`search=${by('profile.lastName eq "Zephyr"')}`)).toEqual([id]);
    expect((await find('q=')).length).toBeGreaterThan(10);
    expect((await org.api('GET', '/api/v1/users?limit=201')).status).toBe(400);
  });

  it('are changed in part by POST and as a whole by PUT, whose login and names are needed', async () => {
    const path = await made('changed');
    await org.api('POST', path, { profile: { title: 'Boss' } });
    expect((await org.api('PUT', path, { profile: { title: 'Boss' } })).status).toBe(400);
    expect((await org.api('GET', path)).body).toMatchObject({
      profile: { ...person('changed'), title: 'Boss' },
    });
    const { body } = await org.api('PUT', path, { profile: person('changed', { lastName: 'Other' }) });
    expect(record(body)['profile']).toEqual(person('changed', { lastName: 'Other' }));
    expect((await org.api('PUT', path, {})).status).toBe(400);
    expect((await org.api('POST', path, { profile: { title: 5 } })).status).toBe(400);
    expect((await org.api('POST', path, { profile: { title: null } })).status).toBe(200);
  });

  it('that are deactivated are not changed', async () => {
    const path = await made('gone');
    await org.api('POST', `${path}/lifecycle/deactivate`);
    const { status, body } = await org.api('POST', path, { profile: { firstName: 'Back' } });
    expect([status, record(body)['profile']]).toEqual([200, person('gone')]);
  });

  it.each([
    ['groups that are no list', { groupIds: '00g1' }, 400],
    ['a group that is not there', { groupIds: ['00gNone'] }, 404],
    ['a type that is not there', { type: { id: 'otyNone' } }, 400],
    ['a name that is a number', { profile: person('n', { firstName: 5 }) }, 400],
    ['no profile', { profile: undefined }, 400],
  ])('are not made with %s', async (_name, change, status) => {
    expect((await make({ profile: person('never'), ...change })).status).toBe(status);
    expect((await org.api('GET', '/api/v1/users/never@bellwether.example')).status).toBe(404);
  });

  it('belong to Everyone, and to the groups that they are made with', async () => {
    const group = idOf((await org.api('POST', '/api/v1/groups', { profile: { name: 'Crew' } })).body);
    const { body } = await make({ profile: person('member'), groupIds: [group] });
    const groups = await org.api('GET', `/api/v1/users/${idOf(body)}/groups`);
    const names = Array.isArray(groups.body)
      ? groups.body.map((each) => String(record(record(each)['profile'])['name']))
      : [];
    expect(new Set(names)).toEqual(new Set(['Crew', 'Everyone']));
  });

  it('are written by no read-only admin', async () => {
    const authorization = `SSWS ${createApiToken(org.world, 'reader', 'READ_ONLY_ADMIN').text}`;
    const as = (method: string, path: string) =>
      org.api(method, path, {}, { authorization }).then(({ status }) => status);
    expect((await org.api('GET', '/api/v1/users', undefined, { authorization })).status).toBe(200);
    for (const path of ['/api/v1/users', '/api/v1/groups', '/api/v1/apps', '/api/v1/mappings/x'])
      expect([path, await as('POST', path)]).toEqual([path, 403]);
  });

  it.each(['APP_ADMIN', 'CUSTOM_NO_LOGS'] as const)('whose roles no %s reads', async (role) => {
    const authorization = `SSWS ${createApiToken(org.world, role, role).text}`;
    const read = (path: string) => org.api('GET', path, undefined, { authorization });
    for (const path of ['/api/v1/users/me/roles', '/oauth2/v1/clients/x/roles', '/api/v1/api-tokens'])
      expect(await read(path)).toMatchObject({ status: 403, body: { errorCode: 'E0000006' } });
  });
});

it('of a directory are changed there, not in Okta, except those made in Okta', async () => {
  const org = await startTestOrg({ profile: parseProfile('directory=active-directory') });
  const me = idOf((await org.api('GET', '/api/v1/users/me')).body);
  const other = Object.keys(org.world.state.users).find((id) => id !== me) ?? '';
  const change = (id: string) => org.api('POST', `/api/v1/users/${id}`, { profile: { title: 'Boss' } });
  expect(await change(other)).toMatchObject({ status: 400, body: { errorCode: 'E0000023' } });
  const { body } = await org.api('POST', '/api/v1/users', { profile: person('inokta') });
  expect((await change(idOf(body))).status).toBe(200);
  await org.stop();
});
