import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, record } from '../world/people';
import { parseProfile } from '../profile';
import { createProvisioning } from './provisioning';
import type { OktaApp } from '../world/state';
import { idOf, madeApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { createOktopostToken } from '../world/world';
import { boardConnection } from '../testing/connection';

/** An app with provisioning to the practice Oktopost on. */
async function provisionedApp(org: TestOrg): Promise<OktaApp> {
  const app = await madeApp(org);
  createProvisioning(org.world).switchScimOn(app);
  // Created on the settings page, so it survives a restart; the one printed at start does not.
  app.connection = boardConnection(createOktopostToken(org.world, 'us', 'Okta').text);
  app.toApp = { create: true, update: true, deactivate: true };
  const { givenName } = app.toAppMapping.properties;
  if (givenName !== undefined) givenName.pushStatus = 'PUSH';
  return app;
}

async function activeUser(org: TestOrg, firstName: string): Promise<string> {
  const { body } = await org.api('GET', '/api/v1/users?limit=200');
  const users = Array.isArray(body) ? body.filter(isObject) : [];
  return idOf(
    users.find(({ status, profile }) => status === 'ACTIVE' && record(profile)['firstName'] === firstName),
  );
}

const atOktopost = (org: TestOrg, userId: string) =>
  Object.values(org.world.state.oktopost.us.users).find(({ externalId }) => externalId === userId);

const events = (org: TestOrg): string[] => org.world.state.log.map(({ eventType }) => eventType);

let org: TestOrg;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-'));
});
afterEach(async () => {
  await org.stop();
  rmSync(folder, { recursive: true });
});

describe('provisioning after an assignment', () => {
  const slow = (method: string) => ({ target: 'oktopost' as const, method, times: 1, delayMs: 150 });

  it('deactivates after an unassignment during the creation of the account', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    let creating = false;
    org.faults.add([slow('POST')]);
    const push = org.world.scimClient.push;
    org.world.scimClient.push = (...given) => {
      creating = true;
      return push(...given);
    };
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await expect.poll(() => creating).toBe(true);
    await org.api('DELETE', `/api/v1/apps/${app.id}/users/${userId}`);
    await org.world.idle();
    expect(atOktopost(org, userId)).toMatchObject({ active: false });
    expect(events(org).slice(-2)).toEqual([
      'application.provision.user.push',
      'application.provision.user.deactivate',
    ]);
  });

  it('sends nothing for a user who was unassigned before the request', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    const { later } = org.world;
    const due: (() => void)[] = [];
    org.world.later = (...work) => {
      due.push(() => {
        later(...work);
      });
    };
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await org.api('DELETE', `/api/v1/apps/${app.id}/users/${userId}`);
    expect(due.length).toBeGreaterThan(0);
    for (const go of due) go();
    await org.world.idle();
    expect(atOktopost(org, userId)).toBeUndefined();
    expect(events(org).at(-1)).toBe('application.user_membership.remove');
  });

  it('leaves the account active when reassigned right after the unassignment', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await org.world.idle();
    org.faults.add([slow('PUT')]);
    await org.api('DELETE', `/api/v1/apps/${app.id}/users/${userId}`);
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await org.world.idle();
    expect(atOktopost(org, userId)).toMatchObject({ active: true });
    expect(app.users[userId]).toMatchObject({ status: 'PROVISIONED', syncState: 'SYNCHRONIZED' });
  });

  it('ends with the last of two quick changes, even when the first is slow', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await org.world.idle();
    org.faults.add([slow('PUT')]);
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Two' } });
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Three' } });
    await org.world.idle();
    expect(atOktopost(org, userId)).toMatchObject({ givenName: 'Three' });
  });

  it('pushes a user name changed by API, unless the user was never provisioned', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const [known, early] = [await activeUser(org, 'Bruno'), await activeUser(org, 'Elif')];
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: known });
    await org.world.idle();
    app.toApp.create = false;
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: early });
    app.toApp.create = true;
    for (const [id, userName] of [
      [known, 'BRUNO.BERGER@bellwether.example'],
      [early, 'ELIF.EVANS@bellwether.example'],
    ] as const) {
      const path = `/api/v1/apps/${app.id}/users/${id}`;
      expect((await org.api('POST', path, { credentials: { userName } })).status).toBe(200);
      expect(app.users[id]).toMatchObject({ userName });
    }
    await org.world.idle();
    expect(atOktopost(org, known)).toMatchObject({ userName: 'BRUNO.BERGER@bellwether.example' });
    expect(app.users[early]).toMatchObject({ externalId: null, syncState: 'DISABLED' });
    expect(atOktopost(org, early)).toBeUndefined();
  });

  it('keeps members of another assigned group when one group is unassigned', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    const groupIds: string[] = [];
    for (const name of ['One', 'Two']) {
      const groupId = idOf((await org.api('POST', '/api/v1/groups', { profile: { name } })).body);
      await org.api('PUT', `/api/v1/groups/${groupId}/users/${userId}`);
      await org.api('PUT', `/api/v1/apps/${app.id}/groups/${groupId}`, {});
      groupIds.push(groupId);
    }
    const [first = '', second = ''] = groupIds;
    await org.api('DELETE', `/api/v1/groups/${first}`);
    expect(app.users[userId]).toMatchObject({ scope: 'GROUP' });
    await org.api('DELETE', `/api/v1/groups/${second}`);
    expect(app.users[userId]).toBeUndefined();
  });
});

