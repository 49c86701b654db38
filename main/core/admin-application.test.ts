import { describe, expect, it } from 'vitest';
import { record } from '../../practice/world/people';
import { areaOf } from '../../shared/settings';
import { exampleSummary } from '../../shared/testing/summary';
import { adminOrg, userNameFormatOf } from '../testing/admin-org';
import type { TestCore } from '../testing/core';

let core: TestCore;
const { start, prebuilt } = adminOrg((started) => {
  core = started;
});

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
    expect(plan.changes.map(({ title }) => title)).toEqual(['Use the pre-built app integration “Oktopost”']);
    expect(plan.notes.join(' ')).toContain('“Oktopost (test)” is a custom app integration');
    expect(plan.warnings.join(' ')).toContain('user name that is not their email');
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(userNameFormatOf(app)).toBe('${source.email}');
    const { credentials: _credentials, settings, ...rest } = before;
    const notes = { admin: expect.stringContaining('Used by Oktopost Setup for Okta.') };
    expect(app.body).toMatchObject({ ...rest, settings: { ...settings, notes } });
    expect((await core.snapshot()).appChecks.map(({ setting, state }) => [setting, state])).toEqual([
      ['app.status', 'same'],
      ['user-name-format', 'same'],
      ['user-name-format.update-on', 'cannot-be-read'],
      ['app.admin-note', 'same'],
    ]);
    const again = await core.preview({ kind: 'app' });
    expect(again.changes.map(({ verb }) => verb)).toEqual(['keep']);
  });

  it('has the note that names the set-up among the settings that are read, counted and compared later', async () => {
    await core.run({ kind: 'app' });
    const noted = async () => {
      const summary = await core.call('summary.get', {});
      return summary.settings.find(({ setting }) => setting === 'app.admin-note');
    };
    const before = await noted();
    expect(before).toMatchObject({ source: 'assistant', known: { how: 'read-back' } });
    expect(before?.value).toBe(before?.expected);
    expect(before?.value).toContain('Used by Oktopost Setup for Okta.');
    record(prebuilt().body.settings['notes'])['admin'] = 'Ask Jo.';
    expect(await noted()).toMatchObject({ value: 'Ask Jo.', expected: before?.expected });
    const { report } = await core.call('drift.check', {});
    expect(report.rows.find(({ setting }) => setting === 'app.admin-note')?.state).toBe('drift');
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
    expect(userNameFormatOf(prebuilt())).toBe('${source.login}');
  });

  it('activates an inactive one, by the plan', async () => {
    await start({ catalogueApp: 'inactive' });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes.map(({ id, verb }) => [id, verb])).toEqual([
      ['app', 'update'],
      ['activate-app', 'update'],
    ]);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(prebuilt().status).toBe('ACTIVE');
    expect((await core.snapshot()).appChecks[0]).toMatchObject({ setting: 'app.status', state: 'same' });
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
