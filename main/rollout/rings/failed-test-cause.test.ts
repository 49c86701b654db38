import { beforeEach, describe, expect, it } from 'vitest';
import { unfiltered } from '../../../shared/people';
import { reasonsOf, stateWords } from '../../../shared/people-words';
import type { TestCore } from '../../testing/core';
import { preparedForTest } from '../../testing/prepared-core';
import type { PreparedCore } from '../../testing/prepared-core';
import { testOne } from '../../testing/ready-to-test';

describe('the user of a test that failed', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  let userId: string;
  preparedForTest((made, testUser) => {
    prepared = made;
    ({ core } = made);
    userId = testUser;
  });
  beforeEach(() => prepared.again({}, true));

  const fails = async (): Promise<string> => (await testOne(core, userId)).explanation?.what ?? '';
  async function row() {
    await core.call('people.read', { view: 'reconciliation', source: { kind: 'assigned' } });
    await core.until('it is read', ({ people }) => people.reconciliation.phase === 'done');
    const asked = { view: 'reconciliation', filter: unfiltered, from: 0, count: 9 } as const;
    const { rows } = await core.call('people.rows', asked);
    const found = rows.find(({ id }) => id === userId);
    if (found === undefined) throw new Error('not among the people');
    return found;
  }
  const recipe = async () =>
    (await core.call('people.person', { view: 'reconciliation', id: userId })).recipe.map(({ text }) => text);
  const neverSaved = (): void => {
    for (const app of Object.values(core.org.world.state.apps)) app.connection = null;
  };

  it('has what the test found where Okta sent nothing, and is nowhere said to be assigned too early', async () => {
    neverSaved();
    const what = await fails();
    expect(what).toContain('Create Users is most likely not ticked');
    const found = await row();
    expect(found).toMatchObject({ state: 'too-early', cause: { of: 'test', what } });
    expect(reasonsOf(found)).toMatch(/^Test of this user: Okta sent nothing/);
    expect((await recipe())[0]).toContain(what);
    const plan = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    expect(plan.direct).toBe(1);
    expect(JSON.stringify([stateWords['too-early'], found, await recipe(), plan])).not.toMatch(
      /too early|before provisioning was on/i,
    );
  });

  it('has it where the push failed, until the user is unassigned', async () => {
    core.byHand.connect(undefined, 'a token that was revoked');
    const what = await fails();
    expect(await row()).toMatchObject({ state: 'in-error', cause: { of: 'test', what } });
    await core.run({ kind: 'unassign', userId });
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: userId, scope: 'USER' });
    await core.org.world.idle();
    const again = await row();
    expect(again.state).toBe('in-error');
    expect(again.cause).toBeUndefined();
  });
});
