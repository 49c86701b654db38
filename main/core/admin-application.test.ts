import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OktaApp } from '../../practice/world/state';
import { record } from '../../practice/world/people';
import type { PracticeOptions } from '../../practice/practice';
import { areaOf } from '../../shared/settings';
import { exampleSummary } from '../../shared/testing/summary';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
const start = async (options: Partial<PracticeOptions> = {}): Promise<void> => {
  await core.close();
  core = await startTestCore(options);
  await begin();
};
const begin = async (): Promise<void> => {
  await core.begin({ destination: 'admin-application', label: 'Oktopost' });
};
beforeEach(async () => {
  core = await startTestCore();
  await begin();
});
afterEach(() => core.close());

const prebuilt = (label = 'Oktopost'): OktaApp => {
  const app = Object.values(core.org.world.state.apps).find((each) => each.label === label);
  if (app === undefined) throw new Error(`no ${label}`);
  return app;
};
const format = (app: OktaApp): unknown => record(app.body.credentials['userNameTemplate'])['template'];
/** Gives whoever shares the email of somebody who is assigned another one. */
function unshareEmails(): void {
  for (const { profile } of Object.values(core.org.world.state.users)) {
    if (profile.email?.startsWith('dana.reyes@') === true) {
      const another = profile.email.replace('dana.reyes@', 'another.reyes@');
      profile.email = another;
      profile.login = another;
    }
  }
}
const userNamesOf = (app: OktaApp): string[] => Object.values(app.users).map(({ userName }) => userName);
const emailsOf = (app: OktaApp): string[] =>
  Object.keys(app.users).map((id) => core.org.world.state.users[id]?.profile['email'] ?? '');
const railOf = async (): Promise<Partial<Record<string, string>>> =>
  Object.fromEntries((await core.snapshot()).rail.map(({ screen, state }) => [screen, state]));
const railScreens = async () => (await core.snapshot()).rail.map(({ screen }) => screen);

describe('the flow of the admin application', () => {
  it('has no Oktopost token, connection or mapping, and authenticates instead', async () => {
    expect(await railScreens()).toEqual(
      expect.arrayContaining(['plan', 'apply', 'user-names', 'authenticate', 'to-app', 'test-user']),
    );
    const missing = ['oktopost-token', 'scim-on', 'connection', 'mapping'] as const;
    for (const screen of missing) expect(await railScreens()).not.toContain(screen);
  });

  it('in Europe is a custom app’s, once the admin confirms to ask Oktopost, and never the board’s by itself', async () => {
    const europe = { destination: 'admin-application', region: 'eu', label: 'Oktopost' } as const;
    expect(await core.refusal('destination.choose', europe)).toMatchObject({
      field: 'confirmedUndocumentedTarget',
    });
    await core.call('destination.choose', { ...europe, confirmedUndocumentedTarget: true });
    expect(await core.snapshot()).toMatchObject({
      destination: 'admin-application',
      confirmedUndocumentedTarget: true,
    });
    expect(await railScreens()).toContain('scim-on');
    const plan = await core.preview({ kind: 'app', createAnyway: true });
    expect(plan.warnings.join(' ')).toContain('account manager');
    expect(plan.changes.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({
        setting: 'sign-on.acs-url',
        after: 'https://eu-app.oktopost.com/auth/acs',
      }),
    );
  });
});

