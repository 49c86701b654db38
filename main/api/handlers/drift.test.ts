import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Summary } from '../../../shared/summary';
import { setUpWithSummary } from '../../testing/drift';
import { asObject } from '../../okta/json';
import { logAppChange } from '../../../practice/provisioning/app-log';
import type { OktaApp } from '../../../practice/world/state';
import { exampleSummary } from '../../../shared/testing/summary';
import type { Checkpoint } from '../../testing/checkpoint';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

describe('drift in the window', () => {
  let core: TestCore;
  let summary: Summary;
  let setUp: Checkpoint;
  let checkedBefore: string | null;
  beforeAll(async () => {
    ({ core, summary } = await setUpWithSummary());
    checkedBefore = (await core.snapshot()).mapping.checkedAt;
    setUp = await core.checkpoint();
  });
  afterAll(() => core.close());
  beforeEach(async () => {
    await core.returnTo(setUp);
    // What a colleague changes while a new connection reads everything back is seen by that, or not.
    await core.until(
      'everything is read back',
      ({ mapping, guided }) => mapping.checkedAt !== checkedBefore && guided['to-app'].lastLookAt !== null,
    );
    await open(summary);
  });

  const open = (of: Summary): Promise<null> =>
    core.call('file.open', { name: 'summary.json', text: JSON.stringify(of) });
  const ownApp = (): OktaApp => {
    const app = core.org.world.state.apps[summary.app.id];
    if (app === undefined) throw new Error('no app of ours');
    return app;
  };
  /** What a colleague did meanwhile. */
  const spoil = (): void => {
    const app = ownApp();
    asObject(app.body.settings, 'signOn')['ssoAcsUrl'] = 'https://eu-app.oktopost.com/auth/acs';
    app.toAppMapping.properties['title'] = { expression: 'user.title', pushStatus: 'PUSH' };
    app.toApp.deactivate = false;
    app.label = 'Oktopost (old)';
  };
  const drifted = async (): Promise<string[]> => {
    const { report } = await core.call('drift.check', {});
    return report.rows.filter(({ state }) => state === 'drift').map(({ setting }) => setting);
  };

  it('says why Oktopost’s accounts were not looked at', async () => {
    const why = async () => (await core.call('drift.check', {})).report.accountsNotLookedAt;
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    expect(await why()).toBeNull();
    await open({ ...summary, region: 'eu' });
    expect(await why()).toBe('the assistant has a token of another Oktopost account only');
    await open({ ...summary, destination: 'admin-application', region: 'us', settings: [] });
    expect(await why()).toBe('Oktopost’s pre-built app has no token to ask with');
  });

  it('is none right after; what cannot be read says who proved it and when', async () => {
    const { report, changedBy } = await core.call('drift.check', {});
    expect(report).toMatchObject({ result: 'same', appFound: true, back: [] });
    expect(changedBy).not.toBeNull();
    expect(report.rows.find(({ setting }) => setting === 'connection.base-url')).toMatchObject({
      state: 'cannot-be-read',
      known: { how: 'proven-by-test', user: summary.test?.user.login },
    });
  });

  it('names the screen where each drifted setting comes back, and who changed the app integration', async () => {
    spoil();
    logAppChange(core.org.world, ownApp(), 'update');
    const { report, changedBy } = await core.call('drift.check', {});
    expect(report.result).toBe('drift');
    expect(report.back).toEqual([
      { screen: 'plan', settings: [{ setting: 'sign-on.acs-url', next: null }] },
      { screen: 'to-app', settings: [{ setting: 'to-app.deactivate', next: null }] },
      { screen: 'mapping', settings: [{ setting: 'mapping:title', next: null }] },
      { screen: null, settings: [{ setting: 'app.name', next: expect.stringContaining('General tab') }] },
    ]);
    expect(changedBy?.[0]).toMatchObject({
      who: 'admin@bellwether.example',
      what: [
        'application.lifecycle.update: Update application (App name: Oktopost Social Advocacy → Oktopost (old)',
        'Single sign-on URL: https://app.oktopost.com/auth/acs → https://eu-app.oktopost.com/auth/acs',
        'Deactivate Users: on → off)',
      ].join('; '),
    });
  });

  it('of this set-up’s own app integration reaches the step at once', async () => {
    const toApp = async () => (await core.snapshot()).rail.find(({ screen }) => screen === 'to-app')?.state;
    await core.call('guided.lookNow', { step: 'to-app' });
    expect(await toApp()).toBe('done-read');
    spoil();
    await core.call('drift.check', {});
    expect(await toApp()).not.toBe('done-read');
    expect((await core.snapshot()).guided['to-app'].known).toBe('lost');
  });

  it('leads to the plans that bring it back, for exactly that app integration', async () => {
    spoil();
    await core.call('drift.bringBack', { screen: 'plan' });
    expect(await core.snapshot()).toMatchObject({ screen: 'plan', app: { id: summary.app.id } });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.changes.flatMap(({ rows }) => rows)).toMatchObject([
      { setting: 'sign-on.acs-url', after: 'https://app.oktopost.com/auth/acs' },
      // Written with the others; Okta does not show whether it took it before.
      { setting: 'user-name-format.update-on', after: 'Create and update' },
    ]);
    await core.run({ kind: 'app' });
    await core.call('drift.bringBack', { screen: 'mapping' });
    expect((await core.snapshot()).screen).toBe('mapping');
    await core.run({ kind: 'mapping' });
    expect(await drifted()).toEqual(['app.name', 'to-app.deactivate']);
  });

  it('takes the choices of the summary, not the ones of the set-up', async () => {
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    // That the email stays mapped is asked for by the admin, not by the article.
    const { settings } = await core.call('summary.get', {});
    const sourceOf = (id: string) => settings.find(({ setting }) => setting === id)?.source;
    expect([sourceOf('mapping:email'), sourceOf('mapping:givenName')]).toEqual(['choice', 'article']);
    await core.call('app.choose', { ...(await core.snapshot()).appChoice, relayState: 'board' });
    await core.call('drift.bringBack', { screen: 'mapping' });
    expect(await core.snapshot()).toMatchObject({
      appChoice: { relayState: 'none' },
      mapping: { choice: { keepWorkEmail: false } },
    });
  });

  it.each([
    [{ ...exampleSummary, practice: false }, 'this is a practice run'],
    [
      { ...exampleSummary, practice: true, app: { ...exampleSummary.app, id: '0oaother' } },
      'app integration of its own',
    ],
  ])('refuses another org and another app integration: %#', async (of, words) => {
    await open(of);
    expect((await core.refusal('drift.bringBack', { screen: 'plan' })).message).toContain(words);
  });

  it('checks the open set-up without a file: what it needs, and its name, since it was last worked on', async () => {
    await core.call('file.close', {});
    const { report } = await core.call('drift.check', {});
    expect(report).toMatchObject({ result: 'same', summary: { appId: summary.app.id } });
    const { made = '' } = report.summary ?? {};
    expect(made < report.checkedAt).toBe(true);
    expect(report.rows.find(({ setting }) => setting === 'connection.base-url')).toMatchObject({
      state: 'cannot-be-read',
      known: { how: 'proven-by-test' },
    });
    spoil();
    expect(await drifted()).toEqual(['app.name', 'sign-on.acs-url', 'to-app.deactivate', 'mapping:title']);
    await core.call('drift.bringBack', { screen: 'mapping' });
    expect((await core.snapshot()).screen).toBe('mapping');
    await core.run({ kind: 'mapping' });
    expect(await drifted()).toEqual(['app.name', 'sign-on.acs-url', 'to-app.deactivate']);
  });

  it('says of an app integration that is gone that it is', async () => {
    delete core.org.world.state.apps[summary.app.id];
    expect((await core.call('drift.check', {})).report).toMatchObject({ result: 'drift', appFound: false });
    expect((await core.refusal('drift.bringBack', { screen: 'plan' })).code).toBe('not-found');
    await core.call('file.close', {});
    expect((await core.call('drift.check', {})).report).toMatchObject({ result: 'drift', appFound: false });
  });

  it('from nothing: connects to the org of the summary, adopts its app integration by a plan, and ends in none', async () => {
    spoil();
    expect((await core.refusal('drift.connect', { replace: false })).code).toBe('conflict');
    await core.call('drift.connect', { replace: true });
    expect(await core.snapshot()).toMatchObject({
      mode: 'practice',
      screen: 'connect-okta',
      app: null,
      region: summary.region,
      opened: { kind: 'summary' },
    });
    await core.call('okta.usePracticeToken', {});
    await core.call('file.close', {});
    // No set-up to check, and no file.
    expect((await core.refusal('drift.check', {})).code).toBe('not-ready');
    await open(summary);
    expect(await drifted()).toHaveLength(4);
    await core.call('drift.bringBack', { screen: 'mapping' });
    const { adopt, screen } = await core.snapshot();
    expect([adopt, screen]).toEqual([summary.app.id, 'plan']);
    const plan = await core.preview({ kind: 'app', adopt });
    expect(plan.blockers).toEqual([]);
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    await core.until('the run ends', ({ run }) => run?.id === runId && run.state === 'done');
    await core.run({ kind: 'mapping' });
    expect(await drifted()).toEqual(['app.name', 'to-app.deactivate']);
    expect((await core.snapshot()).app).toMatchObject({ id: summary.app.id, createdByUs: false });
  });

  it('does not adopt what has nothing of Oktopost’s any more', async () => {
    const signOn = asObject(ownApp().body.settings, 'signOn');
    signOn['ssoAcsUrl'] = 'https://sso.other.example/acs';
    signOn['audience'] = 'urn:other';
    await core.call('drift.connect', { replace: true });
    await core.call('okta.usePracticeToken', {});
    expect((await core.refusal('drift.bringBack', { screen: 'plan' })).message).toContain(
      'may serve something else',
    );
    expect((await core.snapshot()).adopt).toBeNull();
  });

  it('sends no token to a host that a file names before it is confirmed, and to none that is no Okta host', async () => {
    await open({ ...exampleSummary, org: { name: null, url: 'https://acme.okta.com.evil.example' } });
    expect((await core.refusal('drift.connect', { replace: true })).code).toBe('bad-address');
    await open(exampleSummary);
    await core.call('drift.connect', { replace: true });
    expect((await core.snapshot()).address).toMatchObject({
      orgUrl: 'https://acme.okta.com',
      needsConfirmation: true,
    });
    const token = { kind: 'okta-token', value: '00-SECRET' } as const;
    expect((await core.refusal('secrets.submit', token)).code).toBe('host-not-confirmed');
  });
});

