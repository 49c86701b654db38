import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { OktaUser } from '../../practice/world/state';
import type { Checkpoint } from '../testing/checkpoint';
import type { TestCore } from '../testing/core';
import { readyToRollOut, rolloutEnded as ended, rolloutOrg, startHurried } from '../testing/rollout-org';

let core: TestCore;
let checkpoint: Checkpoint;
const org = rolloutOrg(() => core);
beforeAll(async () => {
  core = await startHurried({ licences: 200 });
  checkpoint = await readyToRollOut(core);
});
beforeEach(() => core.returnTo(checkpoint));
afterAll(() => core.close());

const emailOf = ({ profile }: OktaUser): string => profile.email ?? '';
const nameOf = ({ profile }: OktaUser): string => `${profile.firstName ?? ''} ${profile.lastName ?? ''}`;

/** Somebody made an active account of their own before anything was assigned. */
function isThereBefore(user: OktaUser): void {
  const accounts = core.org.world.state.oktopost.us.users;
  const [known] = Object.values(accounts);
  if (known === undefined) throw new Error('nobody at Oktopost');
  const there = { id: 'adv00000000000000001', userName: emailOf(user), active: true };
  accounts['adv00000000000000001'] = { ...structuredClone(known), ...there };
}

async function takeBack(): Promise<void> {
  const { planId, lockOut } = await core.call('rollout.planBack', { ring: 1 });
  await core.call('rollout.takeBack', { planId, typed: null, secondYes: lockOut.length > 0 });
  await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
}

it('taking a ring back, and an undo before and after it, name whose account was active before', async () => {
  const [first, grace, other] = org.ready(3);
  if (first === undefined || grace === undefined || other === undefined) throw new Error('too few');
  isThereBefore(grace);
  await org.begin(await org.planOf([first, grace, other].map(emailOf)));
  await core.until('the rollout ends', ended);
  const said = `Active at Oktopost before this set-up assigned them: ${nameOf(grace)}.`;
  const remains = async (): Promise<string> =>
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true })).undo?.remains.join(' ') ?? '';

  expect((await core.call('rollout.planBack', { ring: 1 })).notes).toEqual([expect.stringContaining(said)]);
  expect((await core.call('rollout.planBack', { ring: 0 })).notes).toEqual([]);
  expect(await remains()).toContain(said);
  // A restart forgets nothing of it.
  await core.restart();
  await core.until('connected', ({ okta }) => okta.state === 'connected');
  await takeBack();
  expect(await remains()).toContain(said);
});

it('of a group names the members whose account was active before', async () => {
  const [first, grace, other] = org.ready(3);
  if (first === undefined || grace === undefined || other === undefined) throw new Error('too few');
  isThereBefore(grace);
  const group = org.group('Social advocates');
  group.memberIds = [grace.id, other.id];
  const groups = [{ id: group.id, name: group.profile.name }];
  await org.begin(await org.planOf([emailOf(first)], { groups }));
  await core.until('the rollout ends', ended);
  const said = `Active at Oktopost before this set-up assigned them: ${nameOf(grace)}.`;
  expect((await core.call('rollout.planBack', { ring: 1 })).notes).toEqual([expect.stringContaining(said)]);
  const { undo } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
  expect(undo?.remains.join(' ')).toContain(said);
});