describe('finding the pre-built app', () => {
  it('takes the one that there is, names the look-alike, and writes the user name format and its note alone', async () => {
    const app = prebuilt();
    record(app.body.settings['app'])['unknown'] = { deep: [null, 1.5, ''] };
    const before = structuredClone(app.body);
    const plan = await core.preview({ kind: 'app' });
    expect(plan.existingApps).toEqual([]);
    expect(plan.changes.map(({ title }) => title)).toEqual([
      'Use the pre-built app integration “Oktopost”',
      'Change the user name format of “Oktopost”',
    ]);
    expect(plan.notes.join(' ')).toContain('“Oktopost (test)” is a custom app integration');
    expect(plan.warnings.join(' ')).toContain('user name that is not their email');
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(format(app)).toBe('${source.email}');
    const { credentials: _credentials, settings, ...rest } = before;
    const notes = { admin: expect.stringContaining('Used by Oktopost Setup for Okta.') };
    expect(app.body).toMatchObject({ ...rest, settings: { ...settings, notes } });
    expect((await core.snapshot()).appChecks.map(({ setting, state }) => [setting, state])).toEqual([
      ['app.status', 'same'],
      ['user-name-format', 'same'],
      ['user-name-format.update-on', 'cannot-be-read'],
    ]);
    const again = await core.preview({ kind: 'app' });
    expect(again.changes.map(({ verb }) => verb)).toEqual(['keep']);
  });

  it('says how to add it where there is none, and finds it once it is there', async () => {
    await start({ catalogueApp: 'none' });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes).toEqual([]);
    expect(plan.blockers).toEqual([expect.stringContaining('Browse App Catalog')]);
    expect((await core.snapshot()).links.oktaCatalogue).toMatch(/\/admin\/apps\/add-app$/);
  });

  it('asks which one where there are several', async () => {
    await start({ catalogueApp: 'two' });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.existingApps.map(({ label, fit }) => [label, fit])).toEqual([
      ['Oktopost', 'pre-built'],
      ['Oktopost Events team', 'pre-built'],
    ]);
    expect(plan.blockers).toEqual([expect.stringContaining('several')]);
    const events = plan.existingApps[1]?.id ?? '';
    const chosen = await core.preview({ kind: 'app', adopt: events });
    expect(chosen.blockers).toEqual([]);
    await core.call('plan.apply', { planId: chosen.id });
    await core.until('it is applied', ({ run }) => run?.state === 'done');
    expect((await core.snapshot()).app?.id).toBe(events);
    expect(format(prebuilt())).toBe('${source.login}');
  });

  it('activates an inactive one, by the plan', async () => {
    await start({ catalogueApp: 'inactive' });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes.map(({ id, verb }) => [id, verb])).toEqual([
      ['app', 'update'],
      ['user-name-format', 'update'],
      ['activate-app', 'update'],
    ]);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(prebuilt().status).toBe('ACTIVE');
    expect((await core.snapshot()).appChecks[0]).toMatchObject({ setting: 'app.status', state: 'same' });
  });
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
    });
  });

  it('are not changed where somebody else has the email, in another case', async () => {
    const { rows } = await core.call('userNames.rows', { from: 0, count: 100, fresh: true });
    const twin = rows.find(({ email }) => email?.startsWith('Dana.Reyes@'));
    const sentence: unknown = expect.stringMatching(
      /takes an email once.*Dana\.Reyes@\S+\) and dana\.reyes@/,
    );
    expect(await core.preview({ kind: 'user-names', userId: twin?.userId ?? '' })).toMatchObject({
      blockers: [sentence],
    });
    const all = await core.preview({ kind: 'user-names', userId: null });
    expect(all.warnings).toContainEqual(sentence);
    expect(all.changes).toHaveLength(wrong() - 1);
    const another = rows.find(({ userId }) => userId !== twin?.userId)?.userId ?? '';
    const { warnings, blockers } = await core.preview({ kind: 'user-names', userId: another });
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
    const left = await core.preview({ kind: 'user-names', userId: null });
    expect(left.changes).toEqual([]);
    expect(left.warnings).toEqual([expect.stringMatching(/left as they are: .*Dana\.Reyes@/)]);

    // The summary and a drift check expect that one and no other.
    const summary = await core.call('summary.get', {});
    const names = summary.settings.find(({ setting }) => setting === 'user-names');
    expect([names?.value, names?.expected, summary.keptUserNames]).toEqual(['1', '1', [twin?.userId]]);
    const drifted = async () => {
      const { report } = await core.call('drift.check', {});
      return report.rows.find(({ setting }) => setting === 'user-names');
    };
    const note = 'As an applied plan announced.';
    expect(await drifted()).toMatchObject({ expected: '1', actual: '1', state: 'same', note });
    const changed = prebuilt().users[another];
    if (changed !== undefined) changed.userName = 'another-name';
    expect(await drifted()).toMatchObject({ expected: '1', actual: '2', state: 'drift', note });
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
    for (const { userId } of changed.rows) if (userId !== twin) delete prebuilt().users[userId];
    // Nobody is left who can be tried; the plan of all names who shares an email.
    expect(await listed(true)).toMatchObject({ total: 1, trial: null });
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

describe('an account that takes one kind of user', () => {
  it('is named when a custom app provisions into Oktopost beside the pre-built one', async () => {
    const other = prebuilt('Oktopost (test)');
    expect((await core.preview({ kind: 'app' })).warnings.join(' ')).not.toContain('not both');
    other.provisioning = 'SCIM';
    expect((await core.preview({ kind: 'app' })).warnings).toContainEqual(
      expect.stringMatching(/^“Oktopost \(test\)” is active and provisions into Oktopost too\..*not both/),
    );
    await core.run({ kind: 'app' });
    expect((await core.call('summary.get', {})).left.map(({ text }) => text).join(' ')).toContain(
      '“Oktopost (test)” is active',
    );
    other.status = 'INACTIVE';
    expect((await core.call('summary.get', {})).left.map(({ text }) => text).join(' ')).not.toContain(
      '“Oktopost (test)”',
    );
  });

  it('is named in the board’s flow when the pre-built one provisions', async () => {
    Object.assign(prebuilt(), {
      provisioning: 'API',
      toApp: { create: true, update: true, deactivate: true },
    });
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Board' });
    expect((await core.preview({ kind: 'app' })).warnings).toContainEqual(
      expect.stringMatching(/^“Oktopost” is active and provisions into Oktopost too\..*pre-built/),
    );
  });
});

it('reads on request what was set by hand after the plan was applied', async () => {
  await core.run({ kind: 'app' });
  const updateOn = async () => {
    const { appChecks } = await core.snapshot();
    return appChecks.find(({ setting }) => setting === 'user-name-format.update-on')?.state;
  };
  expect(await updateOn()).toBe('cannot-be-read');
  core.byHand.updateUserNames();
  await core.call('app.lookNow', {});
  expect(await updateOn()).toBe('same');
});

it('reads a stated step again once Okta shows it, so that its screen says what the summary says', async () => {
  await core.run({ kind: 'app' });
  // Okta shows nothing of it before a To App box is ticked.
  const noBoxes = { create: false, update: false, deactivate: false };
  core.byHand.apiIntegrationOn();
  Object.assign(prebuilt(), { toApp: noBoxes });
  core.org.faults.add([
    {
      ...{ target: 'okta', method: 'GET', path: '/(features/USER_PROVISIONING|connections/default)' },
      ...{ times: 100, answer: { status: 404, headers: {}, body: '{}' } },
    },
  ]);
  await core.call('guided.state', { step: 'authenticate', done: true });
  const state = async () => (await railOf())['authenticate'];
  expect(await state()).toBe('done-stated');
  Object.assign(prebuilt(), { toApp: { create: true, update: true, deactivate: true } });
  await core.call('guided.lookNow', { step: 'to-app' });
  core.org.faults.clear();
  const { settings } = await core.call('summary.get', {});
  expect(settings.find(({ setting }) => setting === 'api-integration')?.known.how).toBe('read-back');
  expect((await core.snapshot()).guided.authenticate.known).toBe('read-back');
  expect(await state()).toBe('done-read');
});

describe('the undo of the admin application', () => {
  it('shows that it takes back what was set by hand for it', async () => {
    const { changes } = await core.preview({ kind: 'app' });
    expect(changes.flatMap(({ rows }) => rows.map(({ setting }) => setting))).toContain(
      'user-name-format.update-on',
    );
    await core.run({ kind: 'app' });
    core.byHand.updateUserNames();
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.changes.flatMap(({ rows }) => rows)).toContainEqual(
      expect.objectContaining({
        setting: 'user-name-format.update-on',
        now: 'Create and update',
        note: expect.stringMatching(/Look at it in Okta afterwards/),
      }),
    );
  });
});