describe('drift of a set-up that is half done', () => {
  let core: TestCore;
  let before: TestCore['org']['world']['state'];
  beforeAll(async () => {
    core = await startTestCore();
    await core.begin();
    await core.run({ kind: 'app' });
    // The practice org makes an app's key when it is first asked for.
    await core.call('singleSignOn.read', {});
    before = structuredClone(core.org.world.state);
  });
  // Checking changes nothing else.
  beforeEach(() => {
    Object.assign(core.org.world.state, structuredClone(before));
  });
  afterAll(() => core.close());

  it('is none: what was not set up yet has not drifted', async () => {
    const { report } = await core.call('drift.check', {});
    expect(report.rows.filter(({ state }) => state === 'drift')).toEqual([]);
    expect(report).toMatchObject({ result: 'same', back: [] });
  });

  it('says that no token of Oktopost is there, or that it is refused', async () => {
    const why = async () => (await core.call('drift.check', {})).report.accountsNotLookedAt;
    expect(await why()).toBe('no token is entered on the step “Oktopost token”');
    await core.call('secrets.submit', { kind: 'oktopost-token', value: 'revoked-token-of-before' });
    await core.until('the token is refused', ({ oktopost }) => oktopost.state === 'refused');
    expect(await why()).toBe('Oktopost refuses the token of the step “Oktopost token”');
  });

  it('is there for what was set up', async () => {
    asObject(core.ours().body.settings, 'signOn')['ssoAcsUrl'] = 'https://eu-app.oktopost.com/auth/acs';
    const { report } = await core.call('drift.check', {});
    expect(report.rows.filter(({ state }) => state === 'drift').map(({ setting }) => setting)).toEqual([
      'sign-on.acs-url',
    ]);
  });
});
