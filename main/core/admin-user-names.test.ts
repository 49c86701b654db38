import { beforeEach, describe, expect, it } from 'vitest';
import { adminOrg } from '../testing/admin-org';
import type { TestCore } from '../testing/core';

let core: TestCore;
const { prebuilt, unshareEmails, userNamesOf, emailsOf } = adminOrg((started) => {
  core = started;
});

describe('the user names of people who are assigned', () => {
  const wrong = (): number => {
    const emails = emailsOf(prebuilt());
    return userNamesOf(prebuilt()).filter((userName, index) => userName !== emails[index]).length;
  };
  beforeEach(async () => {
    await core.run({ kind: 'app' });
  });

  it('are listed by range, counted, repaired after a trial of one, and read back', async () => {
    unshareEmails();
    const differing = wrong();
    expect(differing).toBeGreaterThan(1);
    const first = await core.call('userNames.rows', { from: 0, count: 1, fresh: true });
    expect(first).toMatchObject({ total: differing, rows: [{ scope: 'USER' }] });
    const { userNames, rail } = await core.snapshot();
    expect(userNames.looked).toMatchObject({
      differing,
      withoutEmail: 0,
      assigned: emailsOf(prebuilt()).length,
    });
    expect(rail.find(({ screen }) => screen === 'user-names')?.state).toBe('needs-you');

    const all = await core.preview({ kind: 'user-names', userId: null });
    expect(all.changes).toHaveLength(differing);
    expect(all.blockers).toEqual([expect.stringContaining('one user first')]);
    const userId = first.rows[0]?.userId ?? '';
    const trial = await core.run({ kind: 'user-names', userId });
    expect(trial.checks).toMatchObject([{ state: 'same', expected: first.rows[0]?.email }]);
    expect(wrong()).toBe(differing - 1);

    const rest = await core.run({ kind: 'user-names', userId: null });
    expect(rest.state).toBe('done');
    expect(rest.checks[0]).toMatchObject({
      setting: 'user-names',
      expected: '0',
      actual: '0',
      state: 'same',
    });
    // Each of those who were changed is read as well.
    expect(
      rest.checks
        .slice(1)
        .map(({ setting }) => setting)
        .toSorted(),
    ).toEqual(rest.changes.flatMap(({ settings }) => settings).toSorted());
    expect(rest.checks.every(({ state }) => state === 'same')).toBe(true);
    expect(wrong()).toBe(0);
    const after = await core.snapshot();
    expect(after.rail.find(({ screen }) => screen === 'user-names')?.state).toBe('done-read');
    expect(await core.call('userNames.rows', { from: 0, count: 10, fresh: false })).toEqual({
      total: 0,
      rows: [],
      trial: null,
      shared: [],
    });
  });

  it('are counted again once this set-up assigned somebody', async () => {
    const counted = async (fresh: boolean) => {
      await core.call('userNames.rows', { from: 0, count: 1, fresh });
      return (await core.snapshot()).userNames.looked?.assigned;
    };
    const before = emailsOf(prebuilt()).length;
    expect(await counted(true)).toBe(before);
    core.byHand.apiIntegrationOn();
    const unassigned = Object.values(core.org.world.state.users).find(
      ({ id, status }) => status === 'ACTIVE' && prebuilt().users[id] === undefined,
    );
    await core.run({ kind: 'assign', userId: unassigned?.id ?? '' });
    expect(await counted(false)).toBe(before + 1);
  });

  it('are not changed where somebody else has the email, in another case', async () => {
    const { rows } = await core.call('userNames.rows', { from: 0, count: 100, fresh: true });
    const twin = rows.find(({ email }) => email?.startsWith('Dana.Reyes@'));
    const sentence: unknown = expect.stringMatching(
      /takes an email once.*Dana Reyes \(\S+\) and dana\.reyes@/,
    );
    expect(await core.preview({ kind: 'user-names', userId: twin?.userId ?? '' })).toMatchObject({
      blockers: [sentence],
    });
    const all = await core.preview({ kind: 'user-names', userId: null });
    expect(all.warnings).toContainEqual(sentence);
    expect(all.changes).toHaveLength(wrong() - 1);
    const another = rows.find(({ userId }) => userId !== twin?.userId)?.userId ?? '';
    const { warnings, blockers } = await core.preview({ kind: 'user-names', userId: another });
    expect(warnings.join(' ')).toContain('This person signs on');
    expect([warnings.filter((text) => text.includes('takes an email once')), blockers]).toEqual([[], []]);
    // Left out of the change of all, and said to be.
    await core.run({ kind: 'user-names', userId: another });
    const rest = await core.run({ kind: 'user-names', userId: null });
    const [counted, ...each] = rest.checks;
    // As the plan announced.
    expect(counted).toMatchObject({ setting: 'user-names', expected: '1', actual: '1', state: 'same' });
    // What is left does not make those wrong who were changed.
    expect(each).toHaveLength(rest.changes.length);
    expect(each.every(({ state }) => state === 'same')).toBe(true);
    // Who is left alone keeps the mark once others are changed.
    const after = await core.call('userNames.rows', { from: 0, count: 100, fresh: true });
    expect(after.shared).toEqual([twin?.userId]);
    const left = await core.preview({ kind: 'user-names', userId: null });
    expect(left.changes).toEqual([]);
    expect(left.warnings).toEqual([expect.stringMatching(/left as they are: .*Dana Reyes/)]);

    // The summary and a drift check expect that one and no other.
    const summary = await core.call('summary.get', {});
    const names = summary.settings.find(({ setting }) => setting === 'user-names');
    expect([names?.value, names?.expected, summary.keptUserNames]).toEqual(['1', '1', [twin?.userId]]);
    // The article asks for none.
    expect(names?.source).toBe('choice');
    // Expected is not well: Oktopost does not know that one.
    const leftOf = ({ left: items }: typeof summary) =>
      items.find(({ settings, kind }) => kind === 'reminder' && settings.includes('user-names'));
    const reminder = leftOf(summary);
    expect(reminder?.text).toContain('One assigned person');
    expect(reminder?.text).toContain('Dana Reyes');
    await core.call('summary.state', { id: reminder?.statement ?? '', done: true });
    expect(leftOf(await core.call('summary.get', {}))).toBeUndefined();
    const drifted = async () => {
      const { report } = await core.call('drift.check', {});
      return report.rows.find(({ setting }) => setting === 'user-names');
    };
    const note = 'As an applied plan announced.';
    expect(await drifted()).toMatchObject({ expected: '1', actual: '1', state: 'same', note });
    const changed = prebuilt().users[another];
    if (changed !== undefined) changed.userName = 'another-name';
    expect(await drifted()).toMatchObject({ expected: '1', actual: '2', state: 'drift', note });
    // Who is named beside the count of both says which of them is wrong.
    const fault = (await core.call('summary.get', {})).left.find(
      ({ settings, kind }) => kind === 'fault' && settings.includes('user-names'),
    );
    expect(fault?.text).toMatch(/^.* “2” \([A-Z]\S+ \S+, beside one whom a plan left\)/);
    expect(fault?.text).not.toContain('Dana Reyes');
    // Who was left and has another user name since is no exception any more.
    const twinUser = prebuilt().users[twin?.userId ?? ''];
    if (twinUser !== undefined) twinUser.userName = 'a-new-one';
    const again = await core.call('summary.get', {});
    expect(again.settings.find(({ setting }) => setting === 'user-names')).toMatchObject({
      value: '2',
      expected: '0',
    });
  });

  it('are tried first with one whose email nobody else has, wherever that one is listed', async () => {
    const listed = (fresh: boolean) => core.call('userNames.rows', { from: 0, count: 100, fresh });
    const { rows } = await listed(true);
    const twin = rows.find(({ email }) => email?.startsWith('Dana.Reyes@'))?.userId ?? '';
    const twinUser = prebuilt().users[twin];
    if (twinUser === undefined) throw new Error('nobody shares an email');
    twinUser.userName = '0-first-in-the-list';
    const changed = await listed(true);
    expect(changed.rows[0]?.userId).toBe(twin);
    expect(changed.trial).toBe(changed.rows[1]?.userId);
    // Nor can the admin choose who shares one.
    expect(changed.shared).toEqual([twin]);
    for (const { userId } of changed.rows) if (userId !== twin) delete prebuilt().users[userId];
    // Nobody is left who can be tried; the plan of all names who shares an email.
    expect(await listed(true)).toMatchObject({ total: 1, trial: null, shared: [twin] });
    expect(await core.preview({ kind: 'user-names', userId: null })).toMatchObject({
      changes: [],
      blockers: [],
      warnings: expect.arrayContaining([expect.stringContaining('left as they are')]),
    });
  });

  it('of others are repaired although Okta refuses one', async () => {
    unshareEmails();
    const { rows } = await core.call('userNames.rows', { from: 0, count: 100, fresh: true });
    await core.run({ kind: 'user-names', userId: rows[0]?.userId ?? '' });
    const refused = rows[1]?.userId ?? '';
    core.org.faults.add([
      {
        target: 'okta',
        method: 'POST',
        path: `/users/${refused}$`,
        times: 1,
        answer: {
          status: 400,
          headers: { 'content-type': 'application/json' },
          body: '{"errorCode":"E0000001"}',
        },
      },
    ]);
    const run = await core.run({ kind: 'user-names', userId: null });
    expect(run).toMatchObject({ state: 'failed', error: { code: 'okta-refused' } });
    expect(run.changes.filter(({ state }) => state === 'failed')).toHaveLength(1);
    expect(wrong()).toBe(1);
    expect((await core.run({ kind: 'user-names', userId: null })).state).toBe('done');
    expect(wrong()).toBe(0);
  });

  it('can be left as they are, which the flow shows', async () => {
    await core.call('userNames.skip', { skip: true });
    const { rail } = await core.snapshot();
    expect(rail.find(({ screen }) => screen === 'user-names')?.state).toBe('skipped');
  });

  it('are skipped in part where some were changed and the others are left', async () => {
    const { trial } = await core.call('userNames.rows', { from: 0, count: 1, fresh: true });
    await core.run({ kind: 'user-names', userId: trial ?? '' });
    await core.run({ kind: 'user-names', userId: null });
    await core.call('userNames.skip', { skip: true });
    const { rail, userNames } = await core.snapshot();
    expect(userNames.looked).toMatchObject({ differing: 1 });
    expect(rail.find(({ screen }) => screen === 'user-names')?.state).toBe('part-skipped');
  });
});
