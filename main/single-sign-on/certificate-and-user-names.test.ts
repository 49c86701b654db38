import { beforeEach, describe, expect, it } from 'vitest';
import { addSigningKey } from '../../practice/world/signing-keys';
import type { Summary } from '../../shared/summary';
import { asObject } from '../okta/json';
import type { TestCore } from '../testing/core';
import { certificateWalk } from '../testing/certificate-walk';

let core: TestCore;
const { start, look } = certificateWalk((started) => {
  core = started;
});

const make = { kind: 'certificate-make' } as const;
const userNameTemplate = (): Record<string, unknown> =>
  asObject(asObject(core.ours().body, 'credentials'), 'userNameTemplate');

describe('a new signing certificate', () => {
  beforeEach(() => start());

  it('that Okta signs with and whose write reset when user names are updated: walk, window and CLI say so', async () => {
    userNameTemplate()['pushStatus'] = 'PUSH';
    const summary = await core.call('summary.get', {});
    const updateOn = 'user-name-format.update-on';
    const rowOf = <Row extends { setting: string }>(rows: readonly Row[]): Row | undefined =>
      rows.find(({ setting }) => setting === updateOn);
    expect(rowOf(summary.settings)?.known.how).toBe('read-back');
    await core.call('certificateChange.begin', {});
    await core.run(make);
    const { certificateChange } = await core.until(
      'the next one is read',
      ({ certificateChange: { read } }) => read !== null && read.next !== null,
    );
    const kid = certificateChange.read?.next?.kid ?? '';
    const { checks } = await core.run({ kind: 'certificate-activate', kid });
    expect(userNameTemplate()['pushStatus']).not.toBe('PUSH');
    expect(rowOf(checks)).toMatchObject({ actual: null, state: 'different' });
    await core.until('the steps know it', ({ appChecks }) => rowOf(appChecks)?.state === 'different');
    const asked = async () =>
      (await core.call('summary.get', {})).left.find(({ settings }) => settings.includes(updateOn));
    const id = `setting:${updateOn}=Create and update`;
    expect(await asked()).toMatchObject({
      kind: 'fault',
      statement: id,
      text: expect.stringContaining('it may have been reset'),
    });
    const window = await core.call('drift.check', {});
    expect(rowOf(window.report.rows)).toMatchObject({ state: 'drift', known: { how: 'read-back' } });
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
    const file = await core.call('drift.check', {});
    expect(file.report.result).toBe(window.report.result);
    expect(rowOf(file.report.rows)?.state).toBe('drift');
    await core.call('file.close', {});
    // Looked at once more it is known still, over a restart too, until Okta shows it again.
    await core.call('summary.get', {});
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(rowOf((await core.call('drift.check', {})).report.rows)?.state).toBe('drift');
    // What an admin says of it now counts for the steps and the summary alike, and only as said.
    await core.call('summary.state', { id, done: true });
    expect(await asked()).toBeUndefined();
    expect(rowOf((await core.snapshot()).appChecks)?.state).toBe('cannot-be-read');
    expect(rowOf((await core.call('summary.get', {})).settings)?.known.how).toBe('stated');
    await core.call('summary.state', { id, done: false });
    expect((await asked())?.kind).toBe('open');
    userNameTemplate()['pushStatus'] = 'PUSH';
    expect(rowOf((await core.call('drift.check', {})).report.rows)?.state).toBe('same');
  });

  it('whose write reset what was stated long ago, and shown since: the word of then does not count', async () => {
    const updateOn = 'user-name-format.update-on';
    const id = `setting:${updateOn}=Create and update`;
    await core.call('summary.state', { id, done: true });
    userNameTemplate()['pushStatus'] = 'PUSH';
    await core.call('summary.get', {});
    // Somebody else's write.
    userNameTemplate()['pushStatus'] = null;
    const { left, settings, stated } = await core.call('summary.get', {});
    const row = settings.find(({ setting }) => setting === updateOn);
    expect([row?.known.how, stated]).toEqual(['unknown', []]);
    expect(left.find(({ settings: of }) => of.includes(updateOn))?.kind).toBe('fault');
  });
});

describe('what was stated of the update of user names', () => {
  const id = 'setting:user-name-format.update-on=Create and update';
  const isIt = ({ setting }: { setting: string }): boolean => setting === 'user-name-format.update-on';
  const rowIn = <Row extends { setting: string }>(rows: readonly Row[]): Row | undefined => rows.find(isIt);
  const known = (summary: Summary) => rowIn(summary.settings)?.known.how;
  const asked = ({ left }: Summary) =>
    left.find(({ text }) => text.startsWith('Update application username on'));
  const read = () => core.call('summary.get', {});

  it('is asked again once the certificate was written, in summary, steps, evidence and drift, until it is stated again', async () => {
    await start();
    await core.call('certificateChange.begin', {});
    await core.call('summary.state', { id, done: true });
    const before = await read();
    expect([known(before), asked(before)]).toEqual(['stated', undefined]);
    const stepBefore = (await core.snapshot()).rail.find(({ screen }) => screen === 'apply')?.state;
    expect(stepBefore).toBe('done-stated');
    const { kid } = await addSigningKey(core.org.world, core.ours());
    await core.run({ kind: 'certificate-activate', kid });

    const { activeSince, isUpdateOnKnown } = await look();
    expect([activeSince, isUpdateOnKnown]).toEqual([expect.any(String), false]);
    const after = await read();
    expect([known(after), after.stated]).toEqual(['unknown', []]);
    expect(asked(after)).toMatchObject({
      kind: 'open',
      statement: id,
      text: expect.stringMatching(
        /It was stated at .*, and this assistant wrote the app integration at .*reset it/,
      ),
    });
    expect((await core.snapshot()).rail.find(({ screen }) => screen === 'apply')?.state).toBe('done-unread');
    // A file from before the write holds the word that was given then.
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(before) });
    const { report } = await core.call('drift.check', {});
    expect(rowIn(report.rows)).toMatchObject({
      state: 'cannot-be-read',
      known: { how: 'stated' },
      note: expect.stringMatching(/written .*may have reset it/),
    });
    await core.call('file.close', {});
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(known(await read())).toBe('unknown');

    // Set by hand, where Okta shows it: the next look reads it.
    const template = userNameTemplate();
    template['pushStatus'] = 'PUSH';
    expect((await look()).isUpdateOnKnown).toBe(true);
    delete template['pushStatus'];
    expect((await look()).isUpdateOnKnown).toBe(false);
    await core.call('summary.state', { id, done: true });
    expect((await look()).isUpdateOnKnown).toBe(true);
    const again = await read();
    expect([known(again), asked(again)]).toEqual(['stated', undefined]);
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(again) });
    expect(rowIn((await core.call('drift.check', {})).report.rows)?.note).toBeNull();
  });

  it.each([
    ['behind', 600_000],
    ['ahead of', -600_000],
  ])('counts in the order in which it came, where this computer’s clock is %s Okta’s', async (_, aheadMs) => {
    await start('likely', aheadMs);
    await core.call('certificateChange.begin', {});
    await core.call('summary.state', { id, done: true });
    const { kid } = await addSigningKey(core.org.world, core.ours());
    await core.run({ kind: 'certificate-activate', kid });
    expect((await look()).isUpdateOnKnown).toBe(false);
    await core.call('summary.state', { id, done: true });
    expect((await look()).isUpdateOnKnown).toBe(true);
  });

  it('is asked again once the tile was hidden, too', async () => {
    await start();
    await core.call('summary.state', { id, done: true });
    await core.run({ kind: 'tile', hidden: true });
    expect(known(await read())).toBe('unknown');
  });
});
