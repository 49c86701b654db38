import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerProfileNames, parseProfile, setUpProfileNames } from '../practice/profile';
import { samlApp } from '../practice/testing/test-org';
import { startTestCore } from './testing/core';
import type { TestCore } from './testing/core';
import type { PracticeOptions } from '../practice/practice';

describe('the assistant, from nothing to one verified user', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function begin(region: 'us' | 'eu', options: Partial<PracticeOptions> = {}): Promise<void> {
    core = await startTestCore({ region, ...options });
    await core.begin({ region });
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  }

  async function user(query: string): Promise<string> {
    const { users } = await core.call('users.search', { query });
    const [found] = users;
    if (found === undefined) throw new Error(`nobody is called ${query}`);
    return found.id;
  }

  async function setUp(region: 'us' | 'eu'): Promise<void> {
    await core.run({ kind: 'app' });
    await core.provisioningOn(`https://${region === 'eu' ? 'eu-' : ''}board.oktopost.com/scim/v2`);
  }

  it.each(
    [
      'likely',
      ...setUpProfileNames.filter((name) => name !== 'scimChoice=missing'),
      ...answerProfileNames,
      'oktopostSearch=case-sensitive',
      'oktopostValues=loose',
    ].map((name) => [name] as const),
  )('runs the whole set-up on profile %s', async (name) => {
    const region = name.length % 2 === 0 ? 'us' : 'eu';
    await begin(region, { profile: parseProfile(name) });
    await setUp(region);
    const guided = (await core.snapshot()).guided;
    expect(guided['scim-on'].known).toBe('read-back');
    expect(['read-back', 'cannot-be-read']).toContain(guided['to-app'].known);
    // Arriving proves Create Users only: what Okta does not show of the rest is the admin's word.
    await core.call('guided.state', { step: 'to-app', done: true });
    expect((await core.run({ kind: 'mapping' })).state).toBe('done');
    const userId = await user('Bruno');
    const { findings } = await core.call('test.preCheck', { userId });
    expect(findings.filter(({ level }) => level === 'warn' || level === 'block')).toEqual([]);
    await core.run({ kind: 'assign', userId });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test).toMatchObject({ state: 'passed', decision: 'open' });
    expect(test.rows.map(({ attribute, state }) => [attribute, state])).toEqual([
      ['userName', 'same'],
      ['name.givenName', 'same'],
      ['name.familyName', 'same'],
      ['active', 'same'],
    ]);
    const summary = await core.call('summary.get', {});
    const wrong = summary.settings.filter(({ value, expected }) => value !== expected);
    expect(wrong.map(({ setting }) => setting)).toEqual(
      name === 'builtInPushStatus=kept' ? [] : ['user-name-format.update-on'],
    );
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('creates exactly one app with the article’s values, and finds it again instead of creating another', async () => {
    await begin('eu');
    const first = await core.run({ kind: 'app' });
    expect(first.checks.filter(({ state }) => state === 'different')).toEqual([]);
    const again = await core.preview({ kind: 'app' });
    expect(again.changes.map(({ verb }) => verb)).toEqual(['keep']);
    const { apps } = core.org.world.state;
    const ours = Object.values(apps).filter(({ label }) => label === 'Oktopost Social Advocacy');
    expect(ours).toHaveLength(1);
    expect(ours[0]?.body.settings['signOn']).toMatchObject({
      ssoAcsUrl: 'https://eu-app.oktopost.com/auth/acs',
      audience: 'urn:oktopost:sp',
      defaultRelayState: null,
    });
  });

  it('shows the admin note in the plan as it is written', async () => {
    await begin('us');
    const plan = await core.preview({ kind: 'app' });
    const shown = plan.changes[0]?.rows.find(({ setting }) => setting === 'app.admin-note');
    await core.apply(plan);
    const { app } = await core.snapshot();
    const { settings } = core.org.world.state.apps[app?.id ?? '']?.body ?? {};
    expect(settings?.notes).toMatchObject({ admin: shown?.after });
    expect(shown?.after).toContain('Made by Oktopost Setup for Okta');
  });

  it('does not take Oktopost’s pre-built app, which has the same audience and ACS URL, for a custom one', async () => {
    await begin('us');
    const prebuilt = Object.values(core.org.world.state.apps).find(({ name }) => name === 'oktopost');
    expect(prebuilt?.body.settings['signOn']).toMatchObject({
      ssoAcsUrl: 'https://app.oktopost.com/auth/acs',
      audience: 'urn:oktopost:sp',
    });
    const plan = await core.preview({ kind: 'app' });
    expect([plan.existingApps, plan.blockers]).toEqual([[], []]);
  });

  it('offers an app with the same audience and ACS URL instead of making a second one', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    await core.call('session.startOver', {});
    await core.begin({ label: 'Another' });
    const plan = await core.preview({ kind: 'app' });
    expect(plan.existingApps.map(({ label }) => label)).toEqual(['Oktopost Social Advocacy']);
    expect(plan.blockers).toHaveLength(1);
    const refused = await core.refusal('plan.apply', { planId: plan.id });
    expect(refused.code).toBe('not-ready');
  });

  it('uses an existing app when told to: writes only what differs, and loses nothing else of it', async () => {
    await begin('us');
    const { signOn } = samlApp.settings;
    const made = await core.org.api('POST', '/api/v1/apps', {
      ...samlApp,
      label: 'Made by a colleague',
      credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' } },
      settings: { signOn, app: { oddity: 'kept' } },
    });
    const { id } = z.object({ id: z.string() }).parse(made.body);
    const plan = await core.preview({ kind: 'app', adopt: id });
    expect(plan.changes.map(({ verb, rows }) => [verb, rows.map(({ setting }) => setting)])).toEqual([
      ['update', ['user-name-format', 'user-name-format.update-on', 'app.admin-note']],
    ]);
    const { runId } = await core.call('plan.apply', { planId: plan.id });
    const { app } = await core.until('adopted', ({ run }) => run?.id === runId && run.state === 'done');
    expect(app).toMatchObject({ id, createdByUs: false });
    expect(core.org.world.state.apps[id]?.body).toMatchObject({
      credentials: { userNameTemplate: { template: '${source.email}' } },
      settings: { app: { oddity: 'kept' } },
    });
  });

  it('says before the assignment that an inactive app integration takes nobody', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    const userId = await user('Bruno');
    const { app } = await core.snapshot();
    await core.org.api('POST', `/api/v1/apps/${app?.id ?? ''}/lifecycle/deactivate`);
    const plan = await core.preview({ kind: 'assign', userId });
    expect(plan.changes).toEqual([]);
    expect(plan.blockers).toEqual([expect.stringContaining('is inactive in Okta')]);
    await core.org.api('POST', `/api/v1/apps/${app?.id ?? ''}/lifecycle/activate`);
    expect(await core.preview({ kind: 'assign', userId })).toMatchObject({ blockers: [] });
  });

  it('does not apply a plan that was shown for other choices', async () => {
    await begin('us');
    const before = Object.keys(core.org.world.state.apps);
    const plan = await core.preview({ kind: 'app' });
    await core.call('destination.choose', { destination: 'board', region: 'eu', label: 'Oktopost' });
    expect(await core.refusal('plan.apply', { planId: plan.id })).toMatchObject({ code: 'plan-unknown' });
    expect(Object.keys(core.org.world.state.apps)).toEqual(before);
  });

  it('finds the app of a create whose answer was lost, and makes no second one', async () => {
    await begin('us');
    core.org.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', times: 1, drop: 'after' },
    ]);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    const ours = Object.values(core.org.world.state.apps).filter(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    expect(ours).toHaveLength(1);
  });

  it('goes on after a restart: what was done is read back, tokens are asked for again', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    await core.restart();
    const state = await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect(state.app?.label).toBe('Oktopost Social Advocacy');
    expect(state.oktopost.state).toBe('token-needed');
    await core.until('SCIM is read back', ({ guided }) => guided['scim-on'].known === 'read-back');
  });

  it('notices that SCIM was switched off again', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    const app = core.byHand.scimOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    app.provisioning = 'NONE';
    app.schema = { base: { userName: { title: 'Username', type: 'string', required: true } }, custom: {} };
    await core.call('guided.lookNow', { step: 'scim-on' });
    const { guided, rail } = await core.snapshot();
    expect(guided['scim-on'].known).toBe('lost');
    expect(rail.find(({ screen }) => screen === 'scim-on')?.state).toBe('failed');
  });

  it('says of a read-only token, at the write, that a right is missing and whose move it is', async () => {
    await begin('us');
    for (const token of Object.values(core.org.world.state.apiTokens)) token.role = 'READ_ONLY_ADMIN';
    const run = await core.run({ kind: 'app' });
    expect(run).toMatchObject({ state: 'failed', error: { code: 'missing-right', owner: 'okta-admin' } });
    expect((await core.snapshot()).changed).toBe('nothing');
  });

  it('does not call proven what the test user cannot prove', async () => {
    await begin('us', { profile: parseProfile('featuresRead=never') });
    await setUp('us');
    await core.call('guided.state', { step: 'connection', done: false });
    await core.run({ kind: 'assign', userId: await user('Bruno') });
    await core.until('a verdict', (state) => state.test.verdict !== null);
    const { settings, left } = await core.call('summary.get', {});
    const known = new Map(settings.map(({ setting, known: { how } }) => [setting, how]));
    expect(
      (['connection.base-url', 'connection.push-new-users', 'to-app.create'] as const).map((id) =>
        known.get(id),
      ),
    ).toEqual(Array.from({ length: 3 }, () => 'proven-by-test'));
    const unproven = ['connection.push-profile-updates', 'to-app.update', 'to-app.deactivate'] as const;
    expect(unproven.map((id) => known.get(id))).toEqual(unproven.map(() => 'unknown'));
    expect(left.map(({ text }) => text).join('\n')).toMatch(
      /Deactivate Users: Okta does not show it\. .* by Okta’s System Log\. It should be “on”\. Provisioning tab, To App/,
    );
  });

  it('explains a test user who was refused, from Okta’s own log', async () => {
    await begin('us');
    await setUp('us');
    core.byHand.connect('https://board.oktopost.com/scim/v2', 'revoked-token');
    await core.run({ kind: 'assign', userId: await user('Bruno') });
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test).toMatchObject({
      state: 'failed',
      explanation: { owner: 'okta-admin', place: 'integration' },
    });
  });

  it('unassigns and assigns again a user who was assigned before provisioning was on', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    const userId = await user('Bruno');
    await core.run({ kind: 'assign', userId });
    await core.call('test.stop', {});
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    const run = await core.run({ kind: 'assign', userId });
    expect(run.changes.map(({ id, state }) => [id, state])).toEqual([
      ['unassign', 'done'],
      ['assign', 'done'],
    ]);
    const { test } = await core.until('a verdict', (state) => state.test.verdict !== null);
    expect(test.state).toBe('passed');
  });

  it('writes a journal that a person can read and that holds no secret', async () => {
    await begin('us');
    await core.run({ kind: 'app' });
    const journal = await readFile(join(core.folder, 'journal.jsonl'), 'utf8');
    expect(journal).toContain('Create the app integration');
    expect(journal).not.toContain(core.org.okta.apiToken);
  });
});
