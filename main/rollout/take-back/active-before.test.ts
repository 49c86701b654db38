import { expect, it, vi } from 'vitest';
import type { OktaUser } from '../../../practice/world/state';
import type { TestCore } from '../../testing/core';
import { emailOf, readyForEach, rolloutEnded as ended } from '../../testing/rollout-org';

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { licences: 200 },
);
const patience = { timeout: 20_000 };

const nameOf = ({ profile }: OktaUser): string => `${profile.firstName ?? ''} ${profile.lastName ?? ''}`;

/** Somebody made an active account of their own before anything was assigned. */
function isThereBefore(user: OktaUser): void {
  const accounts = core.org.world.state.oktopost.us.users;
  const [known] = Object.values(accounts);
  if (known === undefined) throw new Error('nobody at Oktopost');
  const there = { id: 'adv00000000000000001', userName: emailOf(user), active: true };
  accounts['adv00000000000000001'] = { ...structuredClone(known), ...there };
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
  await org.takeBack(1);
  expect(await remains()).toContain(said);
});

it('what a take-back left inactive is said at the ring and by every summary, until an admin has looked at it or it is active again', async () => {
  const [first, grace, other] = org.ready(3);
  if (first === undefined || grace === undefined || other === undefined) throw new Error('too few');
  isThereBefore(grace);
  await org.begin(await org.planOf([first, grace, other].map(emailOf)));
  await core.until('the rollout ends', ended);
  const atRing = async () =>
    (await core.call('rollout.view', {})).notes.filter(({ kind }) => kind === 'inactive');
  const left = async () =>
    (await core.call('summary.get', {})).left.find(({ text }) =>
      text.startsWith('Active at Oktopost before'),
    );
  const remains = async (): Promise<string> =>
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true })).undo?.remains.join(' ') ?? '';
  const said = `Active at Oktopost before this set-up assigned them, and left inactive when it unassigned them: ${nameOf(grace)} (${emailOf(grace)}).`;
  expect(await left()).toBeUndefined();
  expect((await core.call('summary.get', {})).rollout).toMatchObject({ activeBefore: 1 });
  await org.takeBack(1);

  const text = `Active at Oktopost before, and left inactive: ${nameOf(grace)}`;
  expect(await atRing()).toEqual([{ ring: 1, kind: 'inactive', at: null, text }]);
  // A restart forgets nothing of it; the screen reads Oktopost.
  await core.restart();
  await core.until('connected', ({ okta }) => okta.state === 'connected');
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.until('Oktopost, too', ({ oktopost }) => oktopost.state === 'accepted');
  const opened = async (notes: unknown[]): Promise<void> => {
    await core.call('session.go', { screen: 'rollout' });
    await vi.waitFor(async () => {
      expect(await atRing()).toEqual(notes);
    }, patience);
  };
  await opened([{ ring: 1, kind: 'inactive', at: expect.any(String), text }]);
  expect((await core.call('summary.get', {})).rollout).toMatchObject({ takenBack: 2, activeBefore: 1 });
  const item = await left();
  expect(item).toMatchObject({ kind: 'reminder', link: { place: 'oktopostTeam' } });
  expect(item?.text).toContain(said);
  const { download } = await core.call('summary.export', { format: 'markdown' });
  expect(download?.text).toContain(said.slice(0, 60));
  expect(download?.text).toContain(
    '1 person had an active account at Oktopost before this set-up assigned them.',
  );

  const id = item?.statement ?? '';
  await core.call('summary.state', { id, done: true });
  expect(await left()).toBeUndefined();
  expect(await atRing()).toEqual([]);
  expect(await remains()).not.toContain('Active at Oktopost before');
  await core.call('summary.state', { id, done: false });
  expect(await remains()).toContain('Active at Oktopost before');

  const account = Object.values(core.org.world.state.oktopost.us.users).find(
    ({ userName }) => userName === emailOf(grace),
  );
  if (account === undefined) throw new Error('no account');
  expect(account.active).toBe(false);
  account.active = true;
  expect(await left()).toBeUndefined();
  await opened([]);
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
