import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LifeCycle } from '../../shared/life-cycle';
import { awaitsLook, cutOff, newestPhase } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { parseProfile } from '../../practice/profile';
import { createApiToken } from '../../practice/world/world';
import type { TestCore } from '../testing/core';
import { beginLife, cleanUpLife, lifeEnded, live, phaseIn, shownAmongPeople } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { sentEvents } from './scenario';

describe('the life-cycle test of the board', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  preparedToLive((made) => {
    prepared = made;
    ({ core } = made);
  });

  const people = () => Object.values(core.org.world.state.users);

  it('says before where people come from a directory, and counts each event to its own phase, however late', async () => {
    await prepared.again({ logLagMs: 20_000, profile: parseProfile('directory=active-directory') });
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'warn', text: expect.stringContaining('Active Directory') }),
    );
    const lifeCycle = await live(core);
    expect(lifeCycle.state).toBe('passed');
    const types = (name: LifeCyclePhase): string[] =>
      phaseIn(lifeCycle, name).eventIds.map(
        (id) => core.org.world.state.log.find(({ uuid }) => uuid === id)?.eventType ?? '',
      );
    expect(types('assign')).toEqual(['application.user_membership.add', 'application.provision.user.push']);
    for (const name of ['assign', 'first-name', 'user-name', 'unassign', 'reassign'] as const) {
      for (const type of types(name).filter((each) => each.startsWith('application.provision.'))) {
        expect(sentEvents[name]).toContain(type);
      }
    }
  });

  it('counts a check as fine only where it is: one less with each warning', async () => {
    await prepared.again();
    const levels = async (): Promise<string[]> =>
      (await core.call('lifeCycle.plan', {})).findings.map(({ level }) => level);
    const before = await levels();
    core.byHand.updateUserNames(false);
    const after = await levels();
    expect(after).toHaveLength(before.length);
    const count = (level: string): number => after.filter((each) => each === level).length;
    const counted = (level: string): number => before.filter((each) => each === level).length;
    expect([count('ok'), count('warn')]).toEqual([counted('ok') - 1, counted('warn') + 1]);
  });

  it('cleans up once: nothing happens while that goes on, and after it passed', async () => {
    await prepared.again({ provisionDelayMs: 200 });
    await beginLife(core);
    await core.until('it waits', ({ lifeCycle }) => phaseIn(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    await core.call('lifeCycle.cleanUp', {});
    const begun = phaseIn((await core.snapshot()).lifeCycle, 'clean-up').startedAt;
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle: cleaned } = await core.until('it ends', (state) => lifeEnded(state.lifeCycle));
    expect(phaseIn(cleaned, 'clean-up')).toMatchObject({ state: 'passed', startedAt: begun });
    const writes = core.org.world.state.log.length;
    await core.call('lifeCycle.cleanUp', {});
    expect((await core.snapshot()).lifeCycle).toEqual(cleaned);
    expect(core.org.world.state.log).toHaveLength(writes);
  });

  it('is stopped, and cleaned up: the user is gone, the phases that are left are left out', async () => {
    await prepared.again({ provisionDelayMs: 200 });
    const before = people().length;
    await beginLife(core);
    await core.until('it waits', ({ lifeCycle }) => phaseIn(lifeCycle, 'first-name').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    const { lifeCycle: stopped } = await core.snapshot();
    expect(stopped.state).toBe('stopped');
    await core.org.world.idle();
    expect((await shownAmongPeople(core, stopped.user?.id ?? '')).recipe).toEqual([
      { text: expect.stringContaining('clean up, under “Life-cycle test”'), link: null, place: null },
    ]);
    // Its user, who is assigned, is nobody whom Oktopost is for.
    const { left } = await core.call('summary.get', {});
    expect(left.map(({ text }) => text)).toContain('Assign the people or groups that Oktopost is for.');
    const refused = await core.call('lifeCycle.plan', {});
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ level: 'block', next: 'Clean up first.' }),
    );
    const lifeCycle = await cleanUpLife(core);
    expect(lifeCycle.phases.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      ...Array.from({ length: 5 }, () => 'passed-over'),
      'passed',
    ]);
    expect(people()).toHaveLength(before);
    // Told as what it is: the phase that was written and not followed to its end, and the user name that was never changed.
    expect(lifeCycle.phases.map((record) => cutOff(record, false))).toEqual([
      null,
      null,
      'written',
      ...Array.from({ length: 5 }, () => null),
    ]);
    const journal = await readFile(join(core.folder, 'journal.jsonl'), 'utf8');
    const deleted = journal.split('\n').find((line) => line.includes('"delete-life-cycle-user"'));
    expect(deleted).toContain(`"now":"${lifeCycle.user?.email ?? ''}"`);
  });

  /** After a restart there is no Oktopost token: the admin says after each phase what Oktopost shows. */
  async function untilSeen(what: string, is: (lifeCycle: LifeCycle) => boolean): Promise<void> {
    for (;;) {
      const { lifeCycle } = await core.until(what, (now) => is(now.lifeCycle) || awaitsLook(now.lifeCycle));
      const newest = newestPhase(lifeCycle);
      if (is(lifeCycle) || newest === undefined) return;
      await core.call('lifeCycle.saw', { phase: newest.phase, asExpected: true });
      await core.call('lifeCycle.resume', { from: 'again' });
    }
  }

  it('goes on after a crash in any phase, and makes one user only', async () => {
    await prepared.again({ provisionDelayMs: 50 });
    await beginLife(core);
    for (const name of lifeCyclePhases) {
      await untilSeen(`the phase ${name}`, (lifeCycle) => phaseIn(lifeCycle, name).state !== 'to-do');
      await core.restart();
      await core.until('connected again', ({ okta }) => okta.state === 'connected');
      const { lifeCycle } = await core.snapshot();
      if (lifeCycle.state === 'passed') break;
      expect(lifeCycle.state).toBe('stopped');
      await core.call('lifeCycle.resume', { from: 'again' });
    }
    await untilSeen('it passes', ({ state }) => state === 'passed');
    const made = core.org.world.state.log.filter(
      ({ eventType }) => eventType === 'application.user_membership.add',
    );
    expect(made).toHaveLength(2);
  });

  it('is undone with the set-up, from any phase on', async () => {
    await prepared.again({ provisionDelayMs: 50 });
    const before = people().length;
    await beginLife(core);
    await core.until(
      'it is renamed',
      ({ lifeCycle }) => phaseIn(lifeCycle, 'first-name').state === 'waiting',
    );
    await core.call('lifeCycle.stop', {});
    await core.org.world.idle();
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.changes.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Unassign Lifecycle/),
        expect.stringMatching(/^Deactivate the Okta user/),
        expect.stringMatching(/^Delete the Okta user/),
      ]),
    );
    // Its email was never changed.
    expect(JSON.stringify(plan)).not.toContain('-new@');
    const { user } = (await core.snapshot()).lifeCycle;
    const made = core.org.world.state.users[user?.id ?? ''] ?? expect.fail('its user is not there');
    const { status } = made;
    Object.assign(made, { status: 'DEPROVISIONED' });
    const done = (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true })).changes.find(
      ({ id, verb }) => verb === 'keep' && id.startsWith('deactivate-life-cycle-user'),
    );
    expect(done).toMatchObject({ title: expect.stringMatching(/^The Okta user .* is inactive$/), rows: [] });
    Object.assign(made, { status });
    const { users } = core.org.world.state;
    delete users[made.id];
    const gone = (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true })).changes;
    users[made.id] = made;
    expect(gone.filter(({ title }) => title.endsWith('is not there any more'))).toHaveLength(1);
    // Its user is named once, and its deletion is no rest of an undo.
    const accounts = plan.undo?.remains.filter((line) => line.includes('account'));
    expect(accounts).toEqual([expect.stringMatching(/the life-cycle test’s user/)]);
    expect(plan.changes.flatMap(({ irreversibleEffect }) => irreversibleEffect ?? [])).toEqual([]);
    const again = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect((await core.apply(again)).state).toBe('done');
    expect(people()).toHaveLength(before);
    expect((await core.snapshot()).lifeCycle.state).toBe('none');
  });

  it('touches nobody who does not carry its mark', async () => {
    await prepared.again({ provisionDelayMs: 50 });
    await beginLife(core);
    await core.until('it is assigned', ({ lifeCycle }) => phaseIn(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    const { lifeCycle: stopped } = await core.snapshot();
    const own = core.org.world.state.users[stopped.user?.id ?? ''];
    if (own !== undefined) own.profile['displayName'] = 'Somebody';
    const lifeCycle = await cleanUpLife(core);
    expect(lifeCycle.error?.message).toContain('does not carry the mark');
    expect(own?.status).toBe('PROVISIONED');
    // Nor does the undo, which is done all the same: nothing of it is left to preview again.
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run.checks.filter(({ state }) => state === 'different')).toEqual([]);
    expect(own?.status).toBe('PROVISIONED');
  });

  it('is not begun by a role that creates no users', async () => {
    await prepared.again();
    const { text } = createApiToken(core.org.world, 'Read-only', 'READ_ONLY_ADMIN');
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    const { id, findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'block', text: expect.stringContaining('may not create users') }),
    );
    expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({ code: 'not-ready' });
  });
});
