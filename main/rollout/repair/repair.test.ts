import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { parseJournal } from '../../storage/journal-entry';
import { betweenHalvesMs } from './repair-plan';
import { repairEnded, tooEarlyOrg } from '../../testing/too-early-org';

let core: TestCore;
const org = tooEarlyOrg((started) => {
  core = started;
});
const { group, assignedTooEarly, waitsBetween } = org;

describe('people who were assigned too early', () => {
  it('lists them, with what is kept, and how many a group would cost', async () => {
    const ids = await assignedTooEarly();
    const [first = ''] = ids;
    const appUser = core.ours().users[first];
    // A mapped value that somebody wrote by hand: the mapping overwrites it.
    const kept = appUser?.userName.toUpperCase();
    Object.assign(appUser ?? {}, { userName: kept });
    if (appUser !== undefined) appUser.profile['givenName'] = 'By hand';
    // One of the group has arrived since: without the group their account is deactivated.
    const [member = ''] = group().memberIds;
    Object.assign(core.ours().users[member] ?? {}, { externalId: 'x1', syncState: 'SYNCHRONIZED' });
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan).toMatchObject({ direct: 4, waitSeconds: betweenHalvesMs / 1000 });
    expect(plan.byGroup).toBeGreaterThan(0);
    const { rows, total } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 50 });
    expect(total).toBe(4);
    expect(rows.find(({ userId }) => userId === first)).toMatchObject({
      userName: kept,
      lost: ['givenName'],
    });
    expect(rows.filter(({ userId }) => userId !== first).flatMap(({ lost }) => lost)).toEqual([]);
    const members = await core.call('rollout.repairRows', { by: 'group', from: 1, count: 1 });
    expect(members).toMatchObject({ total: plan.byGroup, rows: [{ kept: [], lost: [] }] });
    expect(plan.groups).toMatchObject([
      { name: 'Social advocates', waiting: plan.byGroup, wouldDeactivate: 1 },
    ]);
  });

  it('are unassigned, waited for, and assigned again with their user name and unmapped values', async () => {
    const ids = await assignedTooEarly();
    const [first = ''] = ids;
    const before = core.ours().users[first];
    // Another one than Okta would make, and one that Oktopost takes.
    const kept = before?.userName.toUpperCase();
    Object.assign(before ?? {}, { userName: kept });
    if (before !== undefined) before.profile['nickName'] = 'Kim';
    const mapped = core.ours().toAppMapping.properties;
    delete mapped['nickName'];
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 4 });
    expect(rows.find(({ userId }) => userId === first)?.kept).toContain('nickName');
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('the repair ends', repairEnded);
    expect(rollout.repair).toMatchObject({ state: 'done', people: 4, done: 4, between: 0, failed: 0 });
    expect(rollout.repair?.isFollowed).toBe(true);
    // One first, then the others: two waits.
    expect(waitsBetween()).toBe(2);
    for (const id of ids) expect(core.ours().users[id]?.externalId).toEqual(expect.any(String));
    expect(core.ours().users[first]?.userName).toBe(kept);
    expect(core.ours().users[first]?.profile['nickName']).toBe('Kim');
  });

  it('get their email where their user name is another one, which Oktopost refuses; of two who share an email nobody is unassigned', async () => {
    const ids = await assignedTooEarly();
    const [first = '', second = ''] = ids;
    const { users } = core.org.world.state;
    // As an app integration assigned them whose format was the login.
    for (const id of ids) Object.assign(core.ours().users[id] ?? {}, { userName: 'kmori' });
    const namesake = Object.values(users).find(
      ({ id, status }) => status === 'ACTIVE' && core.ours().users[id] === undefined,
    );
    if (namesake !== undefined) namesake.profile['email'] = users[second]?.profile['email'] ?? '';
    const { planId, warnings, direct } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(direct).toBe(3);
    expect(warnings).toEqual([
      expect.stringMatching(/^3 people get their email as user name: .+ \(kmori\), .+\. Oktopost refuses/),
      expect.stringMatching(/These share one and are left as they are: [^;]+\./),
    ]);
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 4 });
    expect(rows.map(({ userId, userName }) => [userId, userName])).toEqual(
      ids.filter((id) => id !== second).map((id) => [id, null]),
    );
    const untouched = { ...core.ours().users[second] };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', repairEnded);
    const noted = parseJournal(readFileSync(join(core.folder, 'journal.jsonl'), 'utf8')).flatMap(
      ({ kind, changeId, details }) =>
        kind === 'intent' && changeId.endsWith(first) ? [[details['rows'], details['userName']]] : [],
    );
    const email = users[first]?.profile['email'];
    expect(noted).toMatchObject([
      [[{ now: 'kmori', after: null }], undefined],
      [[{ now: null, after: email }], email],
    ]);
    expect(core.ours().users[first]).toMatchObject({
      userName: users[first]?.profile['email'],
      externalId: expect.any(String),
    });
    expect(core.ours().users[second]).toEqual(untouched);
  });

  it('are left as they are where they share their email, which is their user name, with somebody who is assigned', async () => {
    const [first = '', second = '', third = '', suspended = ''] = await assignedTooEarly();
    const { users } = core.org.world.state;
    const shared = users[first]?.profile['email'] ?? '';
    for (const id of [second, third]) {
      Object.assign(users[id]?.profile ?? {}, { email: shared.toUpperCase() });
      Object.assign(core.ours().users[id] ?? {}, { userName: shared.toUpperCase() });
    }
    // One of them has arrived.
    Object.assign(core.ours().users[first] ?? {}, { externalId: 'x1', syncState: 'SYNCHRONIZED' });
    Object.assign(core.ours().users[suspended] ?? {}, { userName: 'kmori' });
    Object.assign(users[suspended] ?? {}, { status: 'SUSPENDED' });
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan).toMatchObject({ planId: null, direct: 0 });
    expect(plan.warnings).toEqual([
      expect.stringMatching(/^Left out, suspended in Okta: [^,]+\.$/),
      expect.stringMatching(/These share one and are left as they are: [^;]+; [^;]+\./),
    ]);
  });

  it('are left as they are where Oktopost would refuse them all the same, and named with what to do', async () => {
    const ids = await assignedTooEarly();
    const [noLastName = '', noEmail = '', known = '', other = ''] = ids;
    const { users } = core.org.world.state;
    Object.assign(users[noLastName]?.profile ?? {}, { lastName: '' });
    Object.assign(users[noEmail]?.profile ?? {}, { email: '' });
    Object.assign(core.ours().users[known] ?? {}, {
      ...{ userName: 'kmori', externalId: 'of-before', syncState: 'ERROR', status: 'STAGED' },
    });
    const early = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(early.warnings).toEqual([
      expect.stringMatching(/^Left out, first or last name missing: [^,]+\.$/),
      expect.stringMatching(/^Left out, no usable email: [^,]+\.$/),
    ]);
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 4 });
    expect(rows.map(({ userId }) => userId)).toEqual([other]);
    const failed = await core.call('rollout.planRepair', { of: { kind: 'push-failed' } });
    expect(failed).toMatchObject({ planId: null, direct: 0 });
    expect(failed.warnings).toEqual([
      expect.stringMatching(
        /^Left out, since .+ not their email: .+ \(kmori\)\. .*Update Now, which renames everyone/,
      ),
    ]);
  });

  it('have the admins among them named before the first is unassigned, however many they are', async () => {
    await assignedTooEarly(12);
    await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const all = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 50 });
    // The first is unassigned alone, the others as one plan.
    core.org.world.state.superAdminIds = [all.rows[0]?.userId ?? ''];
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan.lockOut).toEqual([expect.stringContaining('is a super admin')]);
    await core.call('rollout.repair', { planId: plan.planId ?? '', secondYes: true });
    const { rollout } = await core.until('the repair ends', repairEnded);
    expect(rollout.repair).toMatchObject({ state: 'done', error: null, done: 12 });
  });

  it('have the only one named whom Oktopost shows to be able to sign in', async () => {
    await assignedTooEarly(4, {
      destination: 'admin-application',
      region: 'eu',
      confirmedUndocumentedTarget: true,
    });
    await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 });
    const userId = rows[0]?.userId ?? '';
    const userName = rows[0]?.email ?? '';
    const user = { id: 'u1', userName, active: true, name: { givenName: 'A', familyName: 'B' } };
    const body = JSON.stringify({ totalResults: 1, startIndex: 1, Resources: [user] });
    const answer = { status: 200, headers: { 'content-type': 'application/scim+json' }, body };
    core.org.faults.add([{ target: 'oktopost', method: 'GET', path: '/Users', times: 99, answer }]);
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan.lockOut).toEqual([expect.stringContaining('is the only active one')]);
    const planId = plan.planId ?? '';
    const { code, message } = await core.refusal('rollout.repair', { planId, secondYes: false });
    expect([code, message]).toEqual(['not-ready', plan.lockOut[0]]);
    expect(core.ours().users[userId]).toBeDefined();
    const between: unknown[] = [];
    org.atPause = async () => {
      const { repair } = (await core.snapshot()).rollout;
      between.push([repair?.between, repair?.error, core.ours().users[userId] ?? 'unassigned']);
    };
    await core.call('rollout.repair', { planId, secondYes: true });
    await core.until('the repair ends', repairEnded);
    expect(between[0]).toEqual([1, null, 'unassigned']);
    expect(core.ours().users[userId]).toBeDefined();
  });

  it('are not unassigned where one of them has become an admin since they were shown', async () => {
    const ids = await assignedTooEarly(2);
    const { planId, lockOut } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(lockOut).toEqual([]);
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 });
    core.org.world.state.superAdminIds = [rows[0]?.userId ?? ''];
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('it pauses', repairEnded);
    expect(rollout.repair).toMatchObject({
      state: 'paused',
      error: { code: 'not-ready', message: expect.stringContaining('is a super admin') },
      done: 0,
    });
    expect(ids.filter((id) => core.ours().users[id] === undefined)).toEqual([]);
  });

  it('are all assigned when the repair is stopped', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    expect((await core.snapshot()).rollout.repair).toMatchObject({ state: 'running', isStopping: false });
    await core.call('rollout.stopRepair', {});
    const { rollout } = await core.snapshot();
    expect(rollout.repair).toMatchObject({ isStopping: rollout.repair?.state === 'running' });
    const stopped = await core.until('it stops', repairEnded);
    expect(stopped.rollout.repair).toMatchObject({ isStopping: false });
    for (const id of ids) expect(core.ours().users[id]).toBeDefined();
  });

  describe('where Okta’s log cannot be read once they are assigned again', () => {
    const begun = async (fault: { drop: 'before' } | { silent: 'before' }): Promise<void> => {
      await assignedTooEarly();
      const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
      org.atPause = () => {
        core.org.faults.add([{ target: 'okta', path: '/api/v1/logs', times: 10_000, ...fault }]);
        return Promise.resolve();
      };
      await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    };

    it('are followed no longer than for a few looks, and it pauses', async () => {
      await begun({ drop: 'before' });
      const { rollout } = await core.until('it pauses', repairEnded);
      expect(rollout.repair).toMatchObject({
        ...{ state: 'paused', done: 1, between: 0, failed: 0, isFollowed: false },
        error: { code: 'unreachable' },
      });
    });

    it('are followed no more once it is stopped', async () => {
      await begun({ silent: 'before' });
      await core.org.faults.nextSilence();
      await core.call('rollout.stopRepair', {});
      const { rollout } = await core.until('it stops', repairEnded);
      expect(rollout.repair).toMatchObject({
        ...{ state: 'paused', done: 1, between: 0, failed: 0, isFollowed: false },
        error: null,
      });
    });
  });
});
