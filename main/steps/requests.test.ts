import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { samlApp } from '../../practice/testing/test-org';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { count, createRequestLog } from '../testing/requests';
import type { RequestLog } from '../testing/requests';

let core: TestCore;
let log: RequestLog;
afterEach(() => core.close());

const appList = /^GET \/api\/v1\/apps$/;
const peopleList = /^GET \/api\/v1\/apps\/[^/]+\/users$/;
const peopleOrGroups = /^GET \/api\/v1\/apps\/[^/]+\/(users|groups)$/;
const appScope = { kind: 'app', adopt: null, createAnyway: false } as const;

async function begin(destination: 'board' | 'admin-application' = 'board'): Promise<void> {
  log = createRequestLog();
  core = await startTestCore({ onExchange: log.onExchange });
  await core.begin({ destination });
}

describe('a look at the app integrations of the org', () => {
  it.each(['board', 'admin-application'] as const)('lists them once for %s', async (destination) => {
    await begin(destination);
    const { value: plan, sent } = await log.during(() => core.preview(appScope));
    expect(count(sent, appList)).toBe(1);
    expect(plan.changes.length).toBeGreaterThan(0);
    // At most once more for each change, just before it is made.
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, appList)).toBeLessThanOrEqual(plan.changes.length);
  });
});

describe('who is assigned is counted for a preview, not again for each change', () => {
  async function begun(): Promise<void> {
    await begin();
    await core.run(appScope);
  }

  it('of the mapping', async () => {
    await begun();
    await core.provisioningOn();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: true });
    const { value: plan, sent } = await log.during(() => core.preview({ kind: 'mapping' }));
    expect(count(sent, peopleList)).toBe(1);
    expect(plan.changes.map(({ verb }) => verb)).toEqual(['update', 'delete']);
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, peopleOrGroups)).toBe(0);
  });

  it('of the tile', async () => {
    await begun();
    const { value: plan, sent } = await log.during(() => core.preview({ kind: 'tile', hidden: true }));
    expect(count(sent, peopleList)).toBe(1);
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, peopleOrGroups)).toBe(0);
  });

  it('of one assignment', async () => {
    await begun();
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const plan = await core.preview({ kind: 'assign', userId: users[0]?.id ?? '' });
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, peopleOrGroups)).toBe(0);
  });
});

describe('what is known is not asked again', () => {
  it('a mapping is listed for its preview, and read by its id then', async () => {
    await begin();
    await core.run(appScope);
    await core.provisioningOn();
    const { value: plan, sent } = await log.during(() => core.preview({ kind: 'mapping' }));
    expect(count(sent, /^GET \/api\/v1\/mappings$/)).toBe(1);
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, /^GET \/api\/v1\/mappings$/)).toBe(0);
  });

  it('a summary reads the app integration once, and whose the token is not at all', async () => {
    await begin();
    await core.run(appScope);
    await core.provisioningOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    const { value, sent } = await log.during(() => core.call('summary.get', {}));
    expect(value.settings.length).toBeGreaterThan(0);
    // In the list that shows what conflicts with it.
    expect(count(sent, /^GET \/api\/v1\/apps$/)).toBe(1);
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+$/)).toBe(0);
    expect(count(sent, /^GET \/api\/v1\/users\/me$/)).toBe(0);
  });
});

describe('an undo', () => {
  const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;
  const perPerson = /^\w+ \/api\/v1\/(apps\/[^/]+\/users|users)\/[^/]+$/;

  it('of assignments asks at most three times for each person', async () => {
    await begin();
    await core.run(appScope);
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'a' });
    const people = users.filter(({ status }) => status === 'ACTIVE').slice(0, 5);
    expect(people).toHaveLength(5);
    for (const { id } of people) await core.run({ kind: 'assign', userId: id });
    await core.org.world.idle();
    const { value: run, sent } = await log.during(() => core.run(undo));
    expect(run.state).toBe('done');
    expect(count(sent, /^DELETE .*\/users\/[^/]+$/)).toBe(people.length);
    expect(count(sent, perPerson)).toBeLessThanOrEqual(3 * people.length);
    // Each list of everyone is one request here: the preview's, one before each request about the app integration, and one once its
    // accounts were waited for.
    expect(count(sent, peopleList)).toBeLessThanOrEqual(4);
  });

  it('of an adopted app integration lists its people once, however many parts look at them', async () => {
    await begin();
    const { body } = await core.org.api('POST', '/api/v1/apps', samlApp);
    const { id } = z.object({ id: z.string() }).parse(body);
    core.byHand.scimOn();
    const { users } = await core.call('users.search', { query: 'a' });
    const first = users.find(({ status, login, email }) => status === 'ACTIVE' && login === email);
    const made = await core.org.api('POST', `/api/v1/apps/${id}/users`, {
      id: first?.id,
      scope: 'USER',
      credentials: { userName: 'someone.else@example.com' },
    });
    expect(made.status).toBe(200);
    await core.run({ ...appScope, adopt: id });
    expect((await core.run({ kind: 'mapping' })).state).toBe('done');
    expect((await core.run({ kind: 'user-names', userId: first?.id ?? '' })).state).toBe('done');
    const { value: plan, sent } = await log.during(() => core.preview(undo));
    expect(plan.changes.map(({ id: change }) => change)).toEqual([
      'restore-mapping',
      `restore-user-name-${first?.id}`,
      'remove-note',
      'release-app',
    ]);
    expect(plan.assigned).toEqual({ users: 1, groups: 0, more: false });
    expect(count(sent, peopleList)).toBe(1);
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+\/groups$/)).toBe(1);
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+$/)).toBe(1);
  });
});
