import { describe, expect, it } from 'vitest';
import { adminOrg, userNameFormatOf } from '../testing/admin-org';
import type { TestCore } from '../testing/core';

let core: TestCore;
const { start, prebuilt, unshareEmails, userNamesOf, emailsOf } = adminOrg((started) => {
  core = started;
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

it('does not call the same what Okta shows neither before nor after the undo', async () => {
  await core.run({ kind: 'app' });
  const { checks } = await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(checks.find(({ setting }) => setting === 'user-name-format.update-on')).toMatchObject({
    expected: 'not known',
    actual: null,
    state: 'cannot-be-read',
    next: expect.stringContaining('did not show what it was before'),
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
    const { report } = await core.call('drift.check', {});
    expect(
      report.back.map(({ screen, settings }) => [screen, settings.map(({ setting }) => setting)]),
    ).toEqual([
      ['plan', ['user-name-format']],
      ['user-names', ['user-names']],
    ]);
    await core.call('drift.bringBack', { screen: 'plan' });
    await core.run({ kind: 'app' });
    await core.call('drift.bringBack', { screen: 'user-names' });
    expect((await core.snapshot()).screen).toBe('user-names');
    await core.run({ kind: 'user-names', userId: null });
    expect((await core.call('drift.check', {})).report.back).toEqual([]);
    expect(userNameFormatOf(app)).toBe('${source.email}');
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
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.undo?.drift).toMatchObject([{ now: 'renamed@bellwether.example' }]);
    // It was inactive before.
    expect(plan.undo?.remains.join('\n')).toContain('They work again once the app integration is active');
    expect((await core.run({ kind: 'undo', deleteDespiteOtherUsers: true })).state).toBe('done');

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

it('deactivates the pre-built app integration only while those are assigned whom the plan named', async () => {
  await start({ catalogueApp: 'inactive' });
  const app = prebuilt();
  await core.run({ kind: 'app' });
  const asked = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
  const people = String(Object.keys(app.users).length);
  // Whoever uses it is not cut off without a question.
  expect(asked.blockers).toEqual([expect.stringContaining('Decide whether to deactivate it')]);
  expect(asked.undo?.others).toEqual([expect.stringContaining(`Others have assigned ${people} people.`)]);
  expect(await core.refusal('plan.apply', { planId: asked.id })).toMatchObject({ code: 'not-ready' });
  const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
  expect(plan.blockers).toEqual([]);
  const status = plan.changes.find(({ id }) => id === 'restore-status');
  expect(status?.rows).toContainEqual(expect.objectContaining({ setting: 'app.people', now: people }));
  const newcomer = Object.values(core.org.world.state.users).find(({ id }) => app.users[id] === undefined);
  await core.org.api('POST', `/api/v1/apps/${app.id}/users`, { id: newcomer?.id ?? '', scope: 'USER' });
  await core.call('plan.apply', { planId: plan.id });
  const { run } = await core.until('the undo stops', (snapshot) => snapshot.run?.state === 'failed');
  expect(run?.error?.code).toBe('plan-stale');
  expect(app.status).toBe('ACTIVE');
});

it('leaves an app integration active that was active when it was taken over, whatever was put right since', async () => {
  await start();
  const app = prebuilt();
  await core.run({ kind: 'app' });
  app.status = 'INACTIVE';
  const back = await core.preview({ kind: 'app' });
  const activation = back.changes.find(({ id }) => id === 'activate-app');
  expect(activation?.undo).toContain('stays active');
  await core.run({ kind: 'app' });
  expect(app.status).toBe('ACTIVE');
  const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect([plan.blockers, plan.undo?.others]).toEqual([[], []]);
  await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(app.status).toBe('ACTIVE');
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
