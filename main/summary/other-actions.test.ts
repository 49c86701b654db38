import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
  await core.provisioningOn();
});
afterEach(() => core.close());

const actions = ['connection.import-users', 'connection.push-groups', 'connection.import-groups'];
const summary = () => core.call('summary.get', {});
const known = async () =>
  (await summary()).settings
    .filter(({ setting }) => actions.includes(setting))
    .map(({ value, expected, known: { how } }) => [value, expected, how]);

it('has the actions of the connection that stay off as stated, for what Okta does not show is not read', async () => {
  expect(await known()).toEqual(actions.map(() => ['off', 'off', 'stated']));
});

it('reads in the features that one is on, against what was stated, and drift says the same', async () => {
  const { connection } = core.ours();
  if (connection === null) throw new Error('no connection');
  Object.assign(connection, { importNewUsers: true, pushGroups: true, importGroups: true });
  expect(await known()).toEqual([
    ['on', 'off', 'read-back'],
    ['on', 'off', 'read-back'],
    ['off', 'off', 'stated'],
  ]);
  const { left } = await summary();
  const item = left.find(({ settings }) => settings.includes('connection.import-users'));
  expect(item).toMatchObject({ kind: 'fault', step: 'connection' });
  expect(item?.text).toContain('Provisioning tab, Integration');
  const { report } = await core.call('drift.check', {});
  const rows = report.rows.filter(({ setting }) => actions.includes(setting));
  expect(rows.map(({ state }) => state)).toEqual(['drift', 'drift', 'cannot-be-read']);
});
