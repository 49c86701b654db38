import { expect, it } from 'vitest';
import type { OktaUser } from '../../../practice/world/state';
import type { TestCore } from '../../testing/core';
import { emailOf, readyForEach, rolloutEnded as ended } from '../../testing/rollout-org';

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);

const nameOf = ({ profile }: OktaUser): string => `${profile.firstName ?? ''} ${profile.lastName ?? ''}`;
const since = async () =>
  (await core.call('rollout.view', {})).notes.filter(({ kind }) => kind !== 'evidence');

/** The screen is opened, and what it has read is there. */
async function opened(): Promise<void> {
  await core.call('session.go', { screen: 'summary' });
  const { version } = (await core.snapshot()).rollout;
  await core.call('session.go', { screen: 'rollout' });
  await core.until('it is read', ({ rollout }) => rollout.version > version);
}

it('whoever is unassigned or deactivated in Okta since is named at their ring, with when it was read', async () => {
  const [pilot, gone, away] = await org.rolledOut(4);
  if (pilot === undefined || gone === undefined || away === undefined) throw new Error('too few');
  expect(await since()).toEqual([]);
  await org.unassign(gone);
  await core.org.api('POST', `/api/v1/users/${away.id}/lifecycle/deactivate`);
  await core.org.world.idle();
  await opened();
  expect(await since()).toEqual([
    {
      ring: 1,
      kind: 'left',
      at: expect.any(String),
      text: `Not assigned any more: ${nameOf(gone)}, ${nameOf(away)} (not active in Okta)`,
    },
  ]);
  // The check reads the ring anew, and says why they are missing.
  await core.call('rollout.check', { ring: 1 });
  await core.until('checked', ({ rollout }) => rollout.checking === null && rollout.failed === 2);
  expect(await since()).toEqual([]);
});

it('nobody is named twice, or of a ring that was taken back, and nothing is read while something is at work', async () => {
  const [pilot, second] = await org.rolledOut(3);
  if (pilot === undefined || second === undefined) throw new Error('too few');
  await org.unassign(pilot);
  await org.unassign(second);
  await opened();
  expect((await since()).map(({ ring }) => ring)).toEqual([0, 1]);
  await org.begin(await org.planOf([emailOf(pilot)]));
  await core.until('the other rollout ends', ended);
  const again = {
    ring: 0,
    kind: 'again',
    at: null,
    text: '1 of 1 is in a later ring again, and counted there',
  };
  expect(await since()).toEqual([again]);
  await opened();
  expect(await since()).toEqual([again, expect.objectContaining({ ring: 1 })]);
  const { planId } = await core.call('rollout.planBack', { ring: 1 });
  await core.call('rollout.takeBack', { planId, typed: null, secondYes: false });
  await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
  expect(await since()).toEqual([again]);
});
