import { describe, expect, it } from 'vitest';
import { account, ada, listOf, useScriptedScim } from '../testing/scripted-scim';
import type { Reply } from '../testing/scripted-scim';
import type { ScimConnection } from '../world/state';

const scim = useScriptedScim();
const filterLine = 'GET /scim/v2/Users?filter=userName eq "ada@acme.example"&startIndex=1&count=100';

describe('the requests', () => {
  it('tests a connection by one GET with Okta’s headers', async () => {
    scim.replies = [listOf()];
    expect(await scim.client.testConnector(scim.connection)).toEqual({ ok: true, value: null });
    expect(scim.lines()).toEqual(['GET /scim/v2/Users?startIndex=1&count=2']);
    expect(scim.seen[0]?.headers).toMatchObject({
      'user-agent': 'Okta SCIM Client 1.0.0',
      accept: 'application/scim+json',
      authorization: 'Bearer secret-token',
    });
  });

  it.each<[string, Reply]>([
    ['an empty list', listOf()],
    ['404', [404, {}]],
  ])('creates a user who is not found (%s)', async (_, miss) => {
    scim.replies = [miss, [201, { ...account, active: true }]];
    expect(await scim.client.push(scim.connection, ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
    expect(scim.lines()).toEqual([filterLine, 'POST /scim/v2/Users']);
    expect(scim.seen[1]?.headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(scim.seen[1]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@acme.example',
      name: { givenName: 'Ada', familyName: 'Berger' },
      emails: [{ primary: true, value: 'ada@acme.example', type: 'work' }],
      externalId: '00u1',
      groups: [],
      password: expect.stringMatching(/^\w{8}$/),
      active: true,
    });
  });

  it('links a user who is found: GET, then PUT of that body, activated', async () => {
    scim.replies = [listOf(account), [200, account], [200, account]];
    expect(await scim.client.push(scim.connection, ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
    expect(scim.lines()).toEqual([filterLine, 'GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    expect(scim.seen[2]?.body).toEqual({
      ...account,
      userName: 'ada@acme.example',
      name: { givenName: 'Ada', familyName: 'Berger' },
      emails: [{ value: 'ada@acme.example', type: 'work', primary: true }],
      externalId: '00u1',
      active: true,
    });
  });

  it('updates without changing unknown fields', async () => {
    scim.replies = [
      [200, { ...account, nickName: 'A' }],
      [200, account],
    ];
    const changed = { ...ada, attributes: { familyName: 'New', department: 'Sales' } };
    expect(await scim.client.update(scim.connection, changed, 'adv1')).toEqual({ ok: true, value: null });
    expect(scim.lines()).toEqual(['GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    expect(scim.seen[1]?.body).toEqual({
      ...account,
      nickName: 'A',
      schemas: [...account.schemas, enterprise],
      userName: 'ada@acme.example',
      name: { givenName: 'Old', familyName: 'New' },
      externalId: '00u1',
      [enterprise]: { department: 'Sales' },
    });
  });

  describe('of a catalogue app', () => {
    const patch = (active: boolean) => ({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active } }],
    });
    const catalogue = (): ScimConnection => ({ ...scim.connection, activatesBy: 'PATCH' });

    it.each<[string, Reply]>([
      ['200', [200, { ...account, active: false }]],
      ['204', [204, '']],
    ])('deactivate by one PATCH, answered by %s', async (_, reply) => {
      scim.replies = [reply];
      expect(await scim.client.deactivate(catalogue(), 'adv1')).toEqual({ ok: true, value: null });
      expect(scim.lines()).toEqual(['PATCH /scim/v2/Users/adv1']);
      expect(scim.seen[0]?.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(scim.seen[0]?.body).toEqual(patch(false));
    });

    it('activate by PATCH, then update by PUT, a deactivated account', async () => {
      scim.replies = [
        listOf(account),
        [200, { ...account, active: true }],
        [200, { ...account, active: true }],
        [200, account],
      ];
      expect(await scim.client.push(catalogue(), ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
      const one = '/scim/v2/Users/adv1';
      expect(scim.lines()).toEqual([filterLine, `PATCH ${one}`, `GET ${one}`, `PUT ${one}`]);
      expect(scim.seen[1]?.body).toEqual(patch(true));
      expect(scim.seen[3]?.body).toMatchObject({ active: true, name: { givenName: 'Ada' } });
    });

    it('do not activate an active account', async () => {
      const active = { ...account, active: true };
      scim.replies = [listOf(active), [200, active], [200, active]];
      await scim.client.push(catalogue(), ada);
      expect(scim.lines().map((line) => line.split(' ')[0])).toEqual(['GET', 'GET', 'PUT']);
    });

    it('report the server’s errors', async () => {
      scim.replies = [[404, { detail: 'There is no user adv1.' }]];
      expect(await scim.client.deactivate(catalogue(), 'adv1')).toMatchObject({
        ok: false,
        phase: 'deactivate',
        status: 404,
      });
    });
  });

  it('deactivates by PUT, never by DELETE or PATCH', async () => {
    scim.replies = [
      [200, { ...account, active: true }],
      [200, account],
    ];
    expect(await scim.client.deactivate(scim.connection, 'adv1')).toEqual({ ok: true, value: null });
    expect(scim.lines()).toEqual(['GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    expect(scim.seen[1]?.body).toEqual({ ...account, active: false });
  });

  it('deletes by one DELETE, where that is asked for', async () => {
    scim.replies = [[204, '']];
    expect(await scim.client.remove(scim.connection, 'adv1')).toEqual({ ok: true, value: null });
    expect(scim.lines()).toEqual(['DELETE /scim/v2/Users/adv1']);
  });

  it('quotes the user name in the filter', async () => {
    scim.replies = [listOf(), [201, account]];
    await scim.client.push(scim.connection, { ...ada, userName: 'a"b\\c&d' });
    expect(scim.lines()[0]).toBe(
      'GET /scim/v2/Users?filter=userName eq "a\\"b\\\\c&d"&startIndex=1&count=100',
    );
  });
});
