import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../../practice/world/world';
import { readyToTest } from '../../testing/ready-to-test';
import { rolloutOrg, startHurried } from '../../testing/rollout-org';
import type { TestCore } from '../../testing/core';

const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;
const appLabel = 'Oktopost Social Advocacy';

describe('an undo of a set-up whose token Oktopost does not take', () => {
  let core: TestCore;
  let userId: string;
  const org = rolloutOrg(() => core);
  beforeEach(async () => {
    core = await startHurried();
    userId = await readyToTest(core);
    await tested(userId);
  });
  afterEach(() => core.close());

  async function tested(id: string): Promise<void> {
    await core.run({ kind: 'assign', userId: id });
    await core.until('a verdict', ({ test }) => test.user?.id === id && test.verdict !== null);
    await core.call('test.stop', {});
    await core.org.world.idle();
  }

  /** The assistant has a new token, and Okta the one that is revoked now. */
  async function revoked(): Promise<void> {
    const { text } = createOktopostToken(core.org.world, 'us', 'New');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: text });
    const { tokens } = core.org.world.state.oktopost.us;
    for (const [id, { name }] of Object.entries(tokens)) if (name !== 'New') delete tokens[id];
  }

  const warningsOf = async (changeId: string) =>
    (await core.preview(undo)).changes.find(({ id }) => id === changeId)?.warnings ?? [];
  const apps = () => Object.values(core.org.world.state.apps).map(({ label }) => label);

  it('says beforehand that the account stays active, does it in one press, and reads the account back', async () => {
    await revoked();
    const [other] = org.ready(1);
    await tested(other?.id ?? '');
    expect(await warningsOf(`unassign-${userId}`)).toEqual([
      expect.stringMatching(/^Oktopost refused what Okta sent last\..*stays active\.$/),
    ]);
    expect((await core.preview({ kind: 'unassign', userId })).changes[0]?.warnings).toEqual([
      expect.stringMatching(/stays active\.$/),
    ]);
    expect(await warningsOf('deactivate-app')).toEqual([
      expect.stringMatching(/^Oktopost refused what Okta sent last\..*deactivate them in Oktopost\.$/),
    ]);
    const run = await core.run(undo);
    expect(run).toMatchObject({ state: 'done', error: null });
    expect(run.checks.find(({ setting }) => setting === `account:${userId}`)).toMatchObject({
      ...{ actual: 'active', state: 'different', next: expect.stringMatching(/^Okta could not deactivate/) },
    });
    expect(apps()).not.toContain(appLabel);
  });

  it('says so of a new token of which nothing shows that Okta has it, and stops where the account stays active', async () => {
    await core.call('tokenChange.begin', {});
    await revoked();
    await core.call('tokenChange.look', {});
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    await core.call('tokenChange.look', {});
    expect(await warningsOf(`unassign-${userId}`)).toEqual([
      expect.stringMatching(/^Okta deactivates the account/),
      'Nothing shows yet that Okta has the new SCIM token. If it does not, the account stays active.',
    ]);
    const run = await core.run(undo);
    expect(run.state).toBe('failed');
    expect(run.error?.message).toMatch(
      /^“Oktopost Social Advocacy” was not deactivated, so that you see this.*Okta could not deactivate.*Bruno/,
    );
    expect(apps()).toContain(appLabel);
    // What Oktopost refused is known from then on, as after a test or a ring.
    const { guided, rail } = await core.snapshot();
    expect(guided.connection).toMatchObject({
      known: 'lost',
      evidence: [expect.stringMatching(/of an undo$/)],
    });
    expect(rail.find(({ screen }) => screen === 'connection')?.state).toBe('failed');
    expect(await warningsOf('deactivate-app')).toEqual(
      expect.arrayContaining([expect.stringMatching(/still active/)]),
    );
    expect((await core.run(undo)).state).toBe('done');
  });

  it('doubts nothing of a token that was proven', async () => {
    expect(await warningsOf(`unassign-${userId}`)).toEqual([
      expect.stringMatching(/^Okta deactivates the account/),
    ]);
    expect(await warningsOf('deactivate-app')).toEqual([]);
  });
});
