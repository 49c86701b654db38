import { expect, it } from 'vitest';
import type { TestCore } from '../testing/core';
import { preparedForTest } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

let prepared: PreparedCore;
let core: TestCore;
let userId: string;
preparedForTest((made, testUser) => {
  prepared = made;
  ({ core } = made);
  userId = testUser;
});

const actions = (on: boolean): void => {
  Object.assign(core.ours().connection ?? {}, { importNewUsers: on, pushGroups: on });
};
async function connection() {
  await core.call('guided.lookAgain', {});
  const { guided, rail } = await core.snapshot();
  const { known, finding, statedAt } = guided.connection;
  return { state: rail.find(({ screen }) => screen === 'connection')?.state, known, finding, statedAt };
}
const wrong = {
  state: 'needs-you',
  known: 'not-yet',
  statedAt: null,
  finding: {
    text: 'Okta shows Import New Users and Profile Updates and Push Groups as on.',
    next: expect.stringContaining('Untick them'),
  },
};

it('takes no connection for done of which Okta shows an action as on that is to stay off, stated or proven', async () => {
  await prepared.again();
  actions(true);
  expect(await connection()).toMatchObject(wrong);
  expect(await core.refusal('guided.state', { step: 'connection', done: true })).toMatchObject({
    code: 'conflict',
    message: wrong.finding.text,
  });
  await core.run({ kind: 'assign', userId });
  await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
  expect(await connection()).toMatchObject(wrong);
  actions(false);
  await core.call('guided.lookNow', { step: 'connection' });
  expect((await core.snapshot()).guided.connection.finding).toBeNull();
  expect((await connection()).state).not.toBe('needs-you');
});
