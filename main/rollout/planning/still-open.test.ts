import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newAppUser } from '../../../practice/world/people';
import { suggestedLabels } from '../../../shared/oktopost';
import { askOktopostStatement, tileHiddenStatement } from '../../../shared/left-to-do';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

describe('what was put off until a rollout', () => {
  let core: TestCore;
  beforeAll(async () => {
    core = await startTestCore({ region: 'eu' });
    await core.begin({
      destination: 'admin-application',
      region: 'eu',
      label: suggestedLabels.board,
      confirmedUndocumentedTarget: true,
    });
    await core.run({ kind: 'app' });
    await core.run({ kind: 'tile', hidden: true });
  });
  afterAll(() => core.close());

  const warnings = async (): Promise<string> => {
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const choice = {
      groups: [],
      userIds: users.map(({ id }) => id),
      listId: null,
      ringSize: 20,
      failShare: 20,
    };
    const plan = await core.call('rollout.plan', { ...choice, licences: null, goOn: false });
    return plan.warnings.join('\n');
  };
  const left = async (): Promise<string> =>
    (await core.call('summary.get', {})).left.map(({ text }) => text).join('\n');

  it('is said by its plan as long as it is open, and by the summary as what is late once people are assigned', async () => {
    expect(await warnings()).toContain('that you asked your account manager at Oktopost is not stated');
    expect(await warnings()).toContain('The tile is hidden');
    expect(await left()).toContain('at Oktopost before rollout');
    expect(await left()).toContain('when you roll out');

    const [first] = Object.values(core.org.world.state.users);
    if (first === undefined) throw new Error('nobody');
    const given = {
      appUserId: '0ua1',
      at: new Date().toISOString(),
      scope: 'USER',
      provisioned: false,
    } as const;
    core.ours().users[first.id] = newAppUser(core.ours(), first, given);
    expect(await left()).toContain('as you meant to before rollout');
    expect(await left()).toContain('who are assigned already');
    expect(await left()).not.toContain('when you roll out');

    await core.call('summary.state', { id: askOktopostStatement, done: true });
    await core.call('summary.state', { id: tileHiddenStatement, done: true });
    expect(await warnings()).not.toContain('account manager');
    expect(await warnings()).not.toContain('The tile');
  });
});
