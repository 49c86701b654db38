import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseProfile } from '../../practice/profile';
import { samlApp } from '../../practice/testing/test-org';
import type { WorldOptions } from '../../practice/world/world';
import { deletesAccount } from '../steps/assignment/history';
import type { TestCore } from '../testing/core';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { readyToTest } from '../testing/ready-to-test';

const idOf = (body: unknown): string => z.looseObject({ id: z.string() }).parse(body).id;

describe('the unassignment of the test user', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  let userId: string;
  let appId: string;
  beforeAll(async () => {
    prepared = await prepareCore(async (started) => {
      userId = await readyToTest(started);
      appId = (await started.snapshot()).app?.id ?? '';
      await started.run({ kind: 'assign', userId });
      await started.until('a verdict', ({ test }) => test.verdict !== null);
      await started.call('test.stop', {});
    });
    ({ core } = prepared);
  }, prepareMs);
  afterAll(() => core.close());

  /** Somebody who arrived. */
  async function arrived(options: Partial<WorldOptions> = {}, oktopostToken = true): Promise<void> {
    await prepared.again(options);
    // Memory alone has the token, so that it is gone after a restart.
    if (!oktopostToken) await restarted();
  }

  async function restarted(): Promise<void> {
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
  }
  const unassign = () => core.run({ kind: 'unassign', userId });
  const isOver = (state: string | undefined): boolean => state !== undefined && state !== 'following';
  async function verdict() {
    const { test } = await core.until('a verdict', (snapshot) => isOver(snapshot.test.unassignment?.state));
    if (test.unassignment === null) throw new Error('there is no verdict');
    return { ...test.unassignment, decision: test.decision, timeline: test.timeline };
  }
  const account = () => {
    const { users } = core.org.world.state.oktopost.us;
    const found = Object.values(users).find(({ externalId }) => externalId === userId);
    if (found === undefined) throw new Error('there is no account');
    return found;
  };
  const app = () => {
    const found = core.org.world.state.apps[appId];
    if (found === undefined) throw new Error('there is no app integration');
    return found;
  };
  const refuseOnce = (): void => {
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'PUT',
        path: '/Users/',
        times: 1,
        answer: { status: 502, headers: {}, body: '<html>' },
      },
    ]);
  };

  it('is followed until Oktopost shows the account as inactive, on the same timeline', async () => {
    await arrived();
    await unassign();
    const { state, verdict: said, explanation, decision, timeline } = await verdict();
    expect([state, explanation, decision]).toEqual(['inactive', null, 'unassigned']);
    expect(said).toMatch(/is unassigned, and the account at Oktopost is inactive/);
    const lines = timeline.map(({ source, text }) => `${source}: ${text}`);
    expect(lines).toContainEqual(expect.stringMatching(/oktopost: .* active/));
    expect(lines).toContainEqual(expect.stringMatching(/okta-app-user: .*not assigned any more/));
    expect(lines).toContainEqual(expect.stringMatching(/oktopost: .* inactive/));
    expect(account().active).toBe(false);
  });

  it('ends in Okta’s own words where Okta could not deactivate', async () => {
    await arrived();
    refuseOnce();
    await unassign();
    const { state, verdict: said, explanation, timeline } = await verdict();
    expect([state, explanation?.id]).toEqual(['active', 'deactivation-failed']);
    expect(said).toMatch(/still active/);
    expect(explanation?.said).toMatch(/deactivating user: Bad Gateway/);
    expect(explanation?.next).toMatch(/only once.*deactivate the account in Oktopost/i);
    expect(timeline.some(({ source, failed }) => source === 'system-log' && failed)).toBe(true);
  });

  it('has the assistant try its own token where Oktopost refused the one that Okta sent', async () => {
    await arrived();
    const refusal = { target: 'oktopost', answer: { status: 401, headers: {}, body: '' } } as const;
    core.org.faults.add([
      { ...refusal, method: 'PUT', path: '/Users/', times: 1 },
      { ...refusal, method: 'GET', path: '/Users$', times: 99 },
    ]);
    await unassign();
    expect((await verdict()).explanation?.id).toBe('token-refused');
    const { guided } = await core.until('it is refused too', ({ oktopost }) => oktopost.state === 'refused');
    expect(guided.connection.known).toBe('lost');
  });

  it('says when the box is off, so that Okta sends nothing', async () => {
    await arrived();
    app().toApp.deactivate = false;
    await unassign();
    const { state, explanation } = await verdict();
    expect([state, explanation?.id]).toEqual(['active', 'deactivate-off']);
    expect(explanation?.next).toMatch(/Deactivate the account in Oktopost/);
  });

  it('says when a group assigns the person still, and which groups there are', async () => {
    await arrived();
    const groups = Object.values(core.org.world.state.groups).filter(({ memberIds }) =>
      memberIds.includes(userId),
    );
    // The smallest: with everybody in the org, whoever is pushed last finds no licence left.
    const [group] = groups.toSorted((a, b) => a.memberIds.length - b.memberIds.length);
    if (group === undefined) throw new Error('there is no group');
    await unassign();
    await core.call('test.stop', {});
    await core.org.api('PUT', `/api/v1/apps/${app().id}/groups/${group.id}`, {});
    await core.org.world.idle();
    expect([app().users[userId]?.scope, account().active]).toEqual(['GROUP', true]);
    await core.call('test.followAgain', {});
    const { state, explanation, verdict: said, decision } = await verdict();
    expect([state, explanation?.id, decision]).toEqual(['active', 'assigned-by-group', 'unassigned']);
    const names = groups.map(({ profile }) => profile.name);
    const listed = /This person is in: (.*)\.$/.exec(explanation?.what ?? '')?.[1]?.split(', ') ?? [];
    expect(listed.toSorted()).toEqual(names.toSorted());
    expect(said).toMatch(/still assigned/);
  });

  it('says when somebody assigned the person again, and who', async () => {
    await arrived();
    await unassign();
    await core.call('test.stop', {});
    await core.org.api('POST', `/api/v1/apps/${app().id}/users`, { id: userId, scope: 'USER' });
    await core.call('test.followAgain', {});
    const { state, explanation } = await verdict();
    expect([state, explanation?.id]).toEqual(['active', 'assigned-again']);
    expect(explanation?.what).toContain('by admin@bellwether.example');
    expect(explanation?.next).toMatch(/unassign them again/);
  });

  it('does not take Okta’s success for an inactive account', async () => {
    await arrived();
    core.org.world.scimClient.deactivate = () => Promise.resolve({ ok: true, value: null });
    await unassign();
    const { state, explanation } = await verdict();
    expect([state, explanation?.id, explanation?.owner]).toEqual([
      'active',
      'deactivation-not-taken',
      'oktopost',
    ]);
  });

  it('names another app integration that keeps the account active', async () => {
    await arrived();
    const other = await core.org.api('POST', '/api/v1/apps', { ...samlApp, label: 'Oktopost EMEA' });
    await core.org.api('POST', `/api/v1/apps/${idOf(other.body)}/users`, { id: userId, scope: 'USER' });
    core.org.world.scimClient.deactivate = () => Promise.resolve({ ok: true, value: null });
    await unassign();
    const { explanation } = await verdict();
    expect(explanation).toMatchObject({ id: 'other-app', what: expect.stringContaining('Oktopost EMEA') });
  });

  it('knows that nothing follows after a push that failed', async () => {
    await arrived();
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'GET',
        path: '/Users/',
        times: 1,
        answer: { status: 502, headers: {}, body: '' },
      },
    ]);
    await core.org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Bru' } });
    await core.org.world.idle();
    await unassign();
    expect((await verdict()).explanation?.id).toBe('push-failed-before');
  });

  it('gives up when Okta’s log says nothing', async () => {
    await arrived();
    let answer: () => void = () => undefined;
    core.org.world.scimClient.deactivate = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve({ ok: true, value: null });
        };
      });
    await unassign();
    const { explanation } = await verdict();
    answer();
    expect(explanation?.id).toBe('deactivation-not-logged');
  });

  it('is Okta’s word only without access to Oktopost', async () => {
    await arrived({}, false);
    await unassign();
    const { state, verdict: said } = await verdict();
    expect(state).toBe('unread');
    expect(said).toMatch(/Okta says that it deactivated.*Look there whether it is inactive/);
  });

  it('is taken for active without access to Oktopost when Okta logs a failure', async () => {
    await arrived({}, false);
    refuseOnce();
    await unassign();
    expect((await verdict()).state).toBe('active');
  });

  it('says that an org deletes accounts', async () => {
    await arrived({ profile: parseProfile('unassignment=deletes') });
    await unassign();
    await core.org.world.idle();
    await core.call('test.followAgain', {});
    const { users } = core.org.world.state.oktopost.us;
    expect(Object.values(users).filter(({ externalId }) => externalId === userId)).toEqual([]);
    const { state, verdict: said } = await verdict();
    expect(state).toBe('gone');
    expect(said).toMatch(/Oktopost has no account of theirs\. .*was deleted/);
    // It counts in what is planned from then on.
    expect((await core.preview({ kind: 'assign', userId })).changes).toMatchObject([
      { undo: expect.stringContaining('Okta then deletes the Oktopost account') },
    ]);
    const { left } = await core.call('summary.get', {});
    expect(left.map(({ text }) => text).join(' ')).toMatch(/Okta deletes the accounts .* Bruno Berger/);
    await core.run({ kind: 'assign', userId });
    await core.until('the test ends', ({ test }) => test.state === 'passed');
    expect((await core.preview({ kind: 'unassign', userId })).changes).toMatchObject([
      { warnings: [deletesAccount], undo: expect.stringContaining('new account') },
    ]);
  });

  it('can be stopped, goes on over a restart, and is no part of the next test', async () => {
    await arrived();
    let release: () => void = () => undefined;
    const { deactivate } = core.org.world.scimClient;
    core.org.world.scimClient.deactivate = async (...parts) => {
      await new Promise<void>((resolve) => (release = resolve));
      return deactivate(...parts);
    };
    await unassign();
    await core.call('test.stop', {});
    expect(await verdict()).toMatchObject({ state: 'stopped', decision: 'unassigned' });
    await core.call('test.followAgain', {});
    await restarted();
    release();
    expect((await verdict()).state).toBe('unread');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    await core.call('test.followAgain', {});
    expect((await verdict()).state).toBe('inactive');
    await core.run({ kind: 'assign', userId });
    expect((await core.snapshot()).test).toMatchObject({ unassignment: null, decision: 'open' });
  });

  it('is not followed where Okta refused it', async () => {
    await arrived();
    const plan = await core.preview({ kind: 'unassign', userId });
    core.org.faults.add([
      {
        target: 'okta',
        method: 'DELETE',
        path: '/users/',
        answer: { status: 403, headers: {}, body: '{}' },
        times: 1,
      },
    ]);
    await core.apply(plan);
    await core.until('it ended', ({ run }) => run !== null && run.state !== 'running');
    expect((await core.snapshot()).test).toMatchObject({ unassignment: null, decision: 'open' });
  });
});
