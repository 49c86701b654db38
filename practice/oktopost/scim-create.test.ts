import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mailDomain } from '../world/seed';
import { patchUrn, person, startScim, userUrn } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

let scim: ScimUnderTest;
beforeAll(async () => {
  scim = await startScim();
});
afterAll(() => scim.practice.stop());

describe('create', () => {
  it('returns 201 with Location and the supported attributes only', async () => {
    const { userName } = person();
    const body = person({
      userName,
      externalId: '00u1',
      emails: [
        { value: 'home@acme.example', type: 'home' },
        { value: String(userName).toUpperCase(), type: 'work', primary: true },
      ],
      name: { givenName: 'Ada', familyName: 'Berger', middleName: 'M' },
      password: 'secret12',
      title: 'Boss',
      groups: [],
    });
    const { status, headers, body: user } = await scim.ask('POST', '/Users', body);
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
        location: `${scim.practice.oktopost.scimBaseUrl}/Users/${String(user['id'])}`,
      },
    });
    expect(headers.get('location')).toBe(
      z.looseObject({ location: z.string() }).parse(user['meta']).location,
    );
    expect(JSON.stringify(scim.practice.world.state.oktopost)).not.toMatch(/secret12|Boss/);
  });

  it('accepts application/json, and attribute names in any case and with their schema', async () => {
    const { status, body } = await scim.ask(
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

  it('refuses a taken email in any case, existing accounts included', async () => {
    const refused = await scim.ask('POST', '/Users', person({ userName: `GRACE.garcia@${mailDomain}` }));
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ status: '409', scimType: 'uniqueness' });
    expect(
      (
        await scim.ask(
          'GET',
          `/Users?filter=${encodeURIComponent(`userName eq "grace.GARCIA@${mailDomain}"`)}`,
        )
      ).body,
    ).toMatchObject({ totalResults: 1 });
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
    ['a number as externalId', { externalId: 5 }, 'invalidValue'],
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
    const { status, body } = await scim.ask('POST', '/Users', person(wrong));
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: '400', scimType, detail: expect.any(String) });
  });

  it.each([['{"schemas":'], ['[]'], ['null'], ['']])('refuses the body %j', async (text) => {
    const { status, body } = await scim.ask('POST', '/Users', text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ scimType: 'invalidSyntax' });
  });

  it('refuses another content type', async () => {
    const { status } = await scim.ask('POST', '/Users', person(), { 'content-type': 'text/plain' });
    expect(status).toBe(415);
  });
});

describe('licences', () => {
  it('limit creation and reactivation; refused users are listed as failed migrations', async () => {
    const small = await startScim({ licences: 3 });
    try {
      const account = small.practice.world.state.oktopost.us;
      const [first, second] = [person(), person()];
      await small.made({ active: false });
      const { id } = await small.made(first);
      const refused = await small.ask('POST', '/Users', second);
      expect(refused).toMatchObject({ status: 403, body: { status: '403' } });
      expect(refused.body['detail']).toMatch(/licence limit.*3 of 3/);
      expect((await small.ask('PUT', `/Users/${id}`, { ...first, active: false })).status).toBe(200);
      expect((await small.ask('POST', '/Users', second)).status).toBe(201);
      expect((await small.ask('PUT', `/Users/${id}`, { ...first, active: true })).status).toBe(403);
      expect(account.users[id]?.active).toBe(false);
      expect(account.failedMigrations.map(({ email }) => email)).toEqual([second.userName, first.userName]);
    } finally {
      await small.practice.stop();
    }
  });
});
