import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, record } from '../world/people';
import { idOf, noContract, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

describe('the people of the practice org, through its management API', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg({ users: 450 });
  });
  afterAll(() => org.stop());

  const create = async (label: string): Promise<string> =>
    idOf((await org.api('POST', '/api/v1/apps?activate=true', { ...samlApp, label })).body);
  const users = async (): Promise<Record<string, unknown>[]> => {
    const { body } = await org.api('GET', '/api/v1/users?limit=200');
    return Array.isArray(body) ? body.filter(isObject) : [];
  };

  it('paginates by Link: always self, and next while there is more', async () => {
    const seen: string[] = [];
    let path: string | null = '/api/v1/users?limit=200';
    let pages = 0;
    while (path !== null) {
      const { headers, body }: Awaited<ReturnType<TestOrg['api']>> = await org.api('GET', path);
      pages += 1;
      if (Array.isArray(body)) seen.push(...body.map(idOf));
      const link = headers.get('link') ?? '';
      expect(link).toContain('rel="self"');
      const [, next] = /<([^>]+)>; rel="next"/.exec(link) ?? [];
      path = next === undefined ? null : next.replace(org.okta.orgUrl, '');
    }
    expect(pages).toBe(3);
    // All but the deprovisioned one.
    expect(new Set(seen).size).toBe(449);
  });

  it('filters and searches users, and refuses invalid expressions', async () => {
    const found = await org.api('GET', '/api/v1/users?search=profile.lastName%20sw%20%22bront%22');
    expect(found.body).toMatchObject([{ profile: { firstName: 'Zoë' } }]);
    const bad = await org.api('GET', '/api/v1/users?search=profile.lastName%20sw%20%22');
    expect(bad.status).toBe(400);
  });

  it('assigns without provisioning: ACTIVE, no external id, DISABLED; and refuses what Okta refuses', async () => {
    const id = await create('Assignments');
    const first = (await users()).find(({ status }) => status === 'ACTIVE');
    const suspended = (await users()).find(({ status }) => status === 'SUSPENDED');
    const path = `/api/v1/apps/${id}/users`;
    const assigned = await org.api('POST', path, { id: first?.['id'], scope: 'USER' });
    expect(assigned.body).toMatchObject({
      status: 'ACTIVE',
      externalId: null,
      syncState: 'DISABLED',
      scope: 'USER',
    });
    expect((await org.api('POST', path, { id: first?.['id'] })).status).toBe(409);
    expect((await org.api('POST', path, { id: suspended?.['id'] })).body).toMatchObject({
      errorCode: 'E0000117',
    });
    const userPath = `${path}/${String(first?.['id'])}`;
    expect((await org.api('GET', userPath)).status).toBe(200);
    expect((await org.api('GET', path)).body).toHaveLength(1);
    expect((await org.api('DELETE', userPath)).status).toBe(204);
  });

  it('assigns a group’s active members, and unassigns them with the group only', async () => {
    const id = await create('Groups');
    const groups = await org.api('GET', '/api/v1/groups?q=Social');
    const groupId = idOf(Array.isArray(groups.body) ? groups.body[0] : null);
    await org.api('PUT', `/api/v1/apps/${id}/groups/${groupId}`, {});
    const { body } = await org.api('GET', `/api/v1/apps/${id}/users?limit=500`);
    const members = Array.isArray(body) ? body : [];
    expect(members.length).toBeGreaterThan(10);
    expect(members[0]).toMatchObject({ scope: 'GROUP' });
    expect((await org.api('DELETE', `/api/v1/apps/${id}/users/${idOf(members[0])}`)).status).toBe(403);
    expect((await org.api('GET', `/api/v1/apps/${id}/groups`)).body).toHaveLength(1);
    expect((await org.api('DELETE', `/api/v1/apps/${id}/groups/${groupId}`)).status).toBe(204);
    expect((await org.api('GET', `/api/v1/apps/${id}/users`)).body).toEqual([]);
  });

  it('creates, changes, suspends, deactivates and deletes a user', async () => {
    const made = await org.api('POST', '/api/v1/users', {
      profile: {
        firstName: 'New',
        lastName: 'Person',
        email: 'new@bellwether.example',
        login: 'new@bellwether.example',
      },
      // Without a password Okta's user is not active before the first sign-in, and cannot be suspended.
      credentials: { password: { value: 'Correct horse 9' } },
    });
    const path = `/api/v1/users/${idOf(made.body)}`;
    expect(
      (await org.api('POST', '/api/v1/users', { profile: record(record(made.body)['profile']) })).status,
    ).toBe(400);
    expect((await org.api('POST', path, { profile: { firstName: 'Newer' } })).body).toMatchObject({
      profile: { firstName: 'Newer', lastName: 'Person' },
    });
    const statusAfter = async (change: string): Promise<unknown> => {
      expect((await org.api('POST', `${path}/lifecycle/${change}`)).status).toBe(200);
      return record((await org.api('GET', path)).body)['status'];
    };
    expect(await statusAfter('suspend')).toBe('SUSPENDED');
    expect(await statusAfter('unsuspend')).toBe('ACTIVE');
    expect(await statusAfter('deactivate')).toBe('DEPROVISIONED');
    expect((await org.api('DELETE', path)).status).toBe(204);
    expect((await org.api('GET', path)).status).toBe(404);
  });

  it('matched Okta’s description in all these responses', ({ skip }) => {
    expect(org.contradictions() ?? skip(noContract)).toEqual([]);
  });
});
