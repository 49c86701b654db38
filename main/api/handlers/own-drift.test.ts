import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addSigningKey, activateKey, endCertificates } from '../../../practice/world/signing-keys';
import { samlApp } from '../../../practice/testing/test-org';
import type { OktaApp } from '../../../practice/world/state';
import { logSignIn } from '../../../practice/provisioning/system-log';
import { record } from '../../../practice/world/people';
import { driftReportSchema } from '../../../shared/drift';
import type { DriftRow } from '../../../shared/drift';
import type { SettingId } from '../../../shared/settings';
import { asObject } from '../../okta/json';
import { adoptColleaguesApp } from '../../testing/adopt';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { drift, fileOf } from '../../testing/drift';

let core: TestCore;
afterEach(() => core.close());

async function begin(choice?: Parameters<TestCore['begin']>[0]): Promise<void> {
  core = await startTestCore({ logLagMs: 0 });
  await core.begin(choice);
}

/** The app integration of the set-up: made, adopted, or the pre-built one. */
const roads = {
  created: async (): Promise<void> => {
    await begin();
    await core.run({ kind: 'app' });
  },
  adopted: async (): Promise<void> => {
    await begin();
    await adoptColleaguesApp(core);
  },
  'pre-built': async (): Promise<void> => {
    await begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
  },
} as const;
const roadNames = ['created', 'adopted', 'pre-built'] as const;

async function ours(): Promise<OktaApp> {
  const { app } = await core.snapshot();
  const found = core.org.world.state.apps[app?.id ?? ''];
  if (found === undefined) throw new Error('there is no app of ours');
  return found;
}

async function signOn(): Promise<Record<string, unknown>> {
  return asObject((await ours()).body.settings, 'signOn');
}

async function rowOf(setting: SettingId): Promise<DriftRow | undefined> {
  const { report } = await core.call('drift.check', {});
  return report.rows.find((row) => row.setting === setting);
}

/** A colleague makes another certificate and Okta signs with it. Answers the fingerprint from before. */
async function anotherCertificate(): Promise<string> {
  const { certificates } = await core.call('singleSignOn.read', {});
  const app = await ours();
  const { kid } = await addSigningKey(core.org.world, app);
  activateKey(core.org.world, app, kid);
  return certificates[0]?.fingerprint ?? '';
}

describe.each(roadNames)('the own drift check of an app integration that is %s', (road) => {
  it('finds that Okta signs with another certificate, after a restart too', async () => {
    await roads[road]();
    expect(await rowOf('sign-on.certificate')).toMatchObject({ state: 'same' });
    const before = await anotherCertificate();
    const changed = { state: 'drift', expected: before };
    expect(await rowOf('sign-on.certificate')).toMatchObject(changed);
    await core.call('summary.get', {});
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(await rowOf('sign-on.certificate')).toMatchObject(changed);
  });

  it('finds another relay state, algorithm or attribute statement, and the CLI finds the same', async () => {
    await roads[road]();
    const text = JSON.stringify(await core.call('summary.get', {}));
    const relayState = (await signOn())['defaultRelayState'] ?? '(none)';
    Object.assign(await signOn(), {
      defaultRelayState: '1',
      signatureAlgorithm: 'RSA_SHA1',
      digestAlgorithm: 'SHA1',
      responseSigned: false,
      honorForceAuthn: false,
      slo: { enabled: true },
      attributeStatements: [{ type: 'EXPRESSION', name: 'mail', values: ['user.email'] }],
    });
    const expected = [
      ['sign-on.relay-state', relayState, '1'],
      ['sign-on.response', 'Signed', 'Unsigned'],
      ['sign-on.signature-algorithm', 'RSA_SHA256', 'RSA_SHA1'],
      ['sign-on.digest-algorithm', 'SHA256', 'SHA1'],
      ['sign-on.force-authn', 'Yes', 'No'],
      ['sign-on.single-logout', 'off', 'on'],
      ['sign-on.attribute-statements', '(none)', 'mail = user.email'],
    ];
    const driftedIn = (rows: readonly DriftRow[]) =>
      rows
        .filter(({ setting, state }) => setting.startsWith('sign-on.') && state === 'drift')
        .map(({ setting, expected: wanted, actual }) => [setting, wanted, actual]);
    const { report } = await core.call('drift.check', {});
    expect(driftedIn(report.rows)).toEqual(expected);
    const summary = await core.call('summary.get', {});
    const wrong = summary.settings.filter(
      ({ setting, value, expected: wanted }) => setting.startsWith('sign-on.') && value !== wanted,
    );
    expect(wrong.map(({ setting, expected: wanted, value }) => [setting, wanted, value])).toEqual(expected);
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    const { code, out } = await drift([await fileOf(text), '--practice', '--json'], { env });
    expect(code).toBe(1);
    expect(driftedIn(driftReportSchema.parse(JSON.parse(out)).rows)).toEqual(expected);
  });
});

