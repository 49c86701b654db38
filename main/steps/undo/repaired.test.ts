import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '../../../shared/plan';
import { startHurried, rolloutOrg } from '../../testing/rollout-org';
import type { TestCore } from '../../testing/core';
import { withApp } from '../../testing/ready-to-test';

const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;

describe('an undo after a repair of people whom others had assigned', () => {
  let core: TestCore;
  const org = rolloutOrg(() => core);
  beforeEach(async () => {
    core = await startHurried();
    await withApp(core);
  });
  afterEach(() => core.close());

  /** Assigned by others before SCIM was on. @returns their ids. */
  async function assignedTooEarly(): Promise<string[]> {
    const people = org.ready(2).map(({ id }) => id);
    for (const id of people)
      await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id, scope: 'USER' });
    await core.provisioningOn();
    await core.org.world.idle();
    return people;
  }

  async function repaired(): Promise<void> {
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout }) => rollout.repair?.state === 'done');
    await core.org.world.idle();
  }

  const account = (userId: string) =>
    Object.values(core.org.world.state.oktopost.us.users).find(({ externalId }) => externalId === userId);
  const accountChecks = ({ checks }: Run) =>
    checks
      .filter(({ setting }) => setting.startsWith('account:'))
      .map(({ setting, actual, state }) => [setting, actual, state]);

  it('unassigns them, as whom this set-up assigned, and reads their accounts back', async () => {
    const ids = await assignedTooEarly();
    await repaired();
    expect(ids.map((id) => account(id)?.active)).toEqual([true, true]);
    const plan = await core.preview(undo);
    expect(plan.undo?.others).toEqual([]);
    const own = plan.changes.filter(({ id }) => ids.some((userId) => id === `unassign-${userId}`));
    expect(own.map(({ verb, rows }) => [verb, rows[0]?.note])).toEqual(
      ids.map(() => ['delete', 'Others had assigned them; this set-up assigned them again.']),
    );
    const run = await core.run(undo);
    expect(new Set(accountChecks(run))).toEqual(
      new Set(ids.map((id) => [`account:${id}`, 'inactive', 'same'])),
    );
    expect(ids.map((id) => account(id)?.active)).toEqual([false, false]);
  });

  it('leaves those to others whom others assigned again since this set-up unassigned them', async () => {
    await core.provisioningOn();
    const userId = (await core.call('users.search', { query: 'Bruno' })).users[0]?.id ?? '';
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', ({ test }) => test.verdict !== null);
    await core.call('test.stop', {});
    await core.run({ kind: 'unassign', userId });
    await core.org.world.idle();
    await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: userId, scope: 'USER' });
    await core.org.world.idle();
    const plan = await core.preview(undo);
    expect(plan.undo?.others).toEqual([expect.stringMatching(/^Others have assigned one person\./)]);
    // None says that they are not assigned.
    expect(plan.changes.map(({ id }) => id)).not.toContain(`unassign-${userId}`);
    expect(plan.changes.find(({ id }) => id === 'delete-app')?.rows).toContainEqual(
      expect.objectContaining({ setting: 'app.people', now: '1' }),
    );
  });
});
