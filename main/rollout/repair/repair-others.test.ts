import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../testing/checkpoint';
import type { TestCore } from '../../testing/core';
import { readyToRollOut, rolloutEnded, rolloutOrg, startHurried } from '../../testing/rollout-org';

describe('one person who cannot be repaired', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  let onCreated: () => void = () => undefined;
  const org = rolloutOrg(() => core);

  beforeAll(async () => {
    core = await startHurried({
      onExchange: ({ target, method }) => {
        if (target === 'oktopost' && method !== 'GET') onCreated();
      },
    });
    checkpoint = await readyToRollOut(core);
  });
  beforeEach(() => {
    onCreated = () => undefined;
    return core.returnTo(checkpoint);
  });
  afterAll(() => core.close());

  const ofRing = (ring: number) => ({ of: { kind: 'ring', ring } }) as const;
  const nameOf = (userId: string | undefined): string => {
    const { firstName, lastName } = core.org.world.state.users[userId ?? '']?.profile ?? {};
    return `${String(firstName)} ${String(lastName)}`;
  };
  const rows = async () => (await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 50 })).rows;

  /** Okta sends nobody of the second ring, which is mended since. @returns the ids of its three people. */
  async function secondRingFails(): Promise<string[]> {
    const people = org.ready(4);
    await org.begin(
      await org.planOf(
        people.map(({ profile }) => profile.email ?? ''),
        { goOn: false },
      ),
    );
    await core.until('the pilot arrives', rolloutEnded);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.call('rollout.resume', {});
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
    core.byHand.connect();
    return people.slice(1).map(({ id }) => id);
  }
  async function unassigned(ids: readonly string[]): Promise<void> {
    for (const id of ids) await core.org.api('DELETE', `/api/v1/apps/${org.app().id}/users/${id}`);
    await core.org.world.idle();
  }
  const leaves = (id: string) => core.org.api('POST', `/api/v1/users/${id}/lifecycle/deactivate`);
  async function repaired(planId: string | null) {
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until(
      'the repair ends',
      ({ rollout: { repair, checking } }) =>
        repair !== null && repair.state !== 'running' && checking === null,
    );
    return rollout.repair;
  }

  it('has left: they are left out of the plan, and it says why', async () => {
    const [leaver = '', gone = '', other = ''] = await secondRingFails();
    await unassigned([other]);
    await leaves(leaver);
    await leaves(gone);
    const name = nameOf(gone);
    await core.org.api('DELETE', `/api/v1/users/${gone}`);
    const plan = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({ direct: 1, accounts: { made: 1, linked: 0, reactivated: 0, second: 0 } });
    expect(plan.warnings).toEqual([
      `Left out, deactivated in Okta: ${nameOf(leaver)}.`,
      `Left out, not in Okta any more: ${name}.`,
    ]);
    expect(await repaired(plan.planId)).toMatchObject({ state: 'done', done: 1, failed: 0, error: null });
  });

  it('leaves after the plan: the others are tried, and who it was is said with the reason', async () => {
    const ids = await secondRingFails();
    await unassigned(ids);
    const { planId, direct } = await core.call('rollout.planRepair', ofRing(1));
    expect(direct).toBe(3);
    const [first] = await rows();
    await leaves(first?.userId ?? '');
    expect(await repaired(planId)).toMatchObject({
      ...{ state: 'done', done: 2, failed: 1, failedNames: [first?.name] },
      error: { message: `Repair: Left out, not active in Okta: ${first?.name}.` },
    });
    const arrived = ids.filter((id) => typeof org.app().users[id]?.externalId === 'string');
    expect(arrived).toHaveLength(2);
    const next = org.ready(9).flatMap(({ id, profile }) => (ids.includes(id) ? [] : (profile.email ?? [])));
    await org.begin(await org.planOf(next.slice(0, 1)));
    const { rollout } = await core.until('the rollout ends', rolloutEnded);
    expect(rollout.repair).toMatchObject({ error: null, failedNames: [first?.name] });
  });

  it('is refused by Oktopost: whoever failed comes last when the repair is gone on with', async () => {
    const ids = await secondRingFails();
    const { planId } = await core.call('rollout.planRepair', ofRing(1));
    const [first] = await rows();
    const answer = { status: 409, headers: {}, body: '' };
    core.org.faults.add([{ target: 'oktopost', method: 'POST', path: '/Users', times: 99, answer }]);
    expect(await repaired(planId)).toMatchObject({ state: 'paused', done: 0, failed: 1 });
    core.org.faults.clear();
    const again = await core.call('rollout.planRepair', ofRing(1));
    expect((await rows()).map(({ userId }) => userId).at(-1)).toBe(first?.userId);
    expect(await repaired(again.planId)).toMatchObject({ state: 'done', done: ids.length, failed: 0 });
  });

  it('is of a repair that was not finished: another one says whom it leaves', async () => {
    await secondRingFails();
    const { planId } = await core.call('rollout.planRepair', ofRing(1));
    const [first, ...others] = await rows();
    const answer = { status: 409, headers: {}, body: '' };
    core.org.faults.add([{ target: 'oktopost', method: 'POST', path: '/Users', times: 99, answer }]);
    await repaired(planId);
    core.org.faults.clear();
    const early = org.ready(1)[0]?.id ?? '';
    await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: early, scope: 'USER' });
    await core.org.world.idle();
    Object.assign(org.app().users[early] ?? {}, { externalId: null, syncState: 'DISABLED' });
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan.direct).toBe(1);
    expect(plan.warnings).toEqual([
      `The repair before was not finished. This one leaves out: ${others.map(({ name }) => name).join(', ')}.`,
    ]);
    expect(first?.name).toBeDefined();
  });

  it('has an inactive account at Oktopost: the plan counts its licence', async () => {
    const person = org.ready(1)[0];
    if (person === undefined) throw new Error('nobody');
    await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: person.id, scope: 'USER' });
    await core.org.world.idle();
    for (const account of Object.values(core.org.world.state.oktopost.us.users))
      if (account.userName === person.profile.email) account.active = false;
    Object.assign(org.app().users[person.id] ?? {}, { syncState: 'ERROR' });
    const plan = await core.call('rollout.planRepair', { of: { kind: 'push-failed' } });
    expect(plan.accounts).toEqual({ made: 0, linked: 0, reactivated: 1, second: 0 });
  });
});
