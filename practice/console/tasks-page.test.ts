import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProvisioning } from '../provisioning/provisioning';
import { boardConnection } from '../testing/connection';
import { madeApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { usersOf } from '../world/directory';
import type { OktaApp } from '../world/state';

let org: TestOrg;
let app: OktaApp;
let userId: string;
beforeEach(async () => {
  org = await startTestOrg();
  const { world } = org;
  app = await madeApp(org);
  createProvisioning(world).switchScimOn(app);
  app.connection = boardConnection(org.oktopost.bearerToken);
  app.toApp = { create: true, update: true, deactivate: true };
  const { givenName } = app.toAppMapping.properties;
  if (givenName !== undefined) givenName.pushStatus = 'PUSH';
  const bruno = usersOf(world.state).find(
    ({ status, profile }) => status === 'ACTIVE' && profile['firstName'] === 'Bruno',
  );
  userId = bruno?.id ?? expect.fail('nobody is called Bruno');
});
afterEach(() => org.stop());

const fail = (method: string, status = 500): void => {
  org.faults.add([{ target: 'oktopost', method, times: 1, answer: { status, headers: {}, body: '' } }]);
};
const assign = async () => {
  await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
  await org.world.idle();
};
const unassign = async () => {
  await org.api('DELETE', `/api/v1/apps/${app.id}/users/${userId}`);
  await org.world.idle();
};
async function tasks(form?: Record<string, string>): Promise<string> {
  const url = `${org.okta.orgUrl}/admin/tasks`;
  const answer = await fetch(url, {
    ...(form === undefined
      ? {}
      : { method: 'POST', headers: { origin: org.okta.orgUrl }, body: new URLSearchParams(form) }),
  });
  await org.world.idle();
  return answer.text();
}
const hidden = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

describe('Dashboard > Tasks', () => {
  it('retries a failed assignment', async () => {
    fail('POST');
    await assign();
    const page = await tasks();
    expect(page).toContain('Retry Bruno');
    expect(page).toContain('Internal Server Error');
    expect(hidden(page, 'appId')).toBe(app.id);
    await tasks({ do: 'retry', appId: app.id, userId });
    expect(app.users[userId]).toMatchObject({ lastError: null, syncState: 'SYNCHRONIZED' });
    expect(await tasks()).not.toContain('Retry');
    expect(await tasks({ do: 'retry', appId: app.id, userId })).toContain('There is no such task any more.');
  });

  it('repeats a profile push that failed, and nothing else, where the account is gone', async () => {
    await assign();
    const { users } = org.world.state.oktopost.us;
    delete users[app.users[userId]?.externalId ?? ''];
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Two' } });
    await org.world.idle();
    await tasks({ do: 'retry', appId: app.id, userId });
    expect(app.users[userId]?.syncState).toBe('ERROR');
    expect(Object.values(users).some(({ externalId }) => externalId === userId)).toBe(false);
  });

  it('leaves a failed profile push as it is where Update User Attributes was unticked meanwhile', async () => {
    await assign();
    fail('PUT');
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Two' } });
    await org.world.idle();
    app.toApp.update = false;
    await tasks({ do: 'retry', appId: app.id, userId });
    expect(app.users[userId]).toMatchObject({ syncState: 'ERROR' });
  });

  it('offers no Retry for a failed deactivation, only a mark', async () => {
    await assign();
    fail('PUT');
    await unassign();
    const page = await tasks();
    expect(page).toContain('Application accounts need deprovisioning');
    expect(page).not.toContain('Retry');
    const task = hidden(page, 'task');
    expect(await tasks({ do: 'retry', task })).toContain('There is no such task any more.');
    await tasks({ do: 'mark', task });
    expect(await tasks()).not.toContain('as completed');
  });

  it('forgets a failed deactivation once the person is assigned again', async () => {
    await assign();
    fail('PUT');
    await unassign();
    await assign();
    expect(await tasks()).not.toContain('as completed');
  });
});
