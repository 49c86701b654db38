import { afterEach, expect, it } from 'vitest';
import { blastRadius } from '../../../shared/plan-words';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';

let core: TestCore;
afterEach(() => core.close());

it.each([
  ['ERROR', 'Okta failed to send them'],
  ['DISABLED', 'assigned while provisioning or Create Users was off'],
])('a plan says of somebody who is assigned and not sent, in state %s, why', async (syncState, why) => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  const app = Object.values(core.org.world.state.apps).find(({ connection }) => connection !== null);
  const answer = { status: 409, headers: {}, body: '' };
  core.org.faults.add([{ target: 'oktopost', method: 'POST', path: '/Users', times: 1, answer }]);
  await core.org.api('POST', `/api/v1/apps/${app?.id ?? ''}/users`, { id: userId, scope: 'USER' });
  await core.org.world.idle();
  expect(app?.users[userId]?.syncState).toBe('ERROR');
  Object.assign(app?.users[userId] ?? {}, { syncState });
  const { changes, warnings } = await core.preview({ kind: 'assign', userId });
  expect(changes.map(({ id }) => id)).toEqual(['unassign', 'assign']);
  expect(warnings[0]).toContain(why);
});

it.each([
  ['somebody of another Okta user name', { login: 'kmori' }, 'ACTIVE', 'One user, by Okta: EMAIL.', 1],
  [
    'somebody without a last name, whom Oktopost refuses',
    { lastName: '' },
    'ACTIVE',
    'One user, by Okta: EMAIL.',
    0,
  ],
  ['a suspended user, whom Okta does not send', {}, 'SUSPENDED', 'Nothing.', 0],
] as const)(
  'a plan says what goes to Oktopost, and what remains, of %s',
  async (_who, profile, status, sent, left) => {
    core = await startTestCore();
    const userId = await readyToTest(core);
    const user = core.org.world.state.users[userId];
    if (user === undefined) throw new Error('nobody is ready');
    Object.assign(user.profile, profile);
    user.status = status;
    const plan = await core.preview({ kind: 'assign', userId });
    expect(blastRadius(plan)).toContainEqual([
      'Goes to Oktopost',
      sent.replace('EMAIL', user.profile.email ?? ''),
    ]);
    const remains = plan.changes.flatMap(({ irreversibleEffect }) => irreversibleEffect ?? []);
    expect(remains).toEqual(Array.from({ length: left }, () => 'The Oktopost account, inactive.'));
  },
);

it.each([
  [[true, true, true], 'Okta then deactivates the Oktopost account.', 'The Oktopost account, inactive.'],
  [
    [true, true, false],
    'Deactivate Users is off: the Oktopost account stays active.',
    'The Oktopost account, active.',
  ],
] as const)(
  'a plan says what becomes of the account after an undo, by the boxes %j',
  async (boxes, after, remains) => {
    core = await startTestCore();
    const userId = await readyToTest(core);
    const app = Object.values(core.org.world.state.apps).find(({ connection }) => connection !== null);
    const [create, update, deactivate] = boxes;
    Object.assign(app ?? {}, { toApp: { create, update, deactivate } });
    const { changes } = await core.preview({ kind: 'assign', userId });
    expect(changes.map(({ undo, irreversibleEffect }) => [undo, irreversibleEffect])).toEqual([
      [`The assistant unassigns the user. ${after}`, remains],
    ]);
  },
);

it('an undo that deletes the app integration promises nobody another assignment to it', async () => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  await core.run({ kind: 'assign', userId });
  const { changes } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
  const unassigns = changes.filter(({ title }) => title.startsWith('Unassign '));
  expect(unassigns.map(({ undo }) => undo)).toEqual(['Not at all: the app integration is deleted too.']);
});
