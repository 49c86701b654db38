import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startPractice } from '../practice';
import type { Practice } from '../practice';
import { mailDomain } from '../seed';
import { createOktopostToken } from '../world';

let practice: Practice;
let euToken: string;
beforeAll(async () => {
  practice = await startPractice({ users: 12, licences: 40 });
  euToken = createOktopostToken(practice.world, 'eu', 'test').text;
});
afterAll(() => practice.stop());

const json = z.record(z.string(), z.unknown());

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(practice.oktopost.scimBaseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${practice.oktopost.bearerToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (text !== '') expect(response.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : json.parse(JSON.parse(text)),
  };
}

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
let count = 0;
const person = (more: Record<string, unknown> = {}): Record<string, unknown> => {
  count += 1;
  return {
    schemas: [userUrn],
    userName: `person${count}@acme.example`,
    name: { givenName: 'Ada', familyName: 'Berger' },
    active: true,
    ...more,
  };
};
async function made(more: Record<string, unknown> = {}): Promise<Record<string, unknown> & { id: string }> {
  const { status, body } = await ask('POST', '/Users', person(more));
  expect(status).toBe(201);
  return z.looseObject({ id: z.string() }).parse(body);
}
const find = (filter: string): Promise<Answer> => ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);
const patch = (id: string, ...Operations: unknown[]): Promise<Answer> =>
  ask('PATCH', `/Users/${id}`, { schemas: [patchUrn], Operations });

describe('the token', () => {
  it.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer nonsense' }],
    ['the right one twice called Bearer', { authorization: 'Bearer Bearer x' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
  ])('refuses %s with a SCIM error', async (_, headers) => {
    const response = await fetch(`${practice.oktopost.scimBaseUrl}/Users`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '401',
    });
  });

  it('is one region’s only, and tells when it was last used', async () => {
    const eu = practice.oktopost.scimBaseUrl.replace('/scim/v2', '/eu/scim/v2');
    const at = (base: string, token: string): Promise<Response> =>
      fetch(`${base}/Users`, { headers: { authorization: `Bearer ${token}` } });
    expect((await at(eu, practice.oktopost.bearerToken)).status).toBe(401);
    expect((await at(practice.oktopost.scimBaseUrl, euToken)).status).toBe(401);
    const used = (): (string | null)[] =>
      Object.values(practice.world.state.oktopost.eu.tokens).flatMap(({ name, lastUsed }) =>
        name === 'test' ? [lastUsed] : [],
      );
    expect(used()).toEqual([null]);
    expect((await at(eu, euToken)).status).toBe(200);
    expect(used()).toEqual([expect.any(String)]);
  });
});

