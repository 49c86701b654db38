import { afterEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

describe('a plan that changes an admin of Okta', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function idOf(query: string): Promise<string> {
    const { users } = await core.call('users.search', { query });
    return users[0]?.id ?? '';
  }

  it('that assigns the owner of the token needs a second yes, and writes nothing without it', async () => {
    core = await startTestCore();
    await readyToTest(core);
    const userId = await idOf('admin@bellwether.example');
    const plan = await core.preview({ kind: 'assign', userId });
    expect(plan.lockOut).toEqual([expect.stringContaining('owns the API token')]);
    expect(await core.refusal('plan.apply', { planId: plan.id })).toMatchObject({
      code: 'not-ready',
      message: plan.lockOut[0],
    });
    const assigned = () =>
      Object.values(core.org.world.state.apps).some(({ users }) => Object.hasOwn(users, userId));
    expect(assigned()).toBe(false);
    const { runId } = await core.call('plan.apply', { planId: plan.id, secondYes: true });
    await core.until('it is done', ({ run }) => run?.id === runId && run.state === 'done');
    expect(assigned()).toBe(true);
    expect((await core.preview({ kind: 'unassign', userId })).lockOut).toHaveLength(1);
  });

  it('that assigns another super admin says so, where Okta shows the roles', async () => {
    core = await startTestCore();
    const userId = await readyToTest(core);
    const board = await core.preview({ kind: 'assign', userId });
    expect(board.lockOut).toEqual([]);
    // Advocates of a board are no admins of Oktopost.
    expect(board.warnings.join(' ')).not.toContain('admin at Oktopost');
    core.org.world.state.superAdminIds = [userId];
    expect((await core.preview({ kind: 'assign', userId })).lockOut).toEqual([
      expect.stringContaining('is a super admin'),
    ]);
  });

  it('that changes user names names the admins among few people, and says that of many it did not look', async () => {
    core = await startTestCore();
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    const { rows } = await core.call('userNames.rows', { from: 0, count: 9, fresh: true });
    // The first one's email is somebody else's too, so their user name is not changed with the others.
    const userId = rows.at(-1)?.userId ?? '';
    core.org.world.state.superAdminIds = [userId];
    expect((await core.preview({ kind: 'user-names', userId })).lockOut).toHaveLength(1);
    const all = await core.preview({ kind: 'user-names', userId: null });
    const said = [...all.lockOut, ...all.warnings].join(' ');
    expect(said).toContain('cannot see who is an admin at Oktopost');
    expect(said).toMatch(all.changes.length > 10 ? /was not looked at/ : /super admin/);
  });
});