describe('the own drift check', () => {
  it('knows another certificate once a sign-in worked that Okta logged since, and not by a word alone', async () => {
    await roads.created();
    await anotherCertificate();
    const app = await ours();
    app.lastUpdated = new Date(core.org.world.now().getTime() - 60_000).toISOString();
    expect((await rowOf('sign-on.certificate'))?.state).toBe('drift');
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect((await rowOf('sign-on.certificate'))?.state).toBe('drift');
    await core.call('signIn.begin', { way: 'from-okta' });
    const [user] = Object.values(core.org.world.state.users);
    if (user === undefined) throw new Error('nobody is there');
    logSignIn(core.org.world, app, user, 'idp');
    await core.call('signIn.lookNow', {});
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect((await rowOf('sign-on.certificate'))?.state).toBe('same');
  });

  it('finds another certificate of the same key as the CLI with a summary does, and compares none with itself', async () => {
    await roads.created();
    const key = `key ${(await ours()).kid ?? ''}`;
    const unseen = { state: 'same', expected: key, actual: key };
    expect(await rowOf('sign-on.certificate')).toMatchObject(unseen);
    const made = await fileOf(JSON.stringify(await core.call('summary.get', {})));
    const { certificates } = await core.call('singleSignOn.read', {});
    const seen = certificates[0]?.fingerprint ?? '';
    expect(await rowOf('sign-on.certificate')).toMatchObject({ state: 'same', expected: seen, actual: seen });
    await endCertificates(core.org.world, 20);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('summary.get', {});
    expect(await rowOf('sign-on.certificate')).toMatchObject({ state: 'drift', expected: seen });
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    expect((await drift([made, '--practice'], { env })).out).toContain('the certificate differs');
  });

  it('leads to the plan that sets the relay state back, and by hand to the update of user names, which Okta need not take from it', async () => {
    await roads.created();
    (await signOn())['defaultRelayState'] = '2';
    const names = record((await ours()).body.credentials['userNameTemplate']);
    names['pushStatus'] = 'PUSH';
    await core.call('summary.get', {});
    names['pushStatus'] = 'DONT_PUSH';
    const { report } = await core.call('drift.check', {});
    expect(
      report.back.map(({ screen, settings }) => [screen, settings.map(({ setting }) => setting)]),
    ).toEqual([
      ['plan', ['sign-on.relay-state']],
      [null, ['user-name-format.update-on']],
    ]);
    await core.call('drift.bringBack', { screen: 'plan' });
    const { changes } = await core.preview({ kind: 'app' });
    expect(changes.flatMap(({ rows }) => rows)).toMatchObject([
      { setting: 'sign-on.relay-state', now: '2', after: '(none)' },
      { setting: 'user-name-format.update-on', now: 'Create only', after: 'Create and update' },
    ]);
    await core.run({ kind: 'app' });
    expect((await rowOf('sign-on.relay-state'))?.state).toBe('same');
  });

  it('keeps the relay state with which an app integration was adopted', async () => {
    await begin();
    const settings = { ...samlApp.settings, signOn: { ...samlApp.settings.signOn, defaultRelayState: '1' } };
    const { body } = await core.org.api('POST', '/api/v1/apps', { ...samlApp, settings });
    await core.run({ kind: 'app', adopt: z.object({ id: z.string() }).parse(body).id });
    expect(await rowOf('sign-on.relay-state')).toMatchObject({ state: 'same', expected: '1' });
    (await signOn())['defaultRelayState'] = '2';
    expect(await rowOf('sign-on.relay-state')).toMatchObject({ state: 'drift', expected: '1', actual: '2' });
    // Its admin says on the plan that it is to stay as it is now.
    await core.call('drift.bringBack', { screen: 'plan' });
    await core.call('app.lookNow', {});
    await core.call('app.choose', { relayState: null });
    expect(await rowOf('sign-on.relay-state')).toMatchObject({ state: 'same', expected: '2' });
  });

  it('compares the relay state of an app integration that is younger than the session with what was written', async () => {
    await begin();
    const file = join(core.folder, 'session.json');
    copyFileSync(file, `${file}.older`);
    await core.run({ kind: 'app' });
    copyFileSync(`${file}.older`, file);
    await core.restart();
    await core.until('the app is found', (snapshot) => snapshot.app !== null);
    expect(await rowOf('sign-on.relay-state')).toMatchObject({ state: 'same', expected: '(none)' });
    (await signOn())['defaultRelayState'] = '2';
    expect(await rowOf('sign-on.relay-state')).toMatchObject({
      state: 'drift',
      expected: '(none)',
      actual: '2',
    });
  });

  it('calls nothing the same of which no earlier value is kept', async () => {
    await roads.adopted();
    const summary = await core.call('summary.get', {});
    const older = {
      ...summary,
      signOn: null,
      integration: null,
      settings: summary.settings.filter(({ setting }) => setting !== 'sign-on.attribute-statements'),
    };
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(older) });
    const unknown = {
      expected: 'not known',
      state: 'cannot-be-read',
      note: expect.stringContaining('No earlier'),
    };
    expect(await rowOf('sign-on.attribute-statements')).toMatchObject({ ...unknown, actual: '(none)' });
    expect(await rowOf('sign-on.certificate')).toMatchObject(unknown);
  });
});
