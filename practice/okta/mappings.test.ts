import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { madeApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import type { MappingRow, OktaApp } from '../world/state';
import { isObject, record } from '../world/people';

const rows: Record<string, MappingRow> = {
  givenName: { expression: 'user.firstName', pushStatus: 'PUSH' },
  title: { expression: 'user.title', pushStatus: 'DONT_PUSH' },
};

async function appOf(org: TestOrg): Promise<OktaApp> {
  const app = await madeApp(org);
  for (const name of Object.keys(rows))
    app.schema.custom[name] = { title: name, type: 'string', required: false };
  return app;
}

describe('the mapping of an app', () => {
  let org: TestOrg;
  let app: OktaApp;
  beforeAll(async () => {
    org = await startTestOrg();
    app = await appOf(org);
  });
  afterAll(() => org.stop());
  beforeEach(() => {
    app.toAppMapping.properties = structuredClone(rows);
  });

  const change = (properties: unknown) =>
    org.api('POST', `/api/v1/mappings/${app.toAppMapping.id}`, { properties });
  const after = async (properties: unknown): Promise<unknown> => {
    const { status, body } = await change(properties);
    expect(status).toBe(200);
    expect((await org.api('GET', `/api/v1/mappings/${app.toAppMapping.id}`)).body).toEqual(body);
    return record(body)['properties'];
  };

  it('keeps the rows that are not named', async () => {
    expect(await after({})).toEqual(rows);
    expect(await after({ title: { expression: 'user.nickName', pushStatus: 'PUSH' } })).toEqual({
      ...rows,
      title: { expression: 'user.nickName', pushStatus: 'PUSH' },
    });
    expect(await after({ title: { expression: 'user.title' } })).toEqual(rows);
  });

  it.each([
    ['null', null],
    ['an expression of null', { expression: null, pushStatus: null }],
    ['an empty expression', { expression: '' }],
  ])('loses a row by %s', async (_name, title) => {
    expect(await after({ title })).toEqual({ givenName: rows['givenName'] });
  });

  it.each([
    ['no properties', undefined],
    ['a list', []],
    ['an attribute that the app has not', { shoeSize: { expression: 'user.title' } }],
    ['a row that is a text', { title: 'user.title' }],
    ['an expression that is no text', { title: { expression: 5 } }],
    ['an unknown push status', { title: { expression: 'user.title', pushStatus: 'MAYBE' } }],
    [
      'one wrong row beside a right one',
      { givenName: { expression: 'user.nickName' }, title: { expression: 5 } },
    ],
  ])('is not changed by %s', async (_name, properties) => {
    expect(await change(properties)).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } });
    expect(app.toAppMapping.properties).toEqual(rows);
  });

  it('is found by its source, its target or both, and by its id alone', async () => {
    const found = async (query: string): Promise<unknown[]> => {
      const { body } = await org.api('GET', `/api/v1/mappings?limit=200&${query}`);
      return Array.isArray(body) ? body.filter(isObject).map(({ id }) => id) : [];
    };
    const { body } = await org.api('GET', `/api/v1/mappings/${app.toAppMapping.id}`);
    expect(body).toMatchObject({ source: { type: 'user' }, target: { id: app.id, type: 'appuser' } });
    const user = String(record(record(body)['source'])['id']);
    expect(await found(`targetId=${app.id}`)).toEqual([app.toAppMapping.id]);
    expect(await found(`sourceId=${app.id}`)).toEqual([app.fromAppMapping.id]);
    expect(await found(`sourceId=${user}&targetId=${app.id}`)).toEqual([app.toAppMapping.id]);
    expect(await found(`sourceId=${app.id}&targetId=${app.id}`)).toEqual([]);
    expect((await found(`sourceId=${user}`)).length).toBeGreaterThan(1);
    expect((await org.api('GET', '/api/v1/mappings/prmNone')).status).toBe(404);
    expect((await org.api('POST', '/api/v1/mappings/prmNone', { properties: {} })).status).toBe(404);
  });
});

it('of a profile source takes another push status, and no other expression', async () => {
  const org = await startTestOrg({ profile: parseProfile('profileSource=yes') });
  const app = await appOf(org);
  app.toAppMapping.properties = structuredClone(rows);
  const change = async (properties: unknown) =>
    (await org.api('POST', `/api/v1/mappings/${app.toAppMapping.id}`, { properties })).status;
  expect(await change({ title: { expression: 'user.title', pushStatus: 'PUSH' } })).toBe(200);
  expect(app.toAppMapping.properties['title']).toEqual({ expression: 'user.title', pushStatus: 'PUSH' });
  expect(await change({ title: { expression: 'user.nickName', pushStatus: 'PUSH' } })).toBe(400);
  expect(await change({ title: null })).toBe(400);
  await org.stop();
});
