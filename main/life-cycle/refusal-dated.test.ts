import { beforeEach, expect, it } from 'vitest';
import { live } from '../testing/lives';
import { testOne } from '../testing/ready-to-test';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import type { TestCore } from '../testing/core';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});
beforeEach(() => prepared.again({}, true));

const revoked = (): void => {
  core.byHand.connect(undefined, 'a token that was revoked');
};

it.each([
  [
    'a phase of the life-cycle test',
    async () => {
      revoked();
      expect((await live(core)).state).toBe('failed');
    },
  ],
  [
    'the unassignment of the test user',
    async () => {
      const { user } = await testOne(core);
      revoked();
      await core.run({ kind: 'unassign', userId: user?.id ?? '' });
      await core.until('it is followed', ({ test }) => test.unassignment?.state === 'active');
    },
  ],
])('what Oktopost refused is dated by when Okta logged it: %s', async (_what, happens) => {
  await happens();
  const { guided } = await core.until(
    'it is refused',
    ({ guided: { connection } }) => connection.known === 'lost',
  );
  const failed = core.org.world.state.log.filter(({ outcome }) => outcome.result === 'FAILURE');
  expect(failed.map(({ published }) => published)).toContain(guided.connection.lastLookAt);
});
