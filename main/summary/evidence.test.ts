import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalVersion } from '../storage/journal-entry';
import { setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

describe('evidence of a finished set-up', () => {
  let core: TestCore;
  beforeAll(async () => {
    ({ core } = await setUpWithSummary());
  });
  afterAll(() => core.close());

  it('names who wrote each change, and when, beside what Okta’s log says', async () => {
    const { evidence, systemLog, by, test, settings, versions } = await core.call('summary.get', {});
    expect(by).toMatch(/@bellwether\.example$/);
    expect(systemLog).toBe('read');
    const written = evidence.filter(({ source }) => source === 'journal');
    expect(written.map(({ what, who, result }) => [what, who, result])).toEqual([
      ['Create the app integration “Oktopost Social Advocacy”', by, 'done'],
      ['Change the attribute mapping', by, 'done'],
      ['Assign Bruno Berger to the app integration', by, 'done'],
    ]);
    const logged = evidence.filter(({ source }) => source === 'system-log');
    expect(logged.map(({ id }) => id)).toEqual(expect.arrayContaining(test?.logEventIds ?? ['none']));
    expect(logged.find(({ what }) => what.startsWith('application.user_membership.add'))).toMatchObject({
      who: by,
      result: 'SUCCESS',
    });
    const times = evidence.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    // Push Profile Updates is no proof of an arrival: someone said so.
    expect(
      settings.find(({ setting }) => setting === 'connection.push-profile-updates')?.known,
    ).toMatchObject({
      how: 'stated',
      by,
    });
    expect(versions).toMatchObject({ oktaSdk: '8.1.0', journal: journalVersion });
  });

  it('has what Okta logged of an unassignment of the test user, and of nobody else', async () => {
    const { test } = await core.snapshot();
    const userId = test.user?.id ?? '';
    await core.run({ kind: 'unassign', userId });
    await core.org.world.idle();
    // The test that follows has events of its own.
    await core.run({ kind: 'assign', userId });
    await core.until('a verdict', (state) => state.test.verdict !== null);
    const { evidence } = await core.call('summary.get', {});
    const logged = evidence.filter(({ source }) => source === 'system-log').map(({ what }) => what);
    expect(logged).toContainEqual(expect.stringContaining('application.user_membership.remove'));
    expect(logged).toContainEqual(expect.stringContaining('application.provision.user.deactivate'));
  });

  it('leaves out other people whom Okta assigned meanwhile', async () => {
    const { users } = await core.call('users.search', { query: 'Kenji' });
    const other = users[0]?.id ?? '';
    const { app } = await core.snapshot();
    const before = await core.call('summary.get', {});
    const path = `/api/v1/apps/${app?.id ?? ''}/users`;
    const assigned = await core.org.api('POST', path, { id: other, scope: 'USER' });
    expect(assigned.status).toBe(200);
    const after = await core.call('summary.get', {});
    expect(after.evidence).toEqual(before.evidence);
  });

  it('says when the System Log may not be read', async () => {
    core.org.faults.add([
      {
        target: 'okta',
        method: 'GET',
        path: '/api/v1/logs',
        times: 2,
        answer: {
          status: 403,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ errorCode: 'E0000006', errorSummary: 'no right', errorCauses: [] }),
        },
      },
    ]);
    const { evidence, systemLog } = await core.call('summary.get', {});
    expect(systemLog).toBe('cannot-be-read');
    expect(new Set(evidence.map(({ source }) => source))).toEqual(new Set(['journal']));
  });
});
