import { describe, expect, it } from 'vitest';
import { cannotAssign } from '../../../shared/rollout';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

describe('people of a ring who are deactivated in Okta after the plan', () => {
  let core: TestCore;
  const org = readyForEach(
    (started) => {
      core = started;
    },
    { users: 80, licences: 2000 },
  );

  const lifecycle = (id: string, what: string) =>
    core.org.api('POST', `/api/v1/users/${id}/lifecycle/${what}`);
  const ofRing = (ring: number) => ({ of: { kind: 'ring', ring } }) as const;
  const causes = async (ring: number) =>
    (await core.call('rollout.view', {})).rings[ring]?.failures.map(({ id, people }) => [id, people]);
  async function checked(ring: number): Promise<void> {
    await core.call('rollout.check', { ring });
    await core.until('it is checked', ({ rollout: { checking } }) => checking === null);
  }

  /** The pilot arrives; these of the second ring of three leave before it begins. @returns the ids of the ring. */
  async function secondRing(leavers: number): Promise<string[]> {
    const people = org.ready(4);
    const emails = people.map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(emails, { goOn: false, failShare: 0 }));
    await core.until('the pilot arrives', rolloutEnded);
    const ids = people.slice(1).map(({ id }) => id);
    for (const id of ids.slice(0, leavers)) await lifecycle(id, 'deactivate');
    await core.call('rollout.resume', {});
    await core.until('the second ring ends', ({ rollout: { state } }) => state === 'done');
    return ids;
  }

  it('are told apart, stop nobody else, and are not offered to be assigned again', async () => {
    const [first = '', second = ''] = await secondRing(2);
    expect(await causes(1)).toEqual([['not-active', 2]]);
    const { rollout } = await core.snapshot();
    expect(rollout).toMatchObject({ pause: null, arrived: 2, failed: 2, missing: 2 });
    const plan = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({ direct: 0, byGroup: 0, warnings: [expect.stringContaining('deactivated')] });

    await core.org.api('DELETE', `/api/v1/users/${second}`);
    await lifecycle(first, 'activate');
    await checked(1);
    expect(await causes(1)).toEqual([
      ['not-assigned', 1],
      ['not-in-okta', 1],
    ]);
    const again = await core.call('rollout.planRepair', ofRing(1));
    expect(again).toMatchObject({ direct: 1, notAssigned: 1 });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    await core.until(
      'the repair ends',
      ({ rollout: { repair, checking } }) => repair?.state === 'done' && checking === null,
    );
    expect(await causes(1)).toEqual([['not-in-okta', 1]]);
  });

  it('who are the whole pilot have shown nothing: it waits, and is no failure', async () => {
    const people = org.ready(2);
    const plan = await org.planOf(people.map(({ profile }) => profile.email ?? ''));
    await lifecycle(people[0]?.id ?? '', 'deactivate');
    await org.begin(plan);
    const { rollout } = await core.until('it waits', ({ rollout: { state } }) => state === 'paused');
    expect(rollout).toMatchObject({ pause: 'ring-passed', ring: 1, failed: 1 });
    const [row] = (
      await core.call('rollout.rows', { of: 'rollout', ring: 0, state: null, from: 0, count: 5 })
    ).rows;
    expect(row?.note).toBe(cannotAssign['not-active'].what);
  });
});
