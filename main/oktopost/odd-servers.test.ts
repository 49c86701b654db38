import { afterEach, describe, expect, it } from 'vitest';
import { serve, testClock, type Scripted, type SeenRequest, type TestServer } from '../net/testing';
import { errorOf } from '../okta/testing';
import { connectOktopost } from './scim';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(script: (request: SeenRequest) => Scripted) {
  const server = await serve((request) => script(request));
  servers.push(server);
  const baseUrl = `${server.url}/scim/v2`;
  const scim = connectOktopost({
    baseUrl,
    token: 'secret',
    hide: (text) => text,
    fetch,
    clock: testClock(),
  });
  return { server, scim };
}

interface Stored {
  id: string;
  userName: string;
  [attribute: string]: unknown;
}
const anna = { id: '7', userName: 'anna@acme.com' };
const ben = { id: '8', userName: 'ben@acme.com' };

const listOf = (users: readonly unknown[], totalResults = users.length) => ({
  body: { totalResults, ...(users.length > 0 && { Resources: users }) },
});
const askedName = ({ query }: SeenRequest): string =>
  /^userName eq "(.*)"$/.exec(query.get('filter') ?? '')?.[1] ?? '';

/** Takes no notice of the filter. */
const unfiltered = (users: readonly Stored[], total = users.length) => start(() => listOf(users, total));
/** Compares letter by letter, as the server of scimmy does. */
const caseSensitive = (users: readonly Stored[]) =>
  start((request) => listOf(users.filter(({ userName }) => userName === askedName(request))));
const caseInsensitive = (users: readonly Stored[]) =>
  start((request) =>
    listOf(users.filter(({ userName }) => userName.toLowerCase() === askedName(request).toLowerCase())),
  );

describe('a search for a user name', () => {
  it('is compared with what was asked for, ignoring case, on a server that ignores filters', async () => {
    const { scim } = await unfiltered([ben, anna]);
    const found = await scim.findByUserName('Anna@acme.com');
    expect(found.user?.id).toBe('7');
    expect(found).toMatchObject({ conclusive: true, others: true });
  });

  it('finds nobody among all users of such a server', async () => {
    const { scim } = await unfiltered([ben, anna]);
    expect(await scim.findByUserName('cleo@acme.com')).toMatchObject({ user: null, conclusive: true });
  });

  it('does not conclude anything from the first of many users of such a server', async () => {
    const { scim } = await unfiltered([ben, anna], 5_000);
    expect(await scim.findByUserName('cleo@acme.com')).toMatchObject({ user: null, conclusive: false });
  });

  it('looks a second time in lower case, and says that the search is case-sensitive', async () => {
    const { server, scim } = await caseSensitive([ben, anna]);
    const found = await scim.findByUserName('Anna@Acme.com');
    expect(found.user?.id).toBe('7');
    expect(found.remarks.join(' ')).toMatch(/not found in this spelling.*Anna@Acme\.com/i);
    expect(server.requests.map(askedName)).toEqual(['Anna@Acme.com', 'anna@acme.com']);
  });

  it.each([
    ['finds the user', 'anna@acme.com', '7'],
    ['finds nobody', 'cleo@acme.com', undefined],
  ])('asks once where the name is in lower case: %s', async (_what, name, id) => {
    const { server, scim } = await caseSensitive([ben, anna]);
    expect(await scim.findByUserName(name)).toMatchObject({ conclusive: true, remarks: [] });
    expect((await scim.findByUserName(name)).user?.id).toBe(id);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['anna@acme.com', '7'],
    ['Anna@Acme.com', '9'],
  ])('takes the exact spelling %s of two people who differ by case, and names both', async (name, id) => {
    const { scim } = await caseInsensitive([{ id: '9', userName: 'Anna@Acme.com' }, anna]);
    const { user, remarks } = await scim.findByUserName(name);
    expect(user?.id).toBe(id);
    expect(remarks.join(' ')).toContain('anna@acme.com');
    expect(remarks.join(' ')).toContain('Anna@Acme.com');
  });

  it('takes absent Resources for nobody', async () => {
    const { scim } = await start(() => ({ body: { totalResults: 0 } }));
    expect(await scim.findByUserName('x@y.z')).toEqual({
      user: null,
      conclusive: true,
      others: false,
      onlyInLowerCase: false,
      remarks: [],
    });
  });

  it('concludes nothing from users that cannot be read', async () => {
    const { scim } = await start(() => listOf([{ id: '1' }, 'odd']));
    expect(await scim.findByUserName('x@y.z')).toMatchObject({ user: null, conclusive: false });
  });

  it('takes 404 for a wrong path, not for nobody', async () => {
    const { server, scim } = await start(() => ({ status: 404, body: '<h1>Not Found</h1>' }));
    const error = await errorOf(scim.findByUserName('x@y.z'));
    expect(error).toMatchObject({ code: 'oktopost-refused', retry: false });
    expect(error.message).toContain(`${new URL(server.url).host}/scim/v2/Users`);
    expect(error.message).toContain('404');
    expect(await errorOf(scim.countUsers())).toMatchObject({ message: error.message });
  });
});

