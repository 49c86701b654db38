import { expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { repairEnded, tooEarlyOrg } from '../../testing/too-early-org';

let core: TestCore;
const org = tooEarlyOrg((started) => {
  core = started;
});

it.each([
  ['inactive', { status: 'INACTIVE' }, 'is inactive in Okta, and nobody can be assigned to it'],
  [
    'without provisioning',
    { provisioning: 'NONE', toApp: { create: false, update: false, deactivate: false } },
    'SCIM is off in Okta: it would send nobody.',
  ],
])(
  'whose app integration is %s since the first half began unassigns nobody more, and pauses with the reason',
  async (_what, off, reason) => {
    const ids = await org.assignedTooEarly(4);
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    let unassigned = 0;
    org.afterUnassignment = () => {
      unassigned += 1;
      if (unassigned !== 2) return;
      Object.assign(core.ours(), off);
      org.pass(1_000);
    };
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await core.until('it pauses', repairEnded);
    expect(rollout.repair).toMatchObject({ state: 'paused', between: 1, failed: 0 });
    expect(rollout.repair?.error?.message).toContain(reason);
    expect(ids.filter((id) => core.ours().users[id] === undefined)).toHaveLength(1);
  },
);
