import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idOf, idsOf, madeApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

describe('groups', () => {
  let org: TestOrg;
  let groupId: string;
  let people: string[];
  beforeEach(async () => {
    org = await startTestOrg();
    groupId = idOf(
      (await org.api('POST', '/api/v1/groups', { profile: { name: 'Crew', description: 'Who posts' } })).body,
    );
    const me = idOf((await org.api('GET', '/api/v1/users/me')).body);
    people = Object.values(org.world.state.users)
      .filter(({ status, id }) => status === 'ACTIVE' && id !== me)
      .map(({ id }) => id);
  });
  afterEach(() => org.stop());

  const path = (): string => `/api/v1/groups/${groupId}`;
  const members = async (): Promise<string[]> => idsOf((await org.api('GET', `${path()}/users`)).body);
  const join = (id: string) => org.api('PUT', `${path()}/users/${id}`);
  const leave = (id: string) => org.api('DELETE', `${path()}/users/${id}`);
  async function assignedApp(): Promise<{ users(): Promise<string[]> }> {
    const { id: appId } = await madeApp(org);
    expect((await org.api('PUT', `/api/v1/apps/${appId}/groups/${groupId}`, {})).status).toBe(200);
    return { users: async () => idsOf((await org.api('GET', `/api/v1/apps/${appId}/users`)).body) };
  }

  it('are made, renamed, found by their name, and deleted', async () => {
    expect((await org.api('GET', path())).body).toMatchObject({
      type: 'OKTA_GROUP',
      profile: { name: 'Crew', description: 'Who posts' },
    });
    expect((await org.api('PUT', path(), { profile: { name: 'The crew' } })).status).toBe(200);
    expect((await org.api('GET', path())).body).toMatchObject({
      profile: { name: 'The crew', description: '' },
    });
    expect(idsOf((await org.api('GET', '/api/v1/groups?q=the%20crew')).body)).toEqual([groupId]);
    expect((await org.api('DELETE', path())).status).toBe(204);
    expect((await org.api('GET', path())).status).toBe(404);
  });

  it('take a person once, and let go of that one alone', async () => {
    const [one = '', two = ''] = people;
    const changed = org.world.state.groups[groupId];
    for (const id of [one, two, one]) expect((await join(id)).status).toBe(204);
    expect(changed?.memberIds).toEqual([one, two]);
    expect((await leave(one)).status).toBe(204);
    expect(await members()).toEqual([two]);
    expect((await join('00uNobody')).status).toBe(404);
  });

  it('assign whoever joins, and unassign whoever leaves, in the apps they are assigned to', async () => {
    const [one = '', two = '', three = ''] = people;
    await join(one);
    const app = await assignedApp();
    await join(two);
    expect((await app.users()).toSorted()).toEqual([one, two].toSorted());
    await leave(one);
    expect(await app.users()).toEqual([two]);
    const other = idOf((await org.api('POST', '/api/v1/groups', { profile: { name: 'Others' } })).body);
    await org.api('PUT', `/api/v1/groups/${other}/users/${three}`);
    expect(await app.users()).toEqual([two]);
    expect((await org.api('DELETE', path())).status).toBe(204);
    expect(await app.users()).toEqual([]);
  });

  it('assign nobody who is not active, and leave alone who is assigned already', async () => {
    const [one = '', two = '', three = ''] = people;
    await org.api('POST', `/api/v1/users/${one}/lifecycle/suspend`);
    await org.api('POST', `/api/v1/users/${two}/lifecycle/deactivate`);
    for (const id of [one, two, three]) await join(id);
    const { id: appId } = await madeApp(org);
    await org.api('POST', `/api/v1/apps/${appId}/users`, { id: three });
    await org.api('PUT', `/api/v1/apps/${appId}/groups/${groupId}`, {});
    const found = await org.api('GET', `/api/v1/apps/${appId}/users`);
    expect(found.body).toMatchObject([{ id: three, scope: 'USER' }]);
    // Who is assigned alone stays when the group goes.
    await org.api('DELETE', `/api/v1/apps/${appId}/groups/${groupId}`);
    expect(idsOf((await org.api('GET', `/api/v1/apps/${appId}/users`)).body)).toEqual([three]);
  });

  it('keep who is also in another assigned group', async () => {
    const [one = ''] = people;
    await join(one);
    const { id: appId } = await madeApp(org);
    const other = idOf((await org.api('POST', '/api/v1/groups', { profile: { name: 'Others' } })).body);
    await org.api('PUT', `/api/v1/groups/${other}/users/${one}`);
    for (const id of [groupId, other]) await org.api('PUT', `/api/v1/apps/${appId}/groups/${id}`, {});
    await leave(one);
    expect(idsOf((await org.api('GET', `/api/v1/apps/${appId}/users`)).body)).toEqual([one]);
  });

  it.each([
    ['no name', { profile: {} }],
    ['an empty name', { profile: { name: '' } }],
    ['a name that is a number', { profile: { name: 5 } }],
    ['the name of another group', { profile: { name: 'Everyone' } }],
  ])('are refused with %s, new or renamed', async (_name, body) => {
    const refused = { status: 400, body: { errorCode: 'E0000001' } };
    expect(await org.api('POST', '/api/v1/groups', body)).toMatchObject(refused);
    expect(await org.api('PUT', path(), body)).toMatchObject(refused);
    expect((await org.api('PUT', path(), { profile: { name: 'Crew' } })).status).toBe(200);
  });

  it('of Okta itself are not changed', async () => {
    const everyone = Object.values(org.world.state.groups).find(({ type }) => type === 'BUILT_IN');
    const [one = ''] = people;
    const at = `/api/v1/groups/${everyone?.id ?? ''}`;
    for (const [method, address] of [
      ['PUT', at],
      ['DELETE', at],
      ['PUT', `${at}/users/${one}`],
      ['DELETE', `${at}/users/${one}`],
    ] as const) {
      const answer = await org.api(method, address, { profile: { name: 'All' } });
      expect(answer).toMatchObject({ status: 403, body: { errorCode: 'E0000009' } });
    }
    expect((await org.api('GET', at)).body).toMatchObject({ profile: { name: 'Everyone' } });
  });
});