describe('what goes wrong', () => {
  const assign = async (app: OktaApp, userId: string) => {
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: userId });
    await org.world.idle();
  };
  const unassign = async (app: OktaApp, userId: string) => {
    await org.api('DELETE', `/api/v1/apps/${app.id}/users/${userId}`);
    await org.world.idle();
  };
  const outcomes = (): [string, string][] =>
    org.world.state.log
      .filter(({ eventType }) => eventType.startsWith('application.provision.'))
      .map(({ eventType, outcome }) => [
        eventType.replace('application.provision.user.', ''),
        outcome.result,
      ]);

  it('tries a deactivation once, and leaves the account active when it fails', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await assign(app, userId);
    org.faults.add([
      { target: 'oktopost', method: 'PUT', times: 1, answer: { status: 502, headers: {}, body: 'error' } },
    ]);
    await unassign(app, userId);
    expect(atOktopost(org, userId)).toMatchObject({ active: true });
    expect(outcomes().at(-1)).toEqual(['deactivate', 'FAILURE']);
    expect(org.world.state.log.at(-1)).toMatchObject({
      displayMessage: 'Push user deactivation to external application',
      outcome: { reason: expect.stringContaining('Bad Gateway') },
    });
  });

  it('sends no deactivation after a push that failed', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await assign(app, userId);
    org.faults.add([
      { target: 'oktopost', method: 'PUT', times: 1, answer: { status: 500, headers: {}, body: '' } },
    ]);
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Two' } });
    await org.world.idle();
    await unassign(app, userId);
    expect(atOktopost(org, userId)).toMatchObject({ active: true });
    expect(outcomes().at(-1)).toEqual(['push_profile', 'FAILURE']);
  });

  it('pushes a stale `active: false` after a quick assignment, with nothing but successes', async () => {
    org = await startTestOrg({ profile: parseProfile('reassignment=stale-inactive') });
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await assign(app, userId);
    expect(atOktopost(org, userId)).toMatchObject({ active: true });
    await unassign(app, userId);
    await assign(app, userId);
    expect(atOktopost(org, userId)).toMatchObject({ active: false });
    expect(outcomes()).toEqual([
      ['push', 'SUCCESS'],
      ['deactivate', 'SUCCESS'],
      ['reactivate', 'SUCCESS'],
      ['push_profile', 'SUCCESS'],
    ]);
  });

  it.each([
    ['deletes', 'delete', undefined],
    ['schedules-deletion', 'delete.schedule', expect.objectContaining({ active: false })],
  ])('follows the profile unassignment=%s', async (value, event, account) => {
    org = await startTestOrg({ profile: parseProfile(`unassignment=${value}`) });
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await assign(app, userId);
    await unassign(app, userId);
    expect(outcomes().at(-1)).toEqual([event, 'SUCCESS']);
    expect(atOktopost(org, userId)).toEqual(account);
  });

  it('fails for an account that was deleted at Oktopost, until the user is assigned again', async () => {
    org = await startTestOrg();
    const app = await provisionedApp(org);
    const userId = await activeUser(org, 'Bruno');
    await assign(app, userId);
    const { users } = org.world.state.oktopost.us;
    const first = atOktopost(org, userId)?.id ?? '';
    delete users[first];
    await org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Two' } });
    await org.world.idle();
    expect(app.users[userId]?.lastError).toContain(`No user returned for user ${first}`);
    await unassign(app, userId);
    await assign(app, userId);
    expect(atOktopost(org, userId)?.id).not.toBe(first);
    expect(app.users[userId]).toMatchObject({ syncState: 'SYNCHRONIZED' });
  });
});

describe('a practice org restarted on its state file', () => {
  it('resumes pending provisioning', async () => {
    const stateFile = join(folder, 'state.json');
    org = await startTestOrg({ stateFile, provisionDelayMs: 60_000 });
    const app = await provisionedApp(org);
    const [stays, goes] = [await activeUser(org, 'Bruno'), await activeUser(org, 'Elif')];
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: stays });
    await org.api('POST', `/api/v1/apps/${app.id}/users`, { id: goes });
    // The account exists, and the deactivation is pending.
    const pushed = await org.world.scimClient.push(app.connection ?? expect.fail('no connection'), {
      oktaUserId: goes,
      userName: 'elif@bellwether.example',
      attributes: { givenName: 'Elif', familyName: 'Evans' },
    });
    Object.assign(app.users[goes] ?? {}, { externalId: pushed.ok ? pushed.value.externalId : null });
    await org.api('DELETE', `/api/v1/apps/${app.id}/users/${goes}`);
    const { orgUrl } = org.okta;
    await org.stop();

    org = await startTestOrg({ stateFile, provisionDelayMs: 200 });
    // Keep-alive connections of this process to the stopped server on the same port fail once, here.
    await fetch(org.oktopost.consoleUrl).catch(() => undefined);
    const again = org.world.state.apps[app.id];
    expect(org.okta.orgUrl).toBe(orgUrl);
    await org.world.idle();
    expect(again?.users[stays]).toMatchObject({ status: 'PROVISIONED', syncState: 'SYNCHRONIZED' });
    expect(atOktopost(org, goes)).toMatchObject({ active: false });
    expect(again?.leaving).toEqual({});
  });
});
