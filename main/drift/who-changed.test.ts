import { afterEach, describe, expect, it } from 'vitest';
import { minute } from '../export/document';
import { driftReportSchema, driftReportVersion } from '../../shared/drift';
import type { Summary } from '../../shared/summary';
import { logAppChange } from '../../practice/provisioning/app-log';
import { activateKey, addSigningKey } from '../../practice/world/signing-keys';
import type { OktaApp } from '../../practice/world/state';
import { parseProfile } from '../../practice/profile';
import { systemClock } from '../shell/clock';
import { drift, fileOf, setUpWithSummary } from '../testing/drift';
import type { TestCore } from '../testing/core';

let core: TestCore;
let summary: Summary;
afterEach(() => core.close());

async function setUp(profile: string): Promise<void> {
  ({ core, summary } = await setUpWithSummary({ profile: parseProfile(profile) }));
  await core.call('guided.state', { step: 'to-app', done: true });
  summary = await core.call('summary.get', {});
}

/** A colleague in the console; what the log says of it names them. */
function jo(change: (app: OktaApp) => void, action: 'update' | 'deactivate' = 'update'): void {
  const { world } = core.org;
  const app = world.state.apps[summary.app.id];
  if (app === undefined) throw new Error('no app of ours');
  change(app);
  logAppChange(world, app, action);
  Object.assign(world.state.log.at(-1)?.actor ?? {}, { alternateId: 'jo@bellwether.example' });
}
const untick = (app: OktaApp): void => {
  app.toApp = { ...app.toApp, deactivate: false };
};

async function check() {
  const file = await fileOf(JSON.stringify(summary));
  const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
  const { code, out } = await drift([file, '--practice', '--json'], { env, clock: systemClock });
  const report = driftReportSchema.parse(JSON.parse(out));
  const text = (await drift([file, '--practice'], { env, clock: systemClock })).out;
  return { code, report, text, row: report.rows.find(({ setting }) => setting === 'to-app.deactivate') };
}

describe('drift of what the System Log tells of', () => {
  it('names who unticked a box that the API shows, when, from what to what', async () => {
    await setUp('likely');
    jo(untick);
    const { code, report, row, text } = await check();
    expect(code).toBe(1);
    expect(report).toMatchObject({ version: driftReportVersion, systemLog: 'read' });
    expect(row).toMatchObject({
      state: 'drift',
      actual: 'off',
      change: { who: 'jo@bellwether.example', from: 'on', to: 'off' },
      note: null,
    });
    const told = `changed by jo@bellwether.example at ${minute(row?.change?.at ?? '')}: on → off`;
    expect(text).toContain(`drift. ${told}`);
    expect(text).toContain(
      `\nDeactivate Users: ${told}.\nRestore on the screen “To App” of the assistant (by hand in Okta, with guidance): Deactivate Users.\n`,
    );
  });

  it('finds a box unticked that nothing but the log shows, and the user name format with its author', async () => {
    await setUp('featuresRead=never,featuresPut=refused');
    jo((app) => {
      untick(app);
      app.body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
    });
    const { code, row, report } = await check();
    expect(code).toBe(1);
    expect(row).toMatchObject({
      state: 'drift',
      actual: 'off',
      change: { who: 'jo@bellwether.example', from: 'on', to: 'off' },
    });
    expect(report.rows.find(({ setting }) => setting === 'user-name-format')?.change).toMatchObject({
      who: 'jo@bellwether.example',
      from: 'Email',
      to: 'Okta username',
    });
  });

  it('knows a box from the log that was ticked again since', async () => {
    await setUp('featuresRead=never,featuresPut=refused');
    jo(untick);
    jo((app) => {
      app.toApp = { ...app.toApp, deactivate: true };
    });
    const { code, row } = await check();
    expect(code).toBe(0);
    expect(row).toMatchObject({ state: 'same', actual: 'on', change: { from: 'off', to: 'on' } });
  });

  it('is the same answer without the log, which only cannot say who', async () => {
    await setUp('likely');
    jo(untick);
    const answer = { status: 403, headers: {}, body: '{"errorCode":"E0000006"}' };
    core.org.faults.add([{ target: 'okta', path: '/api/v1/logs', times: 9, answer }]);
    const { code, report, row, text } = await check();
    expect(code).toBe(1);
    expect(report.systemLog).toBe('cannot-be-read');
    expect(row).toMatchObject({ state: 'drift', actual: 'off', change: null });
    expect(text).toContain('System Log could not be read');
    expect(text).toContain('Ask who changed them');
  });
});

