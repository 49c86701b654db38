import { describe, expect, it } from 'vitest';
import { peopleFilterSchema } from '../../../shared/people';
import type { TestCore } from '../../testing/core';
import { repairEnded, tooEarlyOrg } from '../../testing/too-early-org';

let core: TestCore;
const org = tooEarlyOrg((started) => {
  core = started;
});
const { assignedTooEarly, pausedBetween } = org;

describe('people who are between the halves of a repair', () => {
  it('are all assigned after a kill between the halves: those who are missing come first', async () => {
    const ids = await assignedTooEarly();
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const between = core.until('somebody is between', () =>
      ids.some((id) => core.ours().users[id] === undefined),
    );
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await between;
    await core.restart();
    expect((await core.snapshot()).rollout.repair?.isFollowed).toBe(false);
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.until(
      'nobody is between',
      (state) => repairEnded(state) && state.rollout.repair?.between === 0,
    );
    for (const id of ids) expect(core.ours().users[id]).toBeDefined();
    const again = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until(
      'the repair ends',
      (state) => repairEnded(state) && state.rollout.repair?.done === again.direct,
    );
    for (const id of ids) expect(core.ours().users[id]?.externalId).toEqual(expect.any(String));
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
    org.atPause = () => Promise.resolve();
    await core.call('session.planOnly', { on: false });
    const again = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    for (const id of ids) expect(core.ours().users[id]?.externalId).toEqual(expect.any(String));
  });

  it('are named by an undo when the repair has paused between the halves, and stay unassigned once it has begun', async () => {
    await assignedTooEarly();
    const { rollout } = await pausedBetween();
    const [name = '-'] = rollout.repair?.betweenNames ?? [];
    await core.call('session.planOnly', { on: false });
    const assigned = () => Object.keys(core.ours().users).sort();
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
    org.atPause = async () => {
      refusals.push((await core.refusal('session.startOver', {})).code);
      refusals.push((await core.refusal('session.chooseMode', { mode: 'real' })).code);
    };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    expect(refusals).toEqual(['busy', 'busy']);
    for (const id of ids) expect(core.ours().users[id]?.externalId).toEqual(expect.any(String));
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
    const [userId, assigned] = Object.entries(core.ours().users).find(
      ([, { scope }]) => scope === 'USER',
    ) ?? [''];
    const kept = assigned?.userName.toUpperCase();
    Object.assign(assigned ?? {}, { userName: kept });
    if (assigned !== undefined) assigned.profile['nickName'] = 'Kim';
    delete core.ours().toAppMapping.properties['nickName'];
    await pausedBetween();
    await core.call('session.planOnly', { on: false });
    expect(core.ours().users[userId]).toBeUndefined();

    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.find(({ id }) => id === `assign-${userId}`)?.rows).toMatchObject([
      { after: kept, note: 'With what the repair kept of their assignment.' },
    ]);
    expect((await core.apply(plan)).state).toBe('done');
    expect(core.ours().users[userId]?.userName).toBe(kept);
    expect(core.ours().users[userId]?.profile['nickName']).toBe('Kim');
  });

  it('are not lost to an undo while they are between: no undo is planned or begun, and who waits is named', async () => {
    const ids = await assignedTooEarly(1);
    const undo = { kind: 'undo', deleteDespiteOtherUsers: true } as const;
    const before = await core.preview(undo);
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 });
    const refusals: unknown[] = [];
    org.atPause = async () => {
      refusals.push(await core.refusal('plan.preview', { scope: undo }));
      refusals.push(await core.refusal('plan.apply', { planId: before.id, secondYes: true }));
    };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout: { repair } }) => repair?.state === 'done');
    const busy = { code: 'busy', message: expect.stringContaining(rows[0]?.name ?? '-') };
    expect(refusals).toMatchObject([busy, { code: 'plan-unknown' }]);
    for (const id of ids) expect(core.ours().users[id]?.externalId).toEqual(expect.any(String));
    expect((await core.preview(undo)).blockers).toEqual([]);
  });
});
