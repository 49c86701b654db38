import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { DriftReport } from '../../shared/drift';
import { parseSettingId } from '../../shared/settings';
import { summaryVersion } from '../../shared/summary';
import { templateOf } from '../files/template';
import type { TestCore } from '../testing/core';
import { drift, fileOf, setUpWithSummary } from '../testing/drift';
import { adminApplicationFixture, summaryFixture, summaryFixtures } from '../testing/summaries';
import { parseSummary } from './parse';

const refusal = (json: unknown): AppFailure['error'] | null => {
  try {
    parseSummary(json);
    return null;
  } catch (error) {
    if (error instanceof AppFailure) return error.error;
    throw error;
  }
};

describe('a summary of any version', () => {
  it('has a kept fixture', () => {
    const kept = readdirSync(join(import.meta.dirname, 'fixtures')).map((name) => name.replace('.json', ''));
    expect(kept.sort()).toEqual([...summaryFixtures, adminApplicationFixture].sort());
    const versions = summaryFixtures.map((name) => summaryFixture(name).version);
    for (let version = 1; version <= summaryVersion; version += 1) expect(versions).toContain(version);
  });

  it.each(summaryFixtures)('is read as one of the newest: %s', (name) => {
    const summary = parseSummary(summaryFixture(name));
    expect(summary.version).toBe(summaryVersion);
    expect(summary.settings.length).toBeGreaterThan(20);
    for (const { setting } of summary.settings) expect(parseSettingId(setting)).not.toBeNull();
    expect(summary.settings.find(({ setting }) => setting === 'mapping:givenName')?.value).toBe(
      'user.firstName, on create and update',
    );
  });

  it.each(summaryFixtures)('is a template: %s', (name) => {
    const template = templateOf(parseSummary(summaryFixture(name)));
    expect(template).toMatchObject({
      destination: 'board',
      region: 'us',
      label: 'Oktopost Social Advocacy',
      appChoice: { relayState: null },
      mappingChoice: { keepWorkEmail: false },
    });
  });

  it('of the admin application is read, and is a template', () => {
    const summary = parseSummary(summaryFixture(adminApplicationFixture));
    expect(summary.settings.map(({ setting }) => setting)).toEqual([
      'app.status',
      'user-name-format',
      'user-name-format.update-on',
      'user-names',
      'api-integration',
      'to-app.create',
      'to-app.update',
      'to-app.deactivate',
    ]);
    expect(templateOf(summary)).toMatchObject({ destination: 'admin-application', label: 'Oktopost' });
  });

  it('asks of the API integration what Okta shows, whatever its version called it', () => {
    const { settings, ...rest } = parseSummary(summaryFixture(adminApplicationFixture));
    const expected = { value: 'not enabled', expected: 'enabled' };
    expect(settings.find(({ setting }) => setting === 'api-integration')).toMatchObject(expected);
    const read = (value: string) => {
      const old = settings.map((row) =>
        row.setting === 'api-integration' ? { ...row, value, expected: 'authenticated' } : row,
      );
      const summary = parseSummary({ ...rest, version: 7, settings: old });
      return summary.settings.find(({ setting }) => setting === 'api-integration')?.value;
    };
    expect([read('authenticated'), read('not enabled')]).toEqual(['enabled', 'not enabled']);
  });

  it('keeps the choices that show in its settings', () => {
    const { settings, ...rest } = summaryFixture('version-2');
    if (!Array.isArray(settings)) throw new Error('no settings');
    const email = 'user.email, on create and update';
    const changed = settings.map((row: { setting: string }) => {
      if (row.setting === 'Default RelayState') return { ...row, value: '2', expected: '2' };
      return row.setting === 'email' ? { ...row, value: email, expected: email } : row;
    });
    expect(templateOf(parseSummary({ ...rest, settings: changed }))).toMatchObject({
      appChoice: { relayState: 'board' },
      mappingChoice: { keepWorkEmail: true },
    });
  });

  it('of a newer version is refused as such', () => {
    expect(refusal({ ...summaryFixture('version-2'), version: summaryVersion + 1 })).toMatchObject({
      code: 'newer-version',
      message: 'The summary was exported by a newer version of this assistant.',
    });
  });

  it.each([
    ['version-2', 'Statuses'],
    ['version-3', 'app.statuses'],
  ] as const)('of %s that names another setting is refused as such', (name, setting) => {
    const { settings, ...rest } = summaryFixture(name);
    const [first, ...others] = Array.isArray(settings) ? settings : [];
    const changed = { ...rest, settings: [{ ...first, setting }, ...others] };
    expect(refusal(changed)?.message).toBe('The summary names a setting that this assistant does not know.');
  });
});

describe('drift from a summary of any version', () => {
  let core: TestCore;
  let appId: string;
  let certificate: unknown;
  let note: unknown;
  beforeAll(async () => {
    const made = await setUpWithSummary();
    core = made.core;
    appId = made.summary.app.id;
    certificate = made.summary.signOn?.certificate;
    note = made.summary.settings.find(({ setting }) => setting === 'app.admin-note');
  });
  afterAll(() => core.close());

  /** The same org, as that version would have named it. */
  async function check(
    name: (typeof summaryFixtures)[number],
  ): Promise<{ code: number; report: DriftReport }> {
    const { app, org, signOn, settings, ...rest } = summaryFixture(name);
    const here = {
      ...rest,
      // The note has the id of that set-up.
      settings: (Array.isArray(settings) ? settings : []).map((row: { setting: string }) =>
        row.setting === 'app.admin-note' ? note : row,
      ),
      ...(signOn ? { signOn: { ...Object(signOn), certificate } } : signOn === null ? { signOn } : {}),
      app: { ...Object(app), id: appId },
      org: { ...Object(org), url: core.org.okta.orgUrl },
    };
    const env = { OKTA_API_TOKEN: core.org.okta.apiToken };
    const { code, out } = await drift([await fileOf(JSON.stringify(here)), '--practice', '--json'], { env });
    return { code, report: JSON.parse(out) };
  }

  it.each(summaryFixtures)('is none where there is none: %s', async (name) => {
    const { code, report } = await check(name);
    expect(report).toMatchObject({ result: 'same', appFound: true, error: null });
    expect(report.rows.filter(({ state }) => state === 'drift')).toEqual([]);
    expect(code).toBe(0);
  });

  it.each(summaryFixtures)('is found where there is some: %s', async (name) => {
    const app = core.org.world.state.apps[appId];
    if (app === undefined) throw new Error('no app of ours');
    app.toAppMapping.properties['title'] = { expression: 'user.title', pushStatus: 'PUSH' };
    const { code, report } = await check(name);
    delete app.toAppMapping.properties['title'];
    expect(report.rows.flatMap(({ setting, state }) => (state === 'drift' ? [setting] : []))).toEqual([
      'mapping:title',
    ]);
    expect(code).toBe(1);
  });
});
