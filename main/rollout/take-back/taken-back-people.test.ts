import { expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { emailOf, readyForEach, rolloutEnded } from '../../testing/rollout-org';

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);

const counts = async () => {
  const { takenBack, unassigned, arrived, arrivedBefore, notBegun } = (await core.snapshot()).rollout;
  return { takenBack, unassigned, arrived, arrivedBefore, notBegun };
};
const notes = async () =>
  (await core.call('rollout.rows', { of: 'rollout', ring: 1, state: null, from: 0, count: 50 })).rows.map(
    ({ email, state, note }) => [email, state, note],
  );

it('whom others had unassigned is not counted as taken back, and who had arrived stays counted as such', async () => {
  const [pilot, byHand, other] = await org.rolledOut(4);
  if (pilot === undefined || byHand === undefined || other === undefined) throw new Error('too few');
  await org.unassign(byHand);
  await core.org.world.idle();
  const { people, notes: said } = await core.call('rollout.planBack', { ring: 1 });
  expect([people, said[0]]).toEqual([
    2,
    `Not assigned any more: ${byHand.profile.firstName} ${byHand.profile.lastName}.`,
  ]);
  await org.takeBack(1);
  const back = { takenBack: 2, unassigned: 1, arrived: 1, arrivedBefore: 3, notBegun: 0 };
  expect(await counts()).toEqual(back);
  expect((await notes()).slice(0, 2)).toEqual([
    [emailOf(byHand), 'to-do', 'Ring 2 was taken back: not assigned any more by then.'],
    [emailOf(other), 'to-do', 'Ring 2 was taken back.'],
  ]);
  await core.restart();
  await core.until('connected', ({ okta }) => okta.state === 'connected');
  expect(await counts()).toEqual(back);
  await org.takeBack(0);
  expect(await counts()).toEqual({ ...back, takenBack: 3, arrived: 0, arrivedBefore: 4 });
  const { download } = await core.call('summary.export', { format: 'markdown' });
  expect(download?.text).toContain(
    '4 people in 2 rings: 0 arrived, 0 on the way, 0 failed, 3 taken back, 1 unassigned elsewhere. 4 people had arrived before they were unassigned.',
  );
});

it('a ring of which others had unassigned everybody was not taken back by this set-up', async () => {
  const [, ...ring] = await org.rolledOut(3);
  for (const user of ring) await org.unassign(user);
  await core.org.world.idle();
  await core.call('rollout.planBack', { ring: 1 });
  expect(await counts()).toEqual({ takenBack: 0, unassigned: 2, arrived: 1, arrivedBefore: 2, notBegun: 0 });
});

it('whoever is assigned otherwise is left alone, and is still counted as arrived', async () => {
  const [, byGroup, other] = await org.rolledOut(3);
  if (byGroup === undefined || other === undefined) throw new Error('too few');
  const appUser = org.app().users[byGroup.id];
  if (appUser === undefined) throw new Error('not assigned');
  appUser.scope = 'GROUP';
  await org.takeBack(1);
  await core.call('session.go', { screen: 'rollout' });
  await core.until('it is read', ({ rollout }) => rollout.unassigned === 0);
  expect(await counts()).toEqual({ takenBack: 1, unassigned: 0, arrived: 2, arrivedBefore: 1, notBegun: 0 });
  expect(await notes()).toEqual([
    [emailOf(byGroup), 'arrived', 'Ring 2 was taken back: assigned otherwise, and left alone.'],
    [emailOf(other), 'to-do', 'Ring 2 was taken back.'],
  ]);
});

it('of a group, whom another group has or who is assigned by themselves is not counted among those who leave', async () => {
  const [alone, shared, byHand] = org.ready(3);
  if (alone === undefined || shared === undefined || byHand === undefined) throw new Error('too few');
  const advocates = org.group('Social advocates');
  advocates.memberIds = [alone.id, shared.id, byHand.id];
  const contractors = org.group('Contractors');
  contractors.memberIds = [shared.id];
  const toApp = `/api/v1/apps/${org.app().id}`;
  await core.org.api('POST', `${toApp}/users`, { id: byHand.id, scope: 'USER' });
  await core.org.api('PUT', `${toApp}/groups/${contractors.id}`, {});
  await core.org.world.idle();
  const groups = [{ id: advocates.id, name: advocates.profile.name }];
  await org.begin(await core.call('rollout.plan', org.choice({ groups })));
  await core.until('the rollout ends', rolloutEnded);
  const back = await core.call('rollout.planBack', { ring: 0 });
  expect(back).toMatchObject({ group: 'Social advocates', people: 1, deactivated: 1, leftAlone: 2 });
  const { rows } = await core.call('rollout.rows', { of: 'back', ring: 0, state: null, from: 0, count: 9 });
  expect(rows.map(({ userId }) => userId)).toEqual([alone.id]);
  await org.takeBack(0);
  expect(Object.keys(org.app().users).toSorted()).toEqual(
    expect.arrayContaining([shared.id, byHand.id].toSorted()),
  );
  expect(org.app().users[alone.id]).toBeUndefined();
});

it('of a group, whom another group has got since is named nowhere as leaving, before and after', async () => {
  const [alone, shared] = org.ready(2);
  if (alone === undefined || shared === undefined) throw new Error('too few');
  const advocates = org.group('Social advocates');
  advocates.memberIds = [alone.id, shared.id];
  const groups = [{ id: advocates.id, name: advocates.profile.name }];
  await org.begin(await core.call('rollout.plan', org.choice({ groups })));
  await core.until('the rollout ends', rolloutEnded);
  const contractors = org.group('Contractors');
  contractors.memberIds = [shared.id];
  await core.org.api('PUT', `/api/v1/apps/${org.app().id}/groups/${contractors.id}`, {});
  await core.org.world.idle();
  const back = await core.call('rollout.planBack', { ring: 0 });
  expect(back).toMatchObject({ people: 1, deactivated: 1, leftAlone: 1 });
  expect(back.notes.join(' ')).not.toContain('2 accounts');
  await org.takeBack(0);
  await core.call('session.go', { screen: 'rollout' });
  await core.until('it is read', ({ rollout }) => rollout.takenBack === 1);
  expect(await counts()).toEqual({ takenBack: 1, unassigned: 0, arrived: 1, arrivedBefore: 1, notBegun: 0 });
});
