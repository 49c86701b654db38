import { afterEach, expect, it } from 'vitest';
import { driftReportSchema } from '../../../shared/drift';
import type { DriftRow } from '../../../shared/drift';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { drift, fileOf } from '../../testing/drift';

let core: TestCore;
afterEach(() => core.close());

/** The word for them ends with SCIM in the window; a summary keeps it. */
const onlyStated = [
  'connection.push-profile-updates',
  'connection.import-users',
  'connection.push-groups',
  'connection.import-groups',
];

it('SCIM that was switched off is the same drift in the window as on the command line, before and after the loss was seen', async () => {
  core = await startTestCore({ logLagMs: 0 });
  await core.begin();
  const value = core.org.oktopost.bearerToken;
  await core.call('secrets.submit', { kind: 'oktopost-token', value });
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  const { users } = await core.call('users.search', { query: 'Bruno' });
  await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
  await core.until('a verdict', ({ test }) => test.verdict !== null);
  await core.org.world.idle();
  const text = JSON.stringify(await core.call('summary.get', {}));
  Object.assign(core.ours(), {
    provisioning: 'NONE',
    toApp: { create: false, update: false, deactivate: false },
  });
  const file = await fileOf(text);
  const ofProvisioning = ({ setting }: DriftRow): boolean => /^(?:scim|to-app|connection)/.test(setting);
  const shown = (rows: readonly DriftRow[]) =>
    rows
      .filter(ofProvisioning)
      .map(({ setting, state, actual, known }) => [setting, state, actual, known.how]);
  const commandLine = async () => {
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    const { out } = await drift([file, '--practice', '--json'], { env });
    return shown(driftReportSchema.parse(JSON.parse(out)).rows);
  };
  const window = async () => shown((await core.call('drift.check', {})).report.rows);
  const stated = (rows: ReturnType<typeof shown>) =>
    rows.map((row) => (onlyStated.includes(String(row[0])) ? row.slice(0, 3) : row));
  const told = stated(await commandLine());
  expect(told.filter(([, state]) => state === 'drift').map(([setting]) => setting)).toEqual([
    'scim',
    'to-app.create',
    'to-app.update',
    'to-app.deactivate',
  ]);
  expect(stated(await window())).toEqual(told);
  await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
  expect(stated(await window())).toEqual(told);
});
