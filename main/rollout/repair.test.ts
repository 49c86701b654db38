import { afterEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/snapshot';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import type { HurriedClock } from '../testing/hurried-clock';
import { betweenHalvesMs } from './too-early';

const ended = ({ rollout }: Snapshot): boolean =>
  rollout.repair?.state === 'done' || rollout.repair?.state === 'paused';

describe('people who were assigned too early', () => {
  let core: TestCore;
  let clock: HurriedClock;
  afterEach(() => core.close());

  const own = () => {
    const app = Object.values(core.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
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

  /** Four people and a group are assigned before SCIM is on. @returns the ids of the four. */
  async function assignedTooEarly(): Promise<string[]> {
    clock = hurriedClock();
    core = await startTestCore(
      { users: 80, licences: 200, now: clock.now, provisionDelayMs: 5, logLagMs: 5 },
      { ports: () => ({ clock }) },
    );
    await core.begin();
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    await core.run({ kind: 'app' });
    const members = new Set(group().memberIds);
    const people = Object.values(core.org.world.state.users)
      .filter(({ id, status, profile }) => {
        const { email, firstName, lastName } = profile;
        return status === 'ACTIVE' && !members.has(id) && Boolean(email && firstName && lastName);
      })
      .slice(6, 10);
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
    Object.assign(appUser ?? {}, { userName: 'kept@elsewhere.example' });
    if (appUser !== undefined) appUser.profile['givenName'] = 'By hand';
    // One of the group has arrived since: without the group their account is deactivated.
    const [member = ''] = group().memberIds;
    Object.assign(own().users[member] ?? {}, { externalId: 'x1', syncState: 'SYNCHRONIZED' });
    const plan = await core.call('rollout.tooEarly', {});
    expect(plan).toMatchObject({ direct: 4, withLoss: 1, waitSeconds: betweenHalvesMs / 1000 });
    expect(plan.byGroup).toBeGreaterThan(0);
    const { rows, total } = await core.call('rollout.tooEarlyRows', { by: 'direct', from: 0, count: 50 });
    expect(total).toBe(4);
    expect(rows.find(({ userId }) => userId === first)).toMatchObject({
      userName: 'kept@elsewhere.example',
      lost: ['givenName'],
    });
    expect(rows.filter(({ userId }) => userId !== first).flatMap(({ lost }) => lost)).toEqual([]);
    const members = await core.call('rollout.tooEarlyRows', { by: 'group', from: 1, count: 1 });
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
    const { planId } = await core.call('rollout.tooEarly', {});
    const { rows } = await core.call('rollout.tooEarlyRows', { by: 'direct', from: 0, count: 4 });
    expect(rows.find(({ userId }) => userId === first)?.kept).toContain('nickName');
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('the repair ends', ended);
    expect(rollout.repair).toMatchObject({ state: 'done', people: 4, done: 4, between: 0, failed: 0 });
    // One first, then the others: two waits.
    expect(clock.waited.filter((ms) => ms === betweenHalvesMs)).toHaveLength(2);
    for (const id of ids) expect(own().users[id]?.externalId).not.toBeNull();
    expect(own().users[first]?.userName).toBe(kept);
    expect(own().users[first]?.profile['nickName']).toBe('Kim');
  });

  it('are all assigned after a kill between the halves: those who are missing come first', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.tooEarly', {});
    const between = core.until('somebody is between', () => ids.some((id) => own().users[id] === undefined));
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await between;
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.until('nobody is between', ({ rollout }) => rollout.repair?.between === 0);
    for (const id of ids) expect(own().users[id]).toBeDefined();
    const again = await core.call('rollout.tooEarly', {});
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until(
      'the repair ends',
      (state) => ended(state) && state.rollout.repair?.done === again.direct,
    );
    for (const id of ids) expect(own().users[id]?.externalId).not.toBeNull();
  });

  it('are all assigned when the repair is stopped', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.tooEarly', {});
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.call('rollout.stopRepair', {});
    await core.until('it stops', ended);
    for (const id of ids) expect(own().users[id]).toBeDefined();
  });
});