describe('drift that an update of the app integration tells nothing of', () => {
  const rowOf = async (setting: string) => {
    const { report, text } = await check();
    return { text, row: report.rows.find((each) => each.setting === setting) };
  };
  const relayState = (app: OktaApp): void => {
    app.body.settings = {
      ...app.body.settings,
      signOn: { ...Object(app.body.settings['signOn']), defaultRelayState: '2' },
    };
  };

  it('names who deactivated the app integration, and when', async () => {
    await setUp('likely');
    jo((app) => {
      app.status = 'INACTIVE';
    }, 'deactivate');
    const { row, text } = await rowOf('app.status');
    expect(row).toMatchObject({ state: 'drift', change: { who: 'jo@bellwether.example', to: 'INACTIVE' } });
    expect(text).toContain('Status: changed by jo@bellwether.example at ');
    expect(text).not.toContain('Ask who changed');
  });

  it('names who made it beside what drifted, and does not say that it was this setting', async () => {
    await setUp('likely');
    jo(relayState);
    const { row, text } = await rowOf('sign-on.relay-state');
    expect(row).toMatchObject({ state: 'drift', change: null });
    expect(row?.note).toMatch(
      /^Okta’s System Log does not tell what these updates of the app integration changed: jo@bellwether.example at /,
    );
    expect(text).toContain('Ask who changed them.');
  });

  it('names nobody where the log tells that something else was changed', async () => {
    await setUp('likely');
    jo(untick);
    const { world } = core.org;
    const app = world.state.apps[summary.app.id];
    if (app === undefined) throw new Error('no app of ours');
    relayState(app);
    expect((await rowOf('sign-on.relay-state')).row).toMatchObject({
      state: 'drift',
      change: null,
      note: null,
    });
  });
});

describe('drift of the signing certificate', () => {
  const ofCertificate = async () => {
    const { report, code, text } = await check();
    return { code, text, row: report.rows.find(({ setting }) => setting === 'sign-on.certificate') };
  };

  it('is none while Okta signs with the one of the summary; else it says who changed it', async () => {
    await setUp('likely');
    expect((await ofCertificate()).row).toMatchObject({
      state: 'same',
      expected: summary.signOn?.certificate?.fingerprint,
    });
    const app = core.org.world.state.apps[summary.app.id];
    if (app === undefined) throw new Error('no app of ours');
    const { kid } = await addSigningKey(core.org.world, app);
    jo((ours) => {
      activateKey(core.org.world, ours, kid);
    });
    const { code, row, text } = await ofCertificate();
    expect(code).toBe(1);
    expect(row).toMatchObject({ state: 'drift', change: { who: 'jo@bellwether.example' } });
    expect(text).toContain('Signing certificate: changed by jo@bellwether.example');
    // A new summary has the new one.
    summary = await core.call('summary.get', {});
    expect((await ofCertificate()).row?.state).toBe('same');
  });

  it('names everyone who may have been it, where Okta’s log tells nothing of its updates', async () => {
    await setUp('logDetails=none');
    const app = core.org.world.state.apps[summary.app.id];
    if (app === undefined) throw new Error('no app of ours');
    const { kid } = await addSigningKey(core.org.world, app);
    jo((ours) => {
      activateKey(core.org.world, ours, kid);
    });
    jo(() => undefined);
    const { row } = await ofCertificate();
    expect(row).toMatchObject({ state: 'drift', change: null });
    expect(row?.note).toMatch(/which of these updates it was: .*jo@bellwether.example/);
  });
});