describe('create', () => {
  it('answers 201 with Location and the supported attributes only', async () => {
    const body = person({
      externalId: '00u1',
      emails: [
        { value: 'home@acme.example', type: 'home' },
        { value: `PERSON${count + 1}@acme.example`, type: 'work', primary: true },
      ],
      name: { givenName: 'Ada', familyName: 'Berger', middleName: 'M' },
      password: 'secret12',
      title: 'Boss',
      groups: [],
    });
    const { status, headers, body: user } = await ask('POST', '/Users', body);
    expect(status).toBe(201);
    expect(user).toEqual({
      schemas: [userUrn],
      id: expect.stringMatching(/^adv/),
      externalId: '00u1',
      userName: body['userName'],
      name: { givenName: 'Ada', familyName: 'Berger' },
      emails: [{ value: body['userName'], type: 'work', primary: true }],
      active: true,
      meta: {
        resourceType: 'User',
        created: expect.any(String),
        lastModified: expect.any(String),
        location: `${practice.oktopost.scimBaseUrl}/Users/${String(user['id'])}`,
      },
    });
    expect(headers.get('location')).toBe(
      z.looseObject({ location: z.string() }).parse(user['meta']).location,
    );
    expect(JSON.stringify(practice.world.state.oktopost)).not.toMatch(/secret12|Boss/);
  });

  it('reads application/json, attribute names in any case and with their schema', async () => {
    const { status, body } = await ask(
      'POST',
      '/Users',
      {
        SCHEMAS: [userUrn.toUpperCase()],
        [`${userUrn}:USERNAME`]: 'case@acme.example',
        Name: { GIVENNAME: 'C', familyname: 'D' },
      },
      { 'content-type': 'application/json' },
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ userName: 'case@acme.example', name: { givenName: 'C' }, active: true });
  });

  it('refuses a taken email in any case: also one that was there before', async () => {
    const refused = await ask('POST', '/Users', person({ userName: `GRACE.garcia@${mailDomain}` }));
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect((await find(`userName eq "grace.GARCIA@${mailDomain}"`)).body).toMatchObject({ totalResults: 1 });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a userName that is no email', { userName: 'ada' }, 'invalidValue'],
    ['no userName', { userName: undefined }, 'invalidValue'],
    ['a number as userName', { userName: 5 }, 'invalidValue'],
    ['an endless userName', { userName: `${'a'.repeat(300)}@acme.example` }, 'invalidValue'],
    ['an empty last name', { name: { givenName: 'A', familyName: ' ' } }, 'invalidValue'],
    ['no first name', { name: { familyName: 'B' } }, 'invalidValue'],
    ['no name', { name: undefined }, 'invalidValue'],
    ['a name that is text', { name: 'Ada' }, 'invalidValue'],
    [
      'another work email',
      { emails: [{ value: 'x@acme.example', type: 'work', primary: true }] },
      'invalidValue',
    ],
    ['an empty work email', { emails: [{ type: 'work', primary: true }] }, 'invalidValue'],
    ['emails that are no list', { emails: 'x@acme.example' }, 'invalidValue'],
    ['an email that is text', { emails: ['x@acme.example'] }, 'invalidValue'],
    ['active as text', { active: 'True' }, 'invalidValue'],
    ['no schemas', { schemas: undefined }, 'invalidSyntax'],
    ['another schema', { schemas: [patchUrn] }, 'invalidSyntax'],
  ])('refuses %s', async (_, wrong, scimType) => {
    const { status, body } = await ask('POST', '/Users', person(wrong));
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: '400', scimType, detail: expect.any(String) });
  });

  it.each([['{"schemas":'], ['[]'], ['null'], ['']])('refuses the body %j', async (text) => {
    const { status, body } = await ask('POST', '/Users', text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ scimType: 'invalidSyntax' });
  });

  it('refuses another content type', async () => {
    const { status } = await ask('POST', '/Users', person(), { 'content-type': 'text/plain' });
    expect(status).toBe(415);
  });
});

describe('licences', () => {
  it('limit creation and reactivation, and the refused are listed as failed migrations', async () => {
    const small = await startPractice({ users: 10, licences: 3 });
    try {
      const send = async (method: string, path: string, body: unknown): Promise<Response> =>
        fetch(small.oktopost.scimBaseUrl + path, {
          method,
          headers: {
            authorization: `Bearer ${small.oktopost.bearerToken}`,
            'content-type': 'application/scim+json',
          },
          body: JSON.stringify(body),
        });
      const [first, second] = [person(), person()];
      expect((await send('POST', '/Users', person({ active: false }))).status).toBe(201);
      const created = z
        .looseObject({ id: z.string() })
        .parse(await (await send('POST', '/Users', first)).json());
      const refused = await send('POST', '/Users', second);
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({
        status: '403',
        detail: expect.stringMatching(/licence limit/),
      });
      expect((await send('PUT', `/Users/${created.id}`, { ...first, active: false })).status).toBe(200);
      expect((await send('POST', '/Users', second)).status).toBe(201);
      expect((await send('PUT', `/Users/${created.id}`, { ...first, active: true })).status).toBe(403);
      expect(small.world.state.oktopost.us.users[created.id]?.active).toBe(false);
      expect(small.world.state.oktopost.us.failedMigrations.map(({ email }) => email)).toEqual([
        second['userName'],
        first['userName'],
      ]);
    } finally {
      await small.stop();
    }
  });
});

