import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { madeApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import type { OktaApp } from '../world/state';
import { record } from '../world/people';

describe('the schema of an app’s users', () => {
  let org: TestOrg;
  let app: OktaApp;
  beforeAll(async () => {
    org = await startTestOrg();
    app = await madeApp(org);
  });
  afterAll(() => org.stop());
  const badge = { title: 'Badge', type: 'string', required: false };
  beforeEach(() => {
    app.schema.custom = { badge };
    app.toAppMapping.properties = {};
  });

  const send = (custom: unknown, base?: unknown) =>
    org.api('POST', `/api/v1/meta/schemas/apps/${app.id}/default`, {
      definitions: {
        custom: { id: '#custom', type: 'object', properties: custom },
        base: { id: '#base', type: 'object', properties: base },
      },
    });
  const custom = (body: unknown): unknown => record(record(body)['definitions'])['custom'];

  it('keeps what is not named, and shows each property as it was sent, with Okta’s defaults', async () => {
    const { status, body } = await send({
      rank: { title: 'Rank', type: 'integer', required: true, minimum: 1, scope: 'SELF' },
      crew: {
        title: 'Crew',
        type: 'string',
        externalName: 'crew',
        externalNamespace: 'urn:x',
        scope: 'NONE',
        master: { type: 'PROFILE_MASTER' },
      },
    });
    expect(status).toBe(200);
    const usual = { scope: 'NONE', master: { type: 'PROFILE_MASTER' } };
    expect(custom(body)).toEqual({
      id: '#custom',
      type: 'object',
      properties: {
        badge: { title: 'Badge', type: 'string', ...usual },
        rank: { title: 'Rank', type: 'integer', required: true, minimum: 1, ...usual, scope: 'SELF' },
        crew: { title: 'Crew', type: 'string', externalName: 'crew', externalNamespace: 'urn:x', ...usual },
      },
      required: ['rank'],
    });
    const read = await org.api('GET', `/api/v1/meta/schemas/apps/${app.id}/default`);
    expect(custom(read.body)).toEqual(custom(body));
    // Only what differs from Okta's defaults is kept.
    expect(app.schema.custom['crew']).not.toHaveProperty('more');
  });

  it.each([
    ['a property without a title', { rank: { type: 'string' } }],
    ['an empty title', { rank: { title: '', type: 'string' } }],
    ['a property without a type', { rank: { title: 'Rank' } }],
    ['an unknown type', { rank: { title: 'Rank', type: 'text' } }],
    ['a type that is no text', { rank: { title: 'Rank', type: 5 } }],
    ['a name with a hyphen', { 'the-rank': badge }],
    ['a name that begins with a digit', { '1st': badge }],
    ['a name of Okta’s', { userName: badge }],
    ['a property that is a text', { rank: 'string' }],
    ['the removal of one of Okta’s', { userName: null }],
    ['one wrong property beside a right one', { crew: badge, rank: 'string' }],
  ])('is not changed by %s', async (_name, properties) => {
    expect(await send(properties)).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } });
    expect(app.schema.custom).toEqual({ badge });
  });

  it('loses no property of Okta’s, wherever its removal stands, and keeps it with other changes', async () => {
    expect((await send({}, { userName: null, nickName: {} })).status).toBe(400);
    expect((await send({}, { userName: {} })).status).toBe(200);
    expect((await send({}, [])).status).toBe(200);
  });

  it('loses a property that no mapping has, and tells of one that is not there', async () => {
    app.toAppMapping.properties = { badge: { expression: 'user.title', pushStatus: 'PUSH' } };
    expect((await send({ badge: null })).status).toBe(400);
    app.toAppMapping.properties = { userName: { expression: 'user.login', pushStatus: 'PUSH' } };
    expect((await send({ badge: null })).status).toBe(200);
    expect(app.schema.custom).toEqual({});
    expect(await send({ badge: null })).toMatchObject({ status: 404, body: { errorCode: 'E0000007' } });
  });
});
