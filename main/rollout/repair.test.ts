import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { platformAccount } from '../../practice/world/accounts';
import { createOktopostToken } from '../../practice/world/world';
import { suggestedLabels } from '../../shared/oktopost';
import { peopleFilterSchema } from '../../shared/people';
import type { Snapshot } from '../../shared/snapshot';
import { adoptColleaguesApp } from '../testing/adopt';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import type { HurriedClock } from '../testing/hurried-clock';
import { parseJournal } from '../storage/journal-entry';
import { betweenHalvesMs } from './to-repair';

const ended = ({ rollout }: Snapshot): boolean =>
  rollout.repair?.state === 'done' || rollout.repair?.state === 'paused';

describe('people who were assigned too early', () => {
  let core: TestCore;
  let clock: HurriedClock;
  /** Called when the wait between the halves begins. */
  let atPause: () => Promise<unknown>;
  beforeEach(() => {
    atPause = () => Promise.resolve();
  });
  afterEach(() => core.close());

  const own = () => {
    const app = Object.values(core.org.world.state.apps).find(({ label }) => label === suggestedLabels.board);
    if (app === undefined) throw new Error('no app');
    return app;
  };
  const group = () => {
    const found = Object.values(core.org.world.state.groups).find(
      ({ profile }) => profile.name === 'Social advocates',
    );
    if (found === undefined) throw new Error('no group');
    return found;
  };

  /** A repair of them that “Plan only” stops between its halves. */
  async function pausedBetween(): Promise<Snapshot> {
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    atPause = () => core.call('session.planOnly', { on: true });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    return core.until('it pauses', ended);
  }

  /** Some people and a group are assigned before SCIM is on. @returns the ids of the people. */
  async function assignedTooEarly(
    count = 4,
    choice: Parameters<TestCore['begin']>[0] = {},
    isAdopted = false,
  ): Promise<string[]> {
    clock = hurriedClock(() => core.org.world.idle());
    const sleep: HurriedClock['sleep'] = async (ms, signal) => {
      if (ms === betweenHalvesMs) await atPause();
      await clock.sleep(ms, signal);
    };
    core = await startTestCore(
      { users: 80, licences: 200, now: clock.now, provisionDelayMs: 5, logLagMs: 5 },
      { ports: () => ({ clock: { ...clock, sleep } }) },
    );
    await core.begin({ label: suggestedLabels.board, ...choice });
    const euToken =
      choice.region === 'eu' ? createOktopostToken(core.org.world, platformAccount.eu, 'Okta').text : null;
    await core.call('secrets.submit', {
      kind: 'oktopost-token',
      value: euToken ?? core.org.oktopost.bearerToken,
    });
    if (isAdopted) await adoptColleaguesApp(core, 'SCIM off');
    else await core.run({ kind: 'app' });
    const members = new Set(group().memberIds);
    const people = Object.values(core.org.world.state.users)
      .filter(({ id, status, profile }) => {
        const { email, firstName, lastName } = profile;
        return status === 'ACTIVE' && !members.has(id) && Boolean(email && firstName && lastName);
      })
      .slice(6, 6 + count);
    for (const { id } of people)
      await core.org.api('POST', `/api/v1/apps/${own().id}/users`, { id, scope: 'USER' });
    await core.org.api('PUT', `/api/v1/apps/${own().id}/groups/${group().id}`, {});
    await core.provisioningOn();
    return people.map(({ id }) => id);
  }

  it('lists them, with what is kept, and how many a group would cost', async () => {
    const ids = await assignedTooEarly();
    const [first = ''] = ids;
    const appUser = own().users[first];
    // A mapped value that somebody wrote by hand: the mapping overwrites it.
    const kept = appUser?.userName.toUpperCase();
    Object.assign(appUser ?? {}, { userName: kept });
    if (appUser !== undefined) appUser.profile['givenName'] = 'By hand';
    // One of the group has arrived since: without the group their account is deactivated.
    const [member = ''] = group().memberIds;
    Object.assign(own().users[member] ?? {}, { externalId: 'x1', syncState: 'SYNCHRONIZED' });
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
    const before = own().users[first];
    // Another one than Okta would make, and one that Oktopost takes.
    const kept = before?.userName.toUpperCase();
    Object.assign(before ?? {}, { userName: kept });
    if (before !== undefined) before.profile['nickName'] = 'Kim';
    const mapped = own().toAppMapping.properties;
    delete mapped['nickName'];
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 4 });
    expect(rows.find(({ userId }) => userId === first)?.kept).toContain('nickName');
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('the repair ends', ended);
    expect(rollout.repair).toMatchObject({ state: 'done', people: 4, done: 4, between: 0, failed: 0 });
    expect(rollout.repair?.isFollowed).toBe(true);
    // One first, then the others: two waits.
    expect(clock.waited.filter((ms) => ms === betweenHalvesMs)).toHaveLength(2);
    for (const id of ids) expect(own().users[id]?.externalId).toEqual(expect.any(String));
    expect(own().users[first]?.userName).toBe(kept);
    expect(own().users[first]?.profile['nickName']).toBe('Kim');
  });

  it('get their email where their user name is another one, which Oktopost refuses; of two who share an email nobody is unassigned', async () => {
    const ids = await assignedTooEarly();
    const [first = '', second = ''] = ids;
    const { users } = core.org.world.state;
    // As an app integration assigned them whose format was the login.
    for (const id of ids) Object.assign(own().users[id] ?? {}, { userName: 'kmori' });
    const namesake = Object.values(users).find(
      ({ id, status }) => status === 'ACTIVE' && own().users[id] === undefined,
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
    const untouched = { ...own().users[second] };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ended);
    const noted = parseJournal(readFileSync(join(core.folder, 'journal.jsonl'), 'utf8')).flatMap(
      ({ kind, changeId, details }) =>
        kind === 'intent' && changeId.endsWith(first) ? [[details['rows'], details['userName']]] : [],
    );
    const email = users[first]?.profile['email'];
    expect(noted).toMatchObject([
      [[{ now: 'kmori', after: null }], undefined],
      [[{ now: null, after: email }], email],
    ]);
    expect(own().users[first]).toMatchObject({
      userName: users[first]?.profile['email'],
      externalId: expect.any(String),
    });
    expect(own().users[second]).toEqual(untouched);
  });

  it('are left as they are where Oktopost would refuse them all the same, and named with what to do', async () => {
    const ids = await assignedTooEarly();
    const [noLastName = '', noEmail = '', known = '', other = ''] = ids;
    const { users } = core.org.world.state;
    Object.assign(users[noLastName]?.profile ?? {}, { lastName: '' });
    Object.assign(users[noEmail]?.profile ?? {}, { email: '' });
    Object.assign(own().users[known] ?? {}, {
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
      expect.stringMatching(/^Left out, since .+ not their email: .+ \(kmori\)\. .*Update Now/),
    ]);
  });

  it('are all assigned after a kill between the halves: those who are missing come first', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const between = core.until('somebody is between', () => ids.some((id) => own().users[id] === undefined));
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await between;
    await core.restart();
    expect((await core.snapshot()).rollout.repair?.isFollowed).toBe(false);
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.until('nobody is between', (state) => ended(state) && state.rollout.repair?.between === 0);
    for (const id of ids) expect(own().users[id]).toBeDefined();
    const again = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until(
      'the repair ends',
      (state) => ended(state) && state.rollout.repair?.done === again.direct,
    );
    for (const id of ids) expect(own().users[id]?.externalId).toEqual(expect.any(String));
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
    const { rollout } = await core.until('the repair ends', ended);
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
    expect(own().users[userId]).toBeDefined();
    const between: unknown[] = [];
    atPause = async () => {
      const { repair } = (await core.snapshot()).rollout;
      between.push([repair?.between, repair?.error, own().users[userId] ?? 'unassigned']);
    };
    await core.call('rollout.repair', { planId, secondYes: true });
    await core.until('the repair ends', ended);
    expect(between[0]).toEqual([1, null, 'unassigned']);
    expect(own().users[userId]).toBeDefined();
  });

  it('are not unassigned where one of them has become an admin since they were shown', async () => {
    const ids = await assignedTooEarly(2);
    const { planId, lockOut } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(lockOut).toEqual([]);
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 });
    core.org.world.state.superAdminIds = [rows[0]?.userId ?? ''];
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('it pauses', ended);
    expect(rollout.repair).toMatchObject({
      state: 'paused',
      error: { code: 'not-ready', message: expect.stringContaining('is a super admin') },
      done: 0,
    });
    expect(ids.filter((id) => own().users[id] === undefined)).toEqual([]);
  });

  it('stay between where Plan only is switched on in between, and are assigned once it is off', async () => {
    const ids = await assignedTooEarly();
    const { rollout } = await pausedBetween();
    expect(rollout.repair).toMatchObject({
      state: 'paused',
      error: { code: 'plan-only' },
      done: 0,
      between: 1,
    });
    atPause = () => Promise.resolve();
    await core.call('session.planOnly', { on: false });
    const again = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    for (const id of ids) expect(own().users[id]?.externalId).toEqual(expect.any(String));
  });

  it('are named by an undo when the repair has paused between the halves, and stay unassigned once it has begun', async () => {
    await assignedTooEarly();
    const { rollout } = await pausedBetween();
    const [name = '-'] = rollout.repair?.betweenNames ?? [];
    await core.call('session.planOnly', { on: false });
    const assigned = () => Object.keys(own().users).sort();
    const before = assigned();

    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.warnings).toEqual([
      `A repair of the rollout has unassigned ${name}, and has not assigned this person again. This undo ends the repair.`,
    ]);
    expect(plan.changes.map(({ title, verb }) => [title, verb])).toContainEqual([
      `${name} is not assigned`,
      'keep',
    ]);
    // It ends before the app integration is deleted.
    const answer = { status: 403, headers: {}, body: '{"errorCode":"E0000006","errorSummary":"No."}' };
    const path = '/lifecycle/deactivate';
    core.org.faults.add([{ target: 'okta', method: 'POST', path, times: 9, answer }]);
    expect((await core.apply(plan)).state).toBe('failed');
    core.org.faults.clear();
    expect((await core.snapshot()).rollout.repair).toBeNull();
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect((await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true })).warnings).toEqual([]);
    expect(assigned()).toEqual(before);
  });

  it('are not forgotten by starting over while they are between: it is refused until they are assigned', async () => {
    const ids = await assignedTooEarly(1);
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const refusals: string[] = [];
    atPause = async () => {
      refusals.push((await core.refusal('session.startOver', {})).code);
      refusals.push((await core.refusal('session.chooseMode', { mode: 'real' })).code);
    };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    expect(refusals).toEqual(['busy', 'busy']);
    for (const id of ids) expect(own().users[id]?.externalId).toEqual(expect.any(String));
    await core.call('session.startOver', {});
  });

  it('are not forgotten by the other mode while they wait between the halves of a paused repair: they are named', async () => {
    await assignedTooEarly(1);
    const { rollout } = await pausedBetween();
    const [name = '-'] = rollout.repair?.betweenNames ?? [];
    expect(await core.refusal('session.chooseMode', { mode: 'real' })).toMatchObject({
      code: 'conflict',
      message: `The repair is paused: it has unassigned ${name}, and has not assigned them again.`,
      next: expect.stringContaining('Rollout'),
    });
    // The same mode forgets nothing; starting over has asked with their names.
    await core.call('session.chooseMode', { mode: 'practice' });
    expect((await core.snapshot()).rollout.repair?.betweenNames).toEqual([name]);
    await core.call('session.startOver', {});
    expect((await core.snapshot()).rollout.repair).toBeNull();
  });

  it('are told of by People and by what is left to do while a paused repair has them unassigned', async () => {
    await assignedTooEarly(3);
    const { rollout } = await pausedBetween();
    const [name = '-'] = rollout.repair?.betweenNames ?? [];
    const { left } = await core.call('summary.get', {});
    expect(left.filter(({ text }) => text.includes('repair of the rollout'))).toMatchObject([
      {
        kind: 'fault',
        text: `A repair of the rollout is paused: 0 of 3 tried again. Not assigned at this moment: ${name}. “Go on with the repair”, on “Rollout”, assigns them again.`,
      },
    ]);

    await core.call('people.read', { view: 'reconciliation', source: { kind: 'assigned' } });
    await core.until('the reading ends', ({ people }) => people.reconciliation.phase === 'done');
    const filter = peopleFilterSchema.parse({ reason: 'in-repair' });
    const { rows } = await core.call('people.rows', { view: 'reconciliation', filter, from: 0, count: 9 });
    expect(rows.map((row) => [`${row.givenName} ${row.familyName}`, row.state])).toEqual([
      [name, 'not-assigned'],
    ]);
    const { recipe } = await core.call('people.person', { view: 'reconciliation', id: rows[0]?.id ?? '' });
    expect(recipe).toMatchObject([
      { text: expect.stringContaining('Go on with the repair'), place: 'rollout' },
    ]);
  });

  it('get the user name and the unmapped values that they had where an undo of an adopted app integration assigns them', async () => {
    await assignedTooEarly(1, {}, true);
    const [userId, assigned] = Object.entries(own().users).find(([, { scope }]) => scope === 'USER') ?? [''];
    const kept = assigned?.userName.toUpperCase();
    Object.assign(assigned ?? {}, { userName: kept });
    if (assigned !== undefined) assigned.profile['nickName'] = 'Kim';
    delete own().toAppMapping.properties['nickName'];
    await pausedBetween();
    await core.call('session.planOnly', { on: false });
    expect(own().users[userId]).toBeUndefined();

    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.find(({ id }) => id === `assign-${userId}`)?.rows).toMatchObject([
      { after: kept, note: 'With what the repair kept of their assignment.' },
    ]);
    expect((await core.apply(plan)).state).toBe('done');
    expect(own().users[userId]?.userName).toBe(kept);
    expect(own().users[userId]?.profile['nickName']).toBe('Kim');
  });

  it('are not lost to an undo while they are between: no undo is planned or begun, and who waits is named', async () => {
    const ids = await assignedTooEarly(1);
    const undo = { kind: 'undo', deleteDespiteOtherUsers: true } as const;
    const before = await core.preview(undo);
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 });
    const refusals: unknown[] = [];
    atPause = async () => {
      refusals.push(await core.refusal('plan.preview', { scope: undo }));
      refusals.push(await core.refusal('plan.apply', { planId: before.id, secondYes: true }));
    };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    const busy = { code: 'busy', message: expect.stringContaining(rows[0]?.name ?? '-') };
    expect(refusals).toMatchObject([busy, { code: 'plan-unknown' }]);
    for (const id of ids) expect(own().users[id]?.externalId).toEqual(expect.any(String));
    expect((await core.preview(undo)).blockers).toEqual([]);
  });

  it('are all assigned when the repair is stopped', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    expect((await core.snapshot()).rollout.repair).toMatchObject({ state: 'running', isStopping: false });
    await core.call('rollout.stopRepair', {});
    const { rollout } = await core.snapshot();
    expect(rollout.repair).toMatchObject({ isStopping: rollout.repair?.state === 'running' });
    const stopped = await core.until('it stops', ended);
    expect(stopped.rollout.repair).toMatchObject({ isStopping: false });
    for (const id of ids) expect(own().users[id]).toBeDefined();
  });
});