describe('lists', () => {
  it('have integers, clamp what is out of range, and page', async () => {
    await made();
    const { body: all } = await ask('GET', '/Users');
    const { totalResults, Resources } = z
      .looseObject({ totalResults: z.number().int(), Resources: z.array(z.looseObject({ id: z.string() })) })
      .parse(all);
    expect(Resources).toHaveLength(totalResults);
    expect(all).toMatchObject({ startIndex: 1, itemsPerPage: totalResults });

    const { body: second } = await ask('GET', '/Users?startIndex=2&count=1');
    expect(second).toMatchObject({ totalResults, startIndex: 2, itemsPerPage: 1, Resources: [Resources[1]] });
    for (const [query, startIndex, itemsPerPage] of [
      ['startIndex=1&count=2', 1, 2],
      ['count=0', 1, 0],
      ['count=-5', 1, 0],
      ['startIndex=-3&count=1', 1, 1],
      ['startIndex=0', 1, totalResults],
      [`startIndex=${totalResults + 1}`, totalResults + 1, 0],
      ['count=999999', 1, totalResults],
    ] as const) {
      expect((await ask('GET', `/Users?${query}`)).body).toMatchObject({
        totalResults,
        startIndex,
        itemsPerPage,
      });
    }
    for (const query of ['count=x', 'startIndex=1.5', 'count=']) {
      expect((await ask('GET', `/Users?${query}`)).status).toBe(400);
    }
  });

  it('are filtered; what is not supported is refused', async () => {
    const { id, userName } = await made({ externalId: '00uFilter' });
    for (const filter of [
      `userName eq "${String(userName).toUpperCase()}"`,
      'externalId eq "00uFilter"',
      `id eq "${id}" and active eq true`,
    ]) {
      expect((await find(filter)).body).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    }
    expect((await find('userName eq "nobody@acme.example"')).body).toMatchObject({
      totalResults: 0,
      Resources: [],
    });
    expect(await find('userName co "a"')).toMatchObject({ status: 400, body: { scimType: 'invalidFilter' } });
  });

  it('give the attributes that are asked', async () => {
    const { id } = await made();
    const { body: chosen } = await ask('GET', `/Users/${id}?attributes=USERNAME,name.givenName`);
    expect(chosen).toEqual({
      schemas: [userUrn],
      id,
      userName: expect.any(String),
      name: { givenName: 'Ada' },
    });
    const { body: without } = await ask(
      'GET',
      `/Users/${id}?excludedAttributes=emails,meta,name.familyName,id`,
    );
    expect(Object.keys(without)).toEqual(['schemas', 'id', 'userName', 'name', 'active']);
    expect(without['name']).toEqual({ givenName: 'Ada' });
    const search = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `id eq "${id}"`,
      attributes: ['active'],
      count: 5,
    };
    expect((await ask('POST', '/Users/.search', search)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ schemas: [userUrn], id, active: true }],
    });
    expect((await ask('POST', '/.search', { ...search, count: '5' })).status).toBe(400);
  });
});