describe('the summary of the admin application', () => {
  it('has the API integration in place of address and token, no mapping, and counts the user names', async () => {
    await core.run({ kind: 'app' });
    const { settings, left } = await core.call('summary.get', {});
    const names = settings.map(({ setting }) => setting);
    expect(names).not.toContain('connection.base-url');
    expect(settings.filter(({ setting }) => areaOf(setting) === 'mapping')).toEqual([]);
    expect(settings.find(({ setting }) => setting === 'api-integration')).toMatchObject({
      value: 'not enabled',
      expected: 'enabled',
    });
    expect(settings.find(({ setting }) => setting === 'user-names')).toMatchObject({
      value: '3',
      expected: '0',
    });
    expect(settings.find(({ setting }) => setting === 'user-name-format')).toMatchObject({
      value: 'Email',
      source: 'article',
    });
    expect(left.map(({ text }) => text).join(' ')).toContain('Authenticate with Oktopost');
  });
});

describe('drift of the admin application', () => {
  it('leads back to the plans of the user name format and of the user names', async () => {
    const app = prebuilt();
    await core.run({ kind: 'app' });
    unshareEmails();
    const { rows } = await core.call('userNames.rows', { from: 0, count: 1, fresh: true });
    await core.run({ kind: 'user-names', userId: rows[0]?.userId ?? '' });
    await core.run({ kind: 'user-names', userId: null });
    const summary = await core.call('summary.get', {});
    const [someone] = Object.values(app.users);
    if (someone !== undefined) someone.userName = 'renamed@bellwether.example';
    app.body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };

    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
    const { back } = await core.call('drift.check', {});
    expect(back.map(({ screen, settings }) => [screen, settings.map(({ setting }) => setting)])).toEqual([
      ['plan', ['user-name-format']],
      ['user-names', ['user-names']],
    ]);
    await core.call('drift.bringBack', { screen: 'plan' });
    await core.run({ kind: 'app' });
    await core.call('drift.bringBack', { screen: 'user-names' });
    expect((await core.snapshot()).screen).toBe('user-names');
    await core.run({ kind: 'user-names', userId: null });
    expect((await core.call('drift.check', {})).back).toEqual([]);
    expect(format(app)).toBe('${source.email}');
    expect(userNamesOf(app)).toEqual(emailsOf(app));
  });
});

