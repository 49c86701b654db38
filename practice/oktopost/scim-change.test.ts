import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, startScim, userUrn } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

let scim: ScimUnderTest;
beforeAll(async () => {
  scim = await startScim();
});
afterAll(() => scim.practice.stop());

describe('one user', () => {
  it('is replaced completely, except read-only attributes', async () => {
    const { id, ...user } = await scim.made({ externalId: '00u1' });
    const change = {
      ...user,
      id: 'other',
      externalId: undefined,
      name: { givenName: 'New', familyName: 'Name' },
      active: false,
    };
    const { status, body } = await scim.ask('PUT', `/Users/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, name: { givenName: 'New', familyName: 'Name' }, active: false });
    expect(body).not.toHaveProperty('externalId');
    expect((await scim.ask('GET', `/Users/${id}`)).body).toEqual(body);
  });

  it('keeps its email unique and equal to its name when it is renamed', async () => {
    const [one, two] = [await scim.made(), await scim.made()];
    const name = `renamed.${two.id}@acme.example`;
    expect((await scim.ask('PUT', `/Users/${two.id}`, { ...two, userName: name })).status).toBe(400);
    expect(
      (await scim.ask('PUT', `/Users/${two.id}`, { ...two, userName: one['userName'], emails: undefined }))
        .status,
    ).toBe(409);
    const renamed = await scim.ask('PUT', `/Users/${two.id}`, { ...two, userName: name, emails: undefined });
    expect(renamed.body).toMatchObject({ userName: name, emails: [{ value: name }] });
    const same = await scim.ask('PUT', `/Users/${two.id}`, {
      ...two,
      userName: name.toUpperCase(),
      emails: undefined,
    });
    expect(same.status).toBe(200);
  });

  it('is deleted with 204, and not found afterwards', async () => {
    const { id } = await scim.made();
    expect(await scim.ask('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, body: {} });
    for (const method of ['GET', 'DELETE']) expect((await scim.ask(method, `/Users/${id}`)).status).toBe(404);
    expect((await scim.ask('PUT', `/Users/${id}`, person())).status).toBe(404);
    expect((await scim.patch(id, { op: 'replace', path: 'active', value: false })).status).toBe(404);
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
    const { id } = await scim.made();
    const { status, body } = await scim.patch(id, operation);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
    expect(body).not.toHaveProperty('title');
    expect((await scim.ask('GET', `/Users/${id}`)).body).toEqual(body);
  });

  it('renames with and without the email', async () => {
    const { id } = await scim.made();
    const [one, two] = [`p1.${id}@acme.example`, `p2.${id}@acme.example`];
    expect((await scim.patch(id, { op: 'replace', path: 'userName', value: one })).body).toMatchObject({
      userName: one,
    });
    const both = [
      { op: 'replace', path: 'userName', value: two },
      { op: 'replace', path: 'emails[type eq "work"].value', value: two },
    ];
    expect((await scim.patch(id, ...both)).body).toMatchObject({ userName: two, emails: [{ value: two }] });
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
    ['removal of the whole name', { op: 'remove', path: 'name' }, 'mutability'],
    ['removal of the user name', { op: 'remove', path: 'userName' }, 'mutability'],
    ['removal of the work email', { op: 'remove', path: 'emails[type eq "work"].value' }, 'mutability'],
    ['removal without path', { op: 'remove' }, 'noTarget'],
    ['a path that is none', { op: 'add', path: 'name..x', value: 'x' }, 'invalidPath'],
    ['a path that is no text', { op: 'add', path: 5, value: 'x' }, 'invalidPath'],
    ['another operation', { op: 'move', path: 'active' }, 'invalidSyntax'],
    ['an operation that is none', 'replace', 'invalidSyntax'],
  ])('refuses %s without an effect', async (_, operation, scimType) => {
    const { id } = await scim.made();
    const { body: before } = await scim.ask('GET', `/Users/${id}`);
    const refused = await scim.patch(
      id,
      { op: 'replace', path: 'name.givenName', value: 'Changed' },
      operation,
    );
    expect(refused).toMatchObject({ status: 400, body: { scimType, status: '400' } });
    expect((await scim.ask('GET', `/Users/${id}`)).body).toEqual(before);
  });

  it('refuses a message without operations', async () => {
    const { id } = await scim.made();
    expect(await scim.patch(id)).toMatchObject({ status: 400, body: { scimType: 'invalidSyntax' } });
  });
});