describe('one user', () => {
  it('is replaced whole, read-only attributes aside', async () => {
    const { id, ...user } = await made({ externalId: '00u1' });
    const change = {
      ...user,
      id: 'other',
      externalId: undefined,
      name: { givenName: 'New', familyName: 'Name' },
      active: false,
    };
    const { status, body } = await ask('PUT', `/Users/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, name: { givenName: 'New', familyName: 'Name' }, active: false });
    expect(body).not.toHaveProperty('externalId');
    expect((await ask('GET', `/Users/${id}`)).body).toEqual(body);
  });

  it('keeps its email unique and equal to its name when it is renamed', async () => {
    const [one, two] = [await made(), await made()];
    const name = `renamed${count}@acme.example`;
    expect((await ask('PUT', `/Users/${two.id}`, { ...two, userName: name })).status).toBe(400);
    expect(
      (await ask('PUT', `/Users/${two.id}`, { ...two, userName: one['userName'], emails: undefined })).status,
    ).toBe(409);
    const renamed = await ask('PUT', `/Users/${two.id}`, { ...two, userName: name, emails: undefined });
    expect(renamed.body).toMatchObject({ userName: name, emails: [{ value: name }] });
    const same = await ask('PUT', `/Users/${two.id}`, {
      ...two,
      userName: name.toUpperCase(),
      emails: undefined,
    });
    expect(same.status).toBe(200);
  });

  it('is deleted with 204, and then it is gone', async () => {
    const { id } = await made();
    expect(await ask('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: {} });
    for (const method of ['GET', 'DELETE']) expect((await ask(method, `/Users/${id}`)).status).toBe(404);
    expect((await ask('PUT', `/Users/${id}`, person())).status).toBe(404);
    expect((await patch(id, { op: 'replace', path: 'active', value: false })).status).toBe(404);
  });
});

describe('patch', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    ['active', { op: 'replace', path: 'active', value: false }, { active: false }],
    ['active as a word', { op: 'Replace', path: 'active', value: 'False' }, { active: false }],
    [
      'without path',
      { op: 'replace', value: { active: false, 'name.givenName': 'X' } },
      { active: false, name: { givenName: 'X', familyName: 'Berger' } },
    ],
    [
      'a part of the name',
      { op: 'add', path: 'name.familyName', value: 'Y' },
      { name: { givenName: 'Ada', familyName: 'Y' } },
    ],
    [
      'the name',
      { op: 'add', path: 'name', value: { givenName: 'Z' } },
      { name: { givenName: 'Z', familyName: 'Berger' } },
    ],
    ['by schema', { op: 'add', path: `${userUrn}:externalId`, value: 'e1' }, { externalId: 'e1' }],
    ['what is not supported', { op: 'add', path: 'title', value: 'Boss' }, { active: true }],
    [
      'an extension',
      {
        op: 'add',
        path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
        value: 'x',
      },
      { active: true },
    ],
    [
      'another email',
      { op: 'add', path: 'emails[type eq "home"].value', value: 'x@y.example' },
      { active: true },
    ],
    ['removal of what is optional', { op: 'remove', path: 'externalId' }, { active: true }],
  ])('changes %s', async (_, operation, expected) => {
    const { id } = await made();
    const { status, body } = await patch(id, operation);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
    expect(body).not.toHaveProperty('title');
    expect((await ask('GET', `/Users/${id}`)).body).toEqual(body);
  });

  it('renames with and without the email', async () => {
    const { id } = await made();
    const [one, two] = [`p1.${id}@acme.example`, `p2.${id}@acme.example`];
    expect((await patch(id, { op: 'replace', path: 'userName', value: one })).body).toMatchObject({
      userName: one,
    });
    const both = [
      { op: 'replace', path: 'userName', value: two },
      { op: 'replace', path: 'emails[type eq "work"].value', value: two },
    ];
    expect((await patch(id, ...both)).body).toMatchObject({ userName: two, emails: [{ value: two }] });
  });

  it.each<[string, unknown, string]>([
    [
      'an email that is not the user name',
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@y.example' },
      'invalidValue',
    ],
    ['an empty name', { op: 'replace', path: 'name.givenName', value: '' }, 'invalidValue'],
    ['the name as text', { op: 'replace', path: 'name', value: 'Ada' }, 'invalidValue'],
    ['a word that is no boolean', { op: 'replace', path: 'active', value: 'maybe' }, 'invalidValue'],
    ['a value that is no object without path', { op: 'add', value: 5 }, 'invalidValue'],
    ['the id', { op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    ['removal of what is required', { op: 'remove', path: 'name.familyName' }, 'mutability'],
    ['removal without path', { op: 'remove' }, 'noTarget'],
    ['a path that is none', { op: 'add', path: 'name..x', value: 'x' }, 'invalidPath'],
    ['a path that is no text', { op: 'add', path: 5, value: 'x' }, 'invalidPath'],
    ['another operation', { op: 'move', path: 'active' }, 'invalidSyntax'],
    ['an operation that is none', 'replace', 'invalidSyntax'],
  ])('refuses %s, and nothing is changed', async (_, operation, scimType) => {
    const { id } = await made();
    const { body: before } = await ask('GET', `/Users/${id}`);
    const refused = await patch(id, { op: 'replace', path: 'name.givenName', value: 'Changed' }, operation);
    expect(refused).toMatchObject({ status: 400, body: { scimType, status: '400' } });
    expect((await ask('GET', `/Users/${id}`)).body).toEqual(before);
  });

  it('refuses a message without operations', async () => {
    const { id } = await made();
    expect(await patch(id)).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } });
  });
});

describe('discovery', () => {
  it('describes users and nothing else', async () => {
    expect((await ask('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
    });
    expect((await ask('GET', '/ResourceTypes')).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: 'User' }],
    });
    expect((await ask('GET', '/ResourceTypes/User')).body).toMatchObject({ schema: userUrn });
    expect((await ask('GET', `/Schemas/${userUrn}`)).body).toMatchObject({
      id: userUrn,
      attributes: expect.any(Array),
    });
    expect((await ask('GET', '/Schemas')).body).toMatchObject({ totalResults: 1 });
  });

  it.each([
    ['GET', '/Groups', 404],
    ['POST', '/Groups', 404],
    ['GET', '/ResourceTypes/Group', 404],
    ['GET', '/Schemas/urn:x', 404],
    ['GET', '/Schemas/%ff', 400],
    ['GET', '/Users/%ff', 400],
    ['GET', '/Users/constructor', 404],
    ['GET', '/Users/', 404],
    ['GET', '/Users/a/b', 404],
    ['GET', '/nothing', 404],
    ['GET', '/Me', 501],
    ['POST', '/Bulk', 501],
    ['DELETE', '/Users', 405],
    ['POST', '/Users/x', 405],
    ['GET', '/Users/.search', 405],
    ['POST', '/Schemas', 405],
  ])('%s %s: %d', async (method, path, status) => {
    const answer = await ask(method, path, method === 'POST' ? {} : undefined);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
    });
    if (status === 405) expect(answer.headers.get('allow')).not.toBeNull();
  });
});
