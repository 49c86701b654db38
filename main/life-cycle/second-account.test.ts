import { expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import { cleanUpLife, goOnWithLife, live, phaseIn } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import type { TestCore } from '../testing/core';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});
const accounts = () =>
  Object.values(core.org.world.state.oktopost.us.users).filter(({ userName }) => userName.includes('test-'));

it('says why Okta made a second account after a user name that it did not send, and watches that one from then on', async () => {
  await prepared.again();
  await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: false });
  await core.run({ kind: 'mapping' });
  // Okta's default: user names are updated on Create only.
  core.byHand.updateUserNames(false);
  expect(phaseIn(await live(core), 'user-name').state).toBe('failed');
  const gone = await goOnWithLife(core, 'next');
  expect(phaseIn(gone, 'unassign').state).toBe('passed');
  const reassigned = phaseIn(gone, 'reassign');
  expect(reassigned).toMatchObject({ state: 'failed', explanation: { id: 'account-by-new-name' } });
  expect(reassigned.explanation?.what).not.toContain('delete');
  expect(reassigned.explanation?.next).not.toContain('delete');
  const [first, second] = accounts();
  expect([first?.active, second?.active]).toEqual([false, true]);

  const deactivated = phaseIn(await goOnWithLife(core, 'next'), 'deactivate');
  expect(deactivated.state).toBe('passed');
  const account = deactivated.facts.find(({ where, what }) => where === 'oktopost' && what === 'account');
  expect(account?.actual).toBe(second?.id);
  expect(accounts().map(({ active }) => active)).toEqual([false, false]);
  expect(phaseIn(await cleanUpLife(core), 'clean-up').state).toBe('passed');
});

it.each([
  ['failed before', true],
  ['is another one', false],
])(
  'says that Okta deleted the first account, as its log has it, whether the user name %s',
  async (_how, fails) => {
    await prepared.again({ profile: parseProfile('unassignment=deletes') }, true);
    if (fails) {
      await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: false });
      await core.run({ kind: 'mapping' });
      core.byHand.updateUserNames(false);
    }
    const first = await live(core);
    const failed = fails ? await goOnWithLife(core, 'next') : first;
    const { explanation } = phaseIn(failed, 'reassign');
    expect(explanation).toMatchObject({ id: 'account-replaced', guess: false });
    expect(explanation?.what).toContain('Okta deleted that one when the user was unassigned');
  },
);