it('a server that ignores `count` may send a thousand users with all that SCIM has of them', async () => {
  const full = (id: number) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:oktopost:scim:schemas:1.0:User'],
    id: String(id),
    externalId: `00u${id}`,
    userName: `user${id}@acme.com`,
    name: { givenName: 'Ann', familyName: 'Lee', formatted: 'Ann Lee', middleName: '', honorificPrefix: '' },
    displayName: 'Ann Lee',
    nickName: '',
    title: 'Editor',
    locale: 'en_US',
    timezone: 'Europe/Berlin',
    active: true,
    emails: ['work', 'home', 'other'].map((type) => ({
      value: `${type}@acme.com`,
      type,
      primary: type === 'work',
    })),
    phoneNumbers: ['work', 'mobile'].map((type) => ({ value: '+1 555 0100', type })),
    addresses: [
      { type: 'work', streetAddress: '1', locality: 'x', region: 'x', postalCode: '1', country: 'US' },
    ],
    groups: ['a', 'b', 'c'].map((value) => ({ value, display: value })),
    meta: {
      resourceType: 'User',
      created: '2026-01-01',
      lastModified: '2026-01-01',
      location: 'x',
      version: '1',
    },
  });
  const { scim } = await unfiltered(Array.from({ length: 1000 }, (_none, index) => full(index)));
  const found = await scim.findByUserName('user999@acme.com');
  expect(found.user).toMatchObject({ id: '999', email: 'work@acme.com' });
});

describe('the token check', () => {
  it.each([
    ['active as text', { ...anna, active: 'false' }],
    ['no userName', { id: '1' }],
    ['no object', 'odd'],
  ])('counts the users of a server whose users have %s', async (_what, user) => {
    const { scim } = await start(() => listOf([user], 42));
    expect(await scim.countUsers()).toBe(42);
  });

  it('needs the number of users', async () => {
    const { scim } = await start(() => ({ body: { Resources: [] } }));
    const error = await errorOf(scim.countUsers());
    expect(error).toMatchObject({ code: 'unreadable-answer', retry: false });
    expect(error.next).not.toMatch(/proxy/);
  });

  it.each([400, 403, 405, 422, 501])('does not advise to try again after %i', async (status) => {
    const { scim } = await start(() => ({ status, body: { detail: 'no' } }));
    const error = await errorOf(scim.countUsers());
    expect(error).toMatchObject({ code: 'oktopost-refused', retry: false });
    expect(error.next).not.toMatch(/try again/i);
  });
});

describe('a user', () => {
  const read = async (user: object) => {
    const { scim } = await start(() => ({ body: { ...anna, ...user } }));
    return scim.user('7');
  };

  it.each([
    ['false', false],
    ['False', false],
    ['true', true],
    [true, true],
    [null, true],
  ])('has `active` %j read as %j', async (active, expected) => {
    expect(await read({ active })).toMatchObject({ active: expected });
  });

  it('is not read where `active` is no boolean in any spelling', async () => {
    expect(await errorOf(read({ active: 'perhaps' }))).toMatchObject({ code: 'unreadable-answer' });
  });

  it.each([
    [
      'the primary one of those without a type',
      [{ value: 'a@x.y' }, { value: 'b@x.y', primary: true }],
      'b@x.y',
    ],
    ['the only one without a type', [{ value: 'a@x.y' }], 'a@x.y'],
    ['none of several without a type', [{ value: 'a@x.y' }, { value: 'b@x.y' }], null],
    ['none of another type', [{ value: 'a@x.y', type: 'home', primary: true }], null],
    [
      'the work one before one without a type',
      [
        { value: 'a@x.y', primary: true },
        { value: 'b@x.y', type: 'work' },
      ],
      'b@x.y',
    ],
    [
      'of two primary ones the one that is the user name',
      [
        { value: 'old@acme.com', type: 'work', primary: true },
        { value: 'Anna@acme.com', type: 'work', primary: true },
      ],
      'Anna@acme.com',
    ],
    [
      'the first of two primary ones otherwise',
      [
        { value: 'a@x.y', type: 'work', primary: true },
        { value: 'b@x.y', type: 'work', primary: 'true' },
      ],
      'a@x.y',
    ],
  ])('has %s as email', async (_what, emails, expected) => {
    expect(await read({ emails })).toMatchObject({ email: expected });
  });

  it('with two primary emails is remarked on', async () => {
    const emails = ['a@x.y', 'b@x.y'].map((value) => ({ value, type: 'work', primary: true }));
    const { scim } = await unfiltered([{ ...anna, emails }]);
    const { remarks } = await scim.findByUserName(anna.userName);
    expect(remarks.join(' ')).toMatch(/primary.*a@x\.y.*b@x\.y/);
  });
});
