import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startScim, userUrn } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

let scim: ScimUnderTest;
beforeAll(async () => {
  scim = await startScim();
});
afterAll(() => scim.practice.stop());

const find = (filter: string): ReturnType<ScimUnderTest['ask']> =>
  scim.ask('GET', `/Users?filter=${encodeURIComponent(filter)}`);

describe('lists', () => {
  it('have integers, clamp out-of-range values, and paginate', async () => {
    await scim.made();
    const { body: all } = await scim.ask('GET', '/Users');
    const { totalResults, Resources } = z
      .looseObject({ totalResults: z.number().int(), Resources: z.array(z.looseObject({ id: z.string() })) })
      .parse(all);
    expect(Resources).toHaveLength(totalResults);
    expect(all).toMatchObject({ startIndex: 1, itemsPerPage: totalResults });

    const { body: second } = await scim.ask('GET', '/Users?startIndex=2&count=1');
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
      expect((await scim.ask('GET', `/Users?${query}`)).body).toMatchObject({
        totalResults,
        startIndex,
        itemsPerPage,
      });
    }
    for (const query of ['count=x', 'startIndex=1.5', 'count=']) {
      expect((await scim.ask('GET', `/Users?${query}`)).status).toBe(400);
    }
  });

  it('are filtered; unsupported filters are refused', async () => {
    const { id, userName } = await scim.made({ externalId: '00uFilter' });
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

  it('return the requested attributes', async () => {
    const { id } = await scim.made();
    const { body: chosen } = await scim.ask('GET', `/Users/${id}?attributes=USERNAME,name.givenName`);
    expect(chosen).toEqual({
      schemas: [userUrn],
      id,
      userName: expect.any(String),
      name: { givenName: 'Ada' },
    });
    const { body: without } = await scim.ask(
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
    expect((await scim.ask('POST', '/Users/.search', search)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ schemas: [userUrn], id, active: true }],
    });
    expect((await scim.ask('POST', '/.search', { ...search, count: '5' })).status).toBe(400);
  });
});

describe('discovery', () => {
  it('describes users only', async () => {
    expect((await scim.ask('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 200 },
    });
    expect((await scim.ask('GET', '/ResourceTypes')).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: 'User' }],
    });
    expect((await scim.ask('GET', '/ResourceTypes/User')).body).toMatchObject({ schema: userUrn });
    expect((await scim.ask('GET', `/Schemas/${userUrn}`)).body).toMatchObject({
      id: userUrn,
      attributes: expect.any(Array),
    });
    expect((await scim.ask('GET', '/Schemas')).body).toMatchObject({ totalResults: 1 });
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
    const answer = await scim.ask(method, path, method === 'POST' ? {} : undefined);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
    });
    if (status === 405) expect(answer.headers.get('allow')).not.toBeNull();
  });
});
