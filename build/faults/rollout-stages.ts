import type { Admin } from '../../main/testing/admin';
import { never } from './stages';
import type { Stage } from './stages';

/** Whoever was assigned before provisioning was on: unassigned, and assigned again. */
export const repair: Stage = {
  name: 'Assigned too early',
  isDone: ({ rollout }) => rollout.repair?.state === 'done',
  act: async ({ admin }) => {
    // After a restart whoever was unassigned is assigned first, without being asked.
    const { rollout: known } = await admin.until(
      'nobody is between the halves',
      ({ rollout }) =>
        rollout.repair === null || (rollout.repair.state !== 'running' && rollout.repair.between === 0),
    );
    if (known.repair?.state === 'done') return;
    const { planId } = await admin.call('rollout.planRepair', { of: { kind: 'too-early' } });
    if (planId === null) throw new Error('nobody was assigned too early');
    await admin.call('rollout.repair', { planId });
    const { rollout } = await admin.until(
      'the repair ends',
      ({ rollout: { repair: now } }) => now?.state === 'done' || now?.state === 'paused',
    );
    if (rollout.repair?.state !== 'done') throw new Error(rollout.repair?.error?.message ?? 'not repaired');
  },
};

/** Who of the last ring failed is assigned again; whoever arrived meanwhile only has to be read. */
async function repairRing(admin: Admin): Promise<void> {
  const { rings } = await admin.call('rollout.view', {});
  const ring = rings.findLastIndex(({ state }) => state === 'failed');
  const { planId } = await admin.call('rollout.planRepair', { of: { kind: 'ring', ring } });
  if (planId === null) await admin.call('rollout.check', { ring });
  else await admin.call('rollout.repair', { planId });
  await admin.until(
    'the ring is repaired and checked',
    ({ rollout: { repair: now, checking } }) => now?.state !== 'running' && checking === null,
  );
}

/** Two people as pilot and sample, then a group. */
export const rollout: Stage = {
  name: 'Rollout',
  isDone: ({ rollout: { state } }) => state === 'done',
  act: async ({ admin, org }) => {
    const { rollout: known } = await admin.snapshot();
    if (known.state === 'none') {
      const { users, groups } = org.world.state;
      const group = Object.values(groups).find(({ profile }) => profile.name === 'Social advocates');
      if (group === undefined) throw new Error('there is no such group');
      const isReady = ({
        status,
        profile: { email, firstName, lastName },
      }: (typeof users)[string]): boolean => Boolean(status === 'ACTIVE' && email && firstName && lastName);
      const ready = Object.values(users).filter(isReady);
      group.memberIds = ready.slice(20, 22).map(({ id }) => id);
      const emails = ready.slice(30, 32).map(({ profile }) => profile.email ?? '');
      const { listId } = await admin.call('rollout.match', { text: emails.join(' ') });
      const { id, risks } = await admin.call('rollout.plan', {
        groups: [{ id: group.id, name: group.profile.name }],
        ...{ userIds: [], listId, ringSize: 5, failShare: 0, licences: null, goOn: true },
      });
      await admin.call('rollout.start', { planId: id, secondYes: risks.length > 0 });
    } else {
      if (known.pause === 'too-many-failed') await repairRing(admin);
      const { rollout: now } = await admin.snapshot();
      if (now.state !== 'done') await admin.call('rollout.resume', {});
    }
    const { rollout: ended } = await admin.until(
      'the rollout ends',
      ({ rollout: { state } }) => state !== 'running',
    );
    if (ended.state !== 'done') throw new Error(`${String(ended.pause)}: ${ended.error?.message ?? ''}`);
  },
};

/** The pilot and the group. */
export const takeBack: Stage = {
  name: 'Take back',
  isDone: never,
  act: async ({ admin }) => {
    for (const ring of [0, 2]) {
      const plan = await admin.call('rollout.planBack', { ring });
      if (plan.blockers.length > 0) continue;
      const { run: before } = await admin.snapshot();
      await admin.call('rollout.takeBack', { planId: plan.planId, typed: plan.typed });
      const { run } = await admin.until(
        'it is taken back',
        (state) => state.run !== null && state.run.id !== before?.id && state.run.state !== 'running',
      );
      if (run?.state !== 'done') throw new Error(run?.error?.message ?? 'not taken back');
    }
  },
};