describe('undo of the admin application', () => {
  it('gives the format, the user names and the status back, and touches nothing else', async () => {
    await start({ catalogueApp: 'inactive' });
    const app = prebuilt();
    const before = structuredClone(app);
    await core.run({ kind: 'app' });
    unshareEmails();
    const { rows } = await core.call('userNames.rows', { from: 0, count: 1, fresh: true });
    await core.run({ kind: 'user-names', userId: rows[0]?.userId ?? '' });
    await core.run({ kind: 'user-names', userId: null });
    expect(userNamesOf(app)).toEqual(emailsOf(app));

    // Someone else renames one of them meanwhile: that is theirs.
    const theirs = Object.values(app.users).find(({ id }) => id === rows[0]?.userId);
    if (theirs !== undefined) theirs.userName = 'renamed@bellwether.example';
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.undo?.drift).toMatchObject([{ now: 'renamed@bellwether.example' }]);
    expect((await core.run({ kind: 'undo', deleteDespiteOtherUsers: false })).state).toBe('done');

    expect(app.status).toBe('INACTIVE');
    expect(app.body).toEqual(before.body);
    const expected = Object.values(before.users).map(({ id, userName }) =>
      id === rows[0]?.userId ? 'renamed@bellwether.example' : userName,
    );
    expect(userNamesOf(app)).toEqual(expected);
    const again = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(again.changes.filter(({ verb }) => verb !== 'keep')).toEqual([]);
  });
});

describe('the API integration after an undo of the admin application', () => {
  const step = async () =>
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false })).undo?.byHand ?? [];

  it('that was off before is led back to off, and read back', async () => {
    await core.run({ kind: 'app' });
    core.byHand.apiIntegrationOn();
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
    const title = 'Switch the API integration off, as it was before';
    expect(await step()).toMatchObject([{ title, known: 'not-yet' }]);
    prebuilt().provisioning = 'NONE';
    expect(await step()).toMatchObject([{ title, known: 'done' }]);
  });

  it('that was on before is left on', async () => {
    core.byHand.apiIntegrationOn();
    await core.run({ kind: 'app' });
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(await step()).toEqual([]);
  });
});

it('a template of platform users in Europe still asks for the admin’s confirmation', async () => {
  const europe = { destination: 'admin-application', region: 'eu' } as const;
  await core.call('file.open', {
    name: 'summary.json',
    text: JSON.stringify({ ...exampleSummary, ...europe }),
  });
  await core.call('file.replay', { mode: 'practice', replace: true });
  const destination = async () => (await core.snapshot()).rail.find(({ screen }) => screen === 'destination');
  expect((await destination())?.state).toBe('needs-you');
  expect(await core.refusal('session.go', { screen: 'plan' })).toMatchObject({ code: 'not-ready' });
  await core.call('destination.choose', { ...europe, label: 'Oktopost', confirmedUndocumentedTarget: true });
  expect((await destination())?.state).toBe('chosen');
});
