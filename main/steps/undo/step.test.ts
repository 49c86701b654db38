import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../ports';
import { systemClock } from '../../shell/clock';
import { parseJournal } from '../../storage/journal-entry';
import type { TestCore } from '../../testing/core';
import { compared, undo, undoOrg } from '../../testing/undo-org';
import type { Stage } from '../../testing/undo-org';

let core: TestCore;
const { from, alone, user, testUser, undone, notes, expectNothingLeft } = undoOrg((started) => {
  core = started;
});

describe('undo of a set-up', () => {
  /** The points of the way at which an admin may turn back, after the app integration was created. */
  const points: [string, Stage, () => Promise<unknown>][] = [
    ['the app integration was created', 'app created', () => Promise.resolve()],
    ['SCIM was switched on', 'provisioning on', () => Promise.resolve()],
    ['the mapping was changed', 'provisioning on', () => core.run({ kind: 'mapping' })],
    ['a user was assigned', 'user assigned', () => Promise.resolve()],
    [
      'a user was assigned and unassigned',
      'user assigned',
      async () => core.run({ kind: 'unassign', userId: await user('Bruno') }),
    ],
  ];

  it('has nothing to undo before anything was done', async () => {
    await from('connected');
    expect(await core.preview(undo)).toMatchObject({ changes: [], blockers: [], undo: { remains: [] } });
  });

  it.each(points)('from the point where %s: the org is as before', async (_name, stage, then) => {
    const before = await from(stage);
    await then();
    await undone();
    expect(compared(core)).toEqual(before);
    expect((await core.snapshot()).app).toBeNull();
    await expectNothingLeft();
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('does not reassign anyone to an app integration that it deletes', async () => {
    await from('app created');
    const userId = await user('Bruno');
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: userId, scope: 'USER' });
    await core.run({ kind: 'unassign', userId });
    const { changes } = await core.preview(undo);
    expect(changes.map(({ id, verb }) => [id, verb])).toEqual([
      [`unassign-${userId}`, 'keep'],
      ['deactivate-app', 'update'],
      ['delete-app', 'delete'],
      ['release-app', 'update'],
    ]);
    expect(changes[0]?.title).toBe('Bruno Berger is not assigned');
    // The next change deletes it.
    expect(changes[1]?.undo).toMatch(/^Only until it is deleted/);
    await undone();
    await expectNothingLeft();
  });

  it('waits for Okta to deactivate the account before it deactivates the app integration', async () => {
    // Ten times as fast: what Okta takes 4 s for, and the assistant's pauses.
    const waits: (string | undefined)[] = [];
    const sleep: Clock['sleep'] = async (ms, signal) => {
      const { run } = await core.snapshot();
      if (run?.wait?.reason.includes('Waiting for Okta to deactivate') === true)
        waits.push(core.ours().status);
      await systemClock.sleep(ms / 10, signal);
    };
    await alone({ provisionDelayMs: 400 }, { clock: { ...systemClock, sleep } });
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    await testUser('Bruno');
    expect((await core.run(undo)).state).toBe('done');
    expect(waits).not.toContain('INACTIVE');
    const entries = core.org.world.state.log.map(({ eventType, displayMessage }) => [
      eventType,
      displayMessage,
    ]);
    const told = entries.findIndex(([eventType]) => eventType === 'application.provision.user.deactivate');
    const inactive = entries.findIndex(([, message]) => message === 'Deactivate application');
    expect(told).toBeGreaterThan(-1);
    expect(told).toBeLessThan(inactive);
  });

  it('names what remains', async () => {
    await from('user assigned');
    await undone();
    const remains = (await notes()).remains.join('\n');
    for (const word of [
      'Bruno',
      'System Log',
      'Okta API token',
      'SCIM token in Oktopost',
      'untick Require SSO',
    ])
      expect(remains).toContain(word);
    const accounts = Object.values(core.org.world.state.oktopost.us.users).filter(({ userName }) =>
      userName.startsWith('bruno'),
    );
    expect(accounts.map(({ active }) => active)).toEqual([false]);
  });

  it('calls the app integration by the name that Okta has for it', async () => {
    await from('app created');
    core.ours().label = 'Renamed by a colleague';
    const scope = { kind: 'undo', deleteDespiteOtherUsers: true } as const;
    const { changes } = await core.preview(scope);
    expect(changes.map(({ title }) => title)).toEqual([
      'Deactivate the app integration “Renamed by a colleague”',
      'Delete the app integration “Renamed by a colleague”',
      'Detach “Renamed by a colleague” from this set-up',
    ]);
    expect((await core.run(scope)).error).toBeNull();
  });

  it('can be set up again afterwards, and undone again', async () => {
    const before = await from('app created');
    await undone();
    await core.run({ kind: 'app' });
    expect((await core.snapshot()).app).not.toBeNull();
    await undone();
    expect(compared(core)).toEqual(before);
  });

  it('names the accounts of an earlier app integration too, after a second one was created and undone', async () => {
    await from('user assigned');
    await undone();
    await core.run({ kind: 'app' });
    expect((await notes()).remains.join('\n')).toContain('Bruno Berger (bruno');
    await undone();
    const { remains } = await notes();
    expect(remains.filter((sentence) => sentence.includes('Bruno Berger (bruno'))).toHaveLength(1);
  });

  it('survives a journal of an earlier version, which had no values before and after', async () => {
    const before = await from('provisioning on');
    await core.run({ kind: 'mapping' });
    const userId = await testUser('Bruno');
    const file = join(core.folder, 'journal.jsonl');
    const entries = parseJournal(await readFile(file, 'utf8')).map((entry) => {
      const { rows, appId } = entry.details;
      const kept = entry.kind === 'intent' ? { rows } : appId === undefined ? { userId } : { appId };
      return JSON.stringify({ ...entry, details: kept });
    });
    await writeFile(file, `${entries.join('\n')}\n`);
    await undone();
    expect(compared(core)).toEqual(before);
  });
});

describe('cut off in the middle', () => {
  const cuts = [
    ['DELETE', '/api/v1/apps/[^/]+/users/'],
    ['POST', '/lifecycle/deactivate$'],
    ['DELETE', '^/api/v1/apps/[^/]+$'],
  ] as const;

  it.each(
    cuts.flatMap(([method, path]) =>
      (['before', 'after'] as const).map((drop) => [method, path, drop] as const),
    ),
  )('goes on after %s %s was dropped %s its effect', async (method, path, drop) => {
    const before = await from('user assigned');
    core.org.faults.add([{ target: 'okta', method, path, times: 2, drop }]);
    await core.run(undo);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('secrets.submit', {
      kind: 'oktopost-token',
      value: core.org.oktopost.bearerToken,
      remember: 'encrypted',
    });
    await undone();
    expect(compared(core)).toEqual(before);
    await expectNothingLeft();
  });
});
