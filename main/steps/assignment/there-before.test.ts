import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';

let core: TestCore;
afterEach(() => core.close());

it('a plan that assigns whom Oktopost has already says that an undo leaves their account inactive', async () => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  const userName = core.org.world.state.users[userId]?.profile.email ?? '';
  /** Oktopost's whole list from now on. */
  function shows(active: boolean): void {
    const name = { givenName: 'Bruno', familyName: 'Berger' };
    const Resources = [{ id: 'a1', userName, active, name, externalId: null }];
    const body = JSON.stringify({ totalResults: 1, startIndex: 1, Resources });
    const answer = { status: 200, headers: { 'content-type': 'application/scim+json' }, body };
    core.org.faults.clear();
    core.org.faults.add([{ target: 'oktopost', method: 'GET', path: '/Users', times: 99, answer }]);
  }
  const said = async (): Promise<string[]> =>
    (await core.preview({ kind: 'assign', userId })).warnings.filter((text) => /undo/i.test(text));
  expect(await said()).toEqual([]);
  shows(true);
  expect(await said()).toEqual([
    expect.stringMatching(/has an active account at Oktopost.*leaves it inactive/),
  ]);
  // An undo takes nothing from an account that is inactive already.
  shows(false);
  expect(await said()).toEqual([]);
});

it('an undo names the test user whose account was active before', async () => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  const user = core.org.world.state.users[userId];
  const accounts = core.org.world.state.oktopost.us.users;
  const [known] = Object.values(accounts);
  if (user === undefined || known === undefined) throw new Error('nobody');
  const there = { id: 'adv00000000000000001', userName: user.profile.email ?? '', active: true };
  accounts[there.id] = { ...structuredClone(known), ...there };
  await core.run({ kind: 'assign', userId });
  // An undo says it of an account that Okta is linked to.
  await core.org.world.idle();
  const { undo } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
  expect(undo?.remains.join(' ')).toContain(
    `Active at Oktopost before this set-up assigned them: ${user.profile.firstName} ${user.profile.lastName}.`,
  );
});

it('before it assigns, looks for the account by the email that the user has by then', async () => {
  const looked: string[] = [];
  core = await startTestCore({
    onExchange: ({ target, method, query }) => {
      if (target === 'oktopost' && method === 'GET') looked.push(decodeURIComponent(query));
    },
  });
  const userId = await readyToTest(core);
  const { world } = core.org;
  const user = world.state.users[userId];
  const app = Object.values(world.state.apps).find(({ body }) => 'signOn' in body.settings);
  if (user === undefined || app === undefined) throw new Error('nobody');
  // So that another email is no other plan.
  app.body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
  const plan = await core.preview({ kind: 'assign', userId });
  const before = user.profile.email ?? '';
  user.profile.email = 'renamed@bellwether.example';
  looked.length = 0;
  await core.apply(plan);
  expect(looked.slice(0, 2)).toEqual([
    expect.stringContaining(before),
    expect.stringContaining('renamed@bellwether.example'),
  ]);
});
