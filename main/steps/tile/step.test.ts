import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseProfile } from '../../../practice/profile';
import { adoptColleaguesApp } from '../../testing/adopt';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore({ region: 'us', profile: parseProfile('laterPut=resets') });
  await core.begin();
  await core.run({ kind: 'app' });
});
afterEach(() => core.close());

const hide = { kind: 'tile', hidden: true } as const;

it('hides the tile and shows it again, and each is remembered as read back', async () => {
  expect((await core.snapshot()).tileHidden).toBe(false);
  const run = await core.run(hide);
  expect(run.checks.map(({ state }) => state)).toEqual(['same', 'same']);
  expect(core.ours().body.visibility).toMatchObject({ hide: { web: true, iOS: true } });
  expect((await core.snapshot()).tileHidden).toBe(true);
  expect((await core.preview(hide)).changes.map(({ verb }) => verb)).toEqual(['keep']);
  await core.run({ kind: 'tile', hidden: false });
  expect((await core.snapshot()).tileHidden).toBe(false);
});

it('leaves what was applied of the app integration on its screen, until an undo', async () => {
  const applied = (await core.snapshot()).run;
  expect((await core.snapshot()).appRun).toBeNull();
  await core.run(hide);
  expect((await core.snapshot()).appRun).toEqual(applied);
  await core.run({ kind: 'tile', hidden: false });
  expect((await core.snapshot()).appRun).toEqual(applied);
  await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect((await core.snapshot()).appRun).toBeNull();
});

it('warns, with their number, that whoever is assigned loses the tile; of showing it, and of nobody, it warns not', async () => {
  const lost = async () => (await core.preview(hide)).warnings;
  expect(await lost()).toEqual([]);
  const [first, second] = Object.keys(core.org.world.state.users);
  for (const id of [first, second]) {
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id, scope: 'USER' });
  }
  expect(await lost()).toEqual([
    expect.stringMatching(/^2 people are assigned\. Whoever is assigned loses the tile at once/),
  ]);
  expect((await core.run(hide)).state).toBe('done');
  expect(await lost()).toEqual([]);
  expect((await core.preview({ kind: 'tile', hidden: false })).warnings).toEqual([]);
});

it('warns of the risk once SCIM is on, and reports when SCIM was lost', async () => {
  core.byHand.scimOn();
  const { changes } = await core.preview(hide);
  expect(changes[0]?.warnings.join(' ')).toContain('switch provisioning off');
  const run = await core.run(hide);
  expect(run.checks.find(({ setting }) => setting === 'scim')).toMatchObject({
    state: 'different',
    actual: 'None',
  });
  const state = await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
  expect(state.rail.find(({ screen }) => screen === 'scim-on')?.state).toBe('failed');
});

it('is an open item of the summary while it is hidden', async () => {
  await core.run(hide);
  const { left } = await core.call('summary.get', {});
  expect(left.map(({ text }) => text).join('\n')).toContain('Show the tile to users');
});

it('is undone with the rest of the set-up: each box as a colleague had it', async () => {
  await core.call('session.startOver', {});
  delete core.org.world.state.apps[core.ours().id];
  await core.begin();
  await adoptColleaguesApp(core);
  const visibility = () => core.ours().body.visibility;
  Object.assign(visibility(), { hide: { web: true, iOS: false } });
  await core.run({ kind: 'tile', hidden: false });
  expect(visibility()).toMatchObject({ hide: { web: false, iOS: false } });
  const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(run.state).toBe('done');
  expect(visibility()).toMatchObject({ hide: { web: true, iOS: false } });
});
