import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../practice/web/faults';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { steppedClock } from '../testing/hurried-clock';
import { readyToTest } from '../testing/ready-to-test';

// What goes wrong between Okta and Oktopost, as docs/practice-org.md says how to play it, through the test of one user.

describe('a fault of provisioning that the practice org plays', () => {
  let core: TestCore;
  let userId: string;
  afterEach(() => core.close());

  async function provisioningOn(): Promise<void> {
    const clock = steppedClock(() => core.org.world.idle());
    core = await startTestCore({ now: clock.now }, { ports: () => ({ clock }) });
    userId = await readyToTest(core);
  }
  const verdict = async () =>
    (await core.until('a verdict', ({ test }) => test.verdict !== null && test.state !== 'following')).test;

  const create = { method: 'POST', path: '/Users' };
  const answer = (status: number, body = '', more: object = {}): Partial<Fault> => ({
    answer: { status, headers: { 'content-type': 'application/json' }, body, ...more },
  });

  it.each<[string, string | null, Partial<Fault>]>([
    ['an empty 201', 'empty-answer', { ...create, ...answer(201, '', { after: true }) }],
    ['a web page of a proxy', 'proxy-fault', { ...create, ...answer(502, '<html>') }],
    ['a web page of a firewall', 'blocked', { ...create, ...answer(403, '<html>') }],
    ['plain text', 'already-exists', { ...create, ...answer(409, 'User exists') }],
    ['a refused token', 'token-refused', { ...create, ...answer(401, '{"detail":"Token is not valid"}') }],
    ['JSON that is cut off', 'answer-unreadable', { ...create, malformed: true }],
    ['a closed connection', 'no-connection', { ...create, drop: 'before' }],
    ['a late answer', null, { ...create, delayMs: 300 }],
    [
      'a list without Resources',
      null,
      { method: 'GET', path: '/Users', ...answer(200, '{"totalResults":0}') },
    ],
  ])('%s ends in %s', async (_what, id, fault) => {
    await provisioningOn();
    const plan = await core.preview({ kind: 'assign', userId });
    core.org.faults.add([{ target: 'oktopost', times: 1, ...fault }]);
    await core.apply(plan);
    const { state, explanation } = await verdict();
    expect([state, explanation?.id ?? null]).toEqual([id === null ? 'passed' : 'failed', id]);
  });

  it('an account that was deleted at Oktopost is named, with the way to another one', async () => {
    await provisioningOn();
    await core.run({ kind: 'assign', userId });
    await verdict();
    const { users } = core.org.world.state.oktopost.us;
    for (const [id, { externalId }] of Object.entries(users)) {
      if (externalId === userId) Reflect.deleteProperty(users, id);
    }
    await core.org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName: 'Bru' } });
    await core.org.world.idle();
    await core.call('test.followAgain', {});
    const { state, explanation } = await verdict();
    expect(state).toBe('failed');
    expect(explanation).toMatchObject({
      id: 'account-gone',
      owner: 'okta-admin',
      next: expect.stringMatching(/unassign/i),
    });
  });
});
