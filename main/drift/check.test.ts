import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SettingId } from '../../shared/settings';
import type { Summary, SummarySetting } from '../../shared/summary';
import type { OktaApp } from '../../practice/world/state';
import type { TestCore } from '../testing/core';
import { emailType } from '../../shared/oktopost';
import { asObject } from '../okta/json';
import { drift, fileOf, piped, setUpWithSummary } from '../testing/drift';

const reportSchema = z.looseObject({
  result: z.string(),
  appFound: z.boolean().nullable(),
  rows: z.array(z.looseObject({ setting: z.string(), state: z.string(), note: z.string().nullable() })),
  error: z.looseObject({ code: z.string() }).nullable(),
});

describe('drift of a finished set-up', () => {
  let core: TestCore;
  let summary: Summary;
  const requests: string[] = [];
  let before: TestCore['org']['world']['state'];

  beforeAll(async () => {
    const onExchange = ({ method, target }: { method: string; target: string }): void => {
      if (target === 'okta') requests.push(method);
    };
    ({ core, summary } = await setUpWithSummary({ onExchange }));
    before = structuredClone(core.org.world.state);
  });
  afterAll(() => core.close());
  beforeEach(() => {
    Object.assign(core.org.world.state, structuredClone(before));
    requests.length = 0;
  });

  const token = (): Record<string, string> => ({ OKTA_API_TOKEN: core.org.okta.apiToken });
  const ownApp = (): OktaApp => {
    const app = core.org.world.state.apps[summary.app.id];
    if (app === undefined) throw new Error('no app of ours');
    return app;
  };

  async function checked(of: object = summary, env = token()) {
    const { code, out } = await drift([await fileOf(JSON.stringify(of)), '--practice', '--json'], { env });
    const report = reportSchema.parse(JSON.parse(out));
    const drifted = report.rows.filter(({ state }) => state === 'drift').map(({ setting }) => setting);
    return { code, report, drifted };
  }
  const withSetting = (setting: SettingId, patch: Partial<SummarySetting>): Summary => ({
    ...summary,
    settings: summary.settings.map((row) => (row.setting === setting ? { ...row, ...patch } : row)),
  });

  it('of a setting that was not known then says so: nobody may have changed it', async () => {
    asObject(asObject(ownApp().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'DONT_PUSH';
    const updateOn = 'user-name-format.update-on';
    const { report } = await checked(
      withSetting(updateOn, { value: 'not known', known: { how: 'unknown' } }),
    );
    const row = report.rows.find(({ setting }) => setting === updateOn);
    expect(row).toMatchObject({ state: 'drift', note: 'It was not known when the summary was made.' });
  });

  it('is none right after: exit 0, every setting of the summary is answered, and Okta was only read', async () => {
    const { code, report } = await checked();
    expect(report).toMatchObject({ result: 'same', appFound: true, error: null });
    expect(code).toBe(0);
    expect(report.rows.map(({ setting }) => setting)).toEqual([
      ...summary.settings.map(({ setting }) => setting),
      'sign-on.certificate',
    ]);
    expect(requests.length).toBeGreaterThan(3);
    expect([...new Set(requests)]).toEqual(['GET']);
  });

  it('says of what cannot be read who proved it and when, and takes the token from standard input', async () => {
    const file = await fileOf(JSON.stringify(summary));
    const stdin = piped(core.org.okta.apiToken.slice(0, 5), `${core.org.okta.apiToken.slice(5)}\n`);
    const { code, out } = await drift([file, '--practice'], { stdin });
    expect(code).toBe(0);
    const { test } = summary;
    const line = out.split('\n').find((text) => text.includes('SCIM connector base URL'));
    expect(line).toMatch(
      /^\? {2}SCIM connector base URL +https:\/\/board\.oktopost\.com\/scim\/v2 +- +cannot/,
    );
    expect(line).toContain(`cannot be read; last proven by ${test?.user.login ?? '?'} at ${test?.at ?? '?'}`);
    expect(out).toMatch(/^PRACTICE RUN\. "Oktopost Social Advocacy"/);
    expect(out).toMatch(/\nSame: \d+ settings and the certificate match\. \d+ settings cannot be read/);
  });

  it.each<[string, (app: OktaApp) => void, string[]]>([
    [
      'the relay state',
      (app) => {
        asObject(app.body.settings, 'signOn')['defaultRelayState'] = '2';
      },
      ['sign-on.relay-state'],
    ],
    [
      'the ACS URL of the other region',
      (app) => {
        asObject(app.body.settings, 'signOn')['ssoAcsUrl'] = 'https://eu-app.oktopost.com/auth/acs';
      },
      ['sign-on.acs-url'],
    ],
    [
      'an attribute mapped again',
      (app) => {
        app.toAppMapping.properties['title'] = { expression: 'user.title', pushStatus: 'PUSH' };
      },
      ['mapping:title'],
    ],
    [
      'an attribute that follows on create only',
      (app) => {
        app.toAppMapping.properties['givenName'] = {
          expression: 'user.firstName',
          pushStatus: 'DONT_PUSH',
        };
      },
      ['mapping:givenName'],
    ],
    [
      'a To App box',
      (app) => {
        app.toApp.deactivate = false;
      },
      ['to-app.deactivate'],
    ],
    [
      'SCIM switched off',
      (app) => {
        app.provisioning = 'NONE';
        app.schema.base = { userName: { title: 'Username', type: 'string', required: true } };
      },
      ['scim', 'to-app.create', 'to-app.update', 'to-app.deactivate'],
    ],
    [
      'SCIM switched off where Okta keeps its attributes',
      (app) => {
        app.provisioning = 'NONE';
      },
      ['scim', 'to-app.create', 'to-app.update', 'to-app.deactivate'],
    ],
    [
      'the label',
      (app) => {
        app.label = 'Oktopost (old)';
      },
      ['app.name'],
    ],
    [
      'the note that says whose it is',
      (app) => {
        asObject(app.body.settings, 'notes')['admin'] = 'Ask Jo.';
      },
      ['app.admin-note'],
    ],
    [
      'the sign-in method',
      (app) => {
        app.signOnMode = 'SAML_1_1';
      },
      ['app.sign-in-method'],
    ],
    [
      'the username template',
      (app) => {
        app.body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
      },
      ['user-name-format'],
    ],
    [
      'the status',
      (app) => {
        app.status = 'INACTIVE';
      },
      ['app.status'],
    ],
  ])('sees %s: exit 1, that and nothing else', async (_, change, settings) => {
    change(ownApp());
    const { code, drifted } = await checked();
    expect(drifted).toEqual(settings);
    expect(code).toBe(1);
  });

  it.each(['${source.login}', 'Okta username'])(
    'knows a username format that differed already, written %s in the file',
    async (value) => {
      ownApp().body.credentials['userNameTemplate'] = { template: '${source.login}', type: 'BUILT_IN' };
      const known = { how: 'read-back', at: '2026-11-24T10:00:00.000Z' } as const;
      const { code, report } = await checked(withSetting('user-name-format', { value, known }));
      expect(code).toBe(0);
      expect(report.rows.find(({ setting }) => setting === 'user-name-format')?.note).toMatch(
        /It was so when the summary was made/,
      );
    },
  );

  it('answers for an attribute that is not there any more: it is not mapped', async () => {
    const { title, ...custom } = ownApp().schema.custom;
    expect(title).toBeDefined();
    ownApp().schema.custom = custom;
    const { code, report } = await checked();
    expect(report.rows.find(({ setting }) => setting === 'mapping:title')).toMatchObject({
      actual: 'not mapped',
      state: 'same',
    });
    expect(code).toBe(0);
  });

  it('says that the app integration is gone: exit 1', async () => {
    delete core.org.world.state.apps[summary.app.id];
    const { code, report } = await checked();
    expect(report).toMatchObject({ result: 'drift', appFound: false, rows: [] });
    expect(code).toBe(1);
    const { out } = await drift([await fileOf(JSON.stringify(summary)), '--practice'], { env: token() });
    expect(out).toContain('is not in Okta any more, or the token may not see it');
  });

  it.each<[string, string, () => void]>([
    [
      'a revoked token',
      'token-refused',
      () => {
        core.org.world.state.apiTokens = {};
      },
    ],
    [
      'an Okta that is down',
      'unreachable',
      () => {
        core.org.faults.add([
          {
            target: 'okta',
            method: 'GET',
            path: '/api/v1/apps/',
            times: 2,
            answer: { status: 503, headers: {}, body: '' },
          },
        ]);
      },
    ],
  ])('could not tell with %s: exit 2', async (_, error, change) => {
    change();
    const { code, report } = await checked();
    expect(report).toMatchObject({ result: 'could-not-tell', rows: [], error: { code: error } });
    expect(code).toBe(2);
  });

  it('takes what differed already, and says so; not when the summary asks for something else', async () => {
    asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = '7';
    const admitted = await checked(withSetting('sign-on.relay-state', { value: '7' }));
    expect(admitted.report.rows.find(({ setting }) => setting === 'sign-on.relay-state')).toMatchObject({
      state: 'same',
      expected: '(none)',
      actual: '7',
      note: expect.stringContaining('should not be'),
    });
    expect(admitted.code).toBe(0);
    const forged = await checked(withSetting('sign-on.relay-state', { value: '7', expected: '7' }));
    expect(forged).toMatchObject({ code: 1, drifted: ['sign-on.relay-state'] });
  });

  it('does not count among those that match what differed already', async () => {
    asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = '7';
    const admitted = withSetting('sign-on.relay-state', { value: '7' });
    const { code, out } = await drift([await fileOf(JSON.stringify(admitted)), '--practice'], {
      env: token(),
    });
    expect(code).toBe(0);
    const matching = /\nSame: (\d+) settings and the certificate match/.exec(out)?.[1];
    const unread = /(\d+) settings cannot be read/.exec(out)?.[1];
    expect(Number(matching) + Number(unread)).toBe(summary.settings.length - 1);
    expect(out).toContain('1 setting is as it was then, and not as it should be: Default RelayState.');
  });

  it('takes no other words of a file for the note of a set-up', async () => {
    const { code, report } = await checked(
      withSetting('app.admin-note', { expected: 'Ask Jo.', value: 'Ask Jo.' }),
    );
    expect(report).toMatchObject({ result: 'could-not-tell', error: { code: 'bad-input' } });
    expect(code).toBe(2);
  });

  it('takes each relay state that Oktopost knows where it was chosen, and sees when another one took its place', async () => {
    for (const chosen of ['1', '2']) {
      asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = chosen;
      const summaryOf = withSetting('sign-on.relay-state', { value: chosen, expected: chosen });
      expect((await checked(summaryOf)).code).toBe(0);
      asObject(ownApp().body.settings, 'signOn')['defaultRelayState'] = null;
      expect(await checked(summaryOf)).toMatchObject({ code: 1, drifted: ['sign-on.relay-state'] });
    }
  });

  it('does not need the summary to name a setting in order to see its drift', async () => {
    asObject(ownApp().body.settings, 'signOn')['audience'] = 'urn:someone:else';
    const { code, drifted } = await checked({ ...summary, settings: [] });
    expect(drifted).toContain('sign-on.audience');
    expect(code).toBe(1);
  });

  it('could not tell of a setting that it does not know', async () => {
    const other = {
      ...summary,
      settings: summary.settings.map((row) => ({ ...row, setting: 'sign-on.responses' })),
    };
    const { code, report } = await checked(other);
    expect(report.error?.code).toBe('bad-input');
    expect(code).toBe(2);
  });

  it('keeps the work email mapped where that was chosen', async () => {
    const kept = 'user.email, on create and update';
    ownApp().toAppMapping.properties['email'] = { expression: 'user.email', pushStatus: 'PUSH' };
    expect((await checked()).drifted).toEqual(['mapping:email']);
    const chosen = withSetting('mapping:email', { value: kept, expected: kept });
    expect((await checked(chosen)).drifted).toEqual(['mapping:emailType']);
    ownApp().toAppMapping.properties['emailType'] = { expression: emailType.expression, pushStatus: 'PUSH' };
    expect((await checked(chosen)).code).toBe(0);
    delete ownApp().toAppMapping.properties['email'];
    expect((await checked(chosen)).drifted).toEqual(['mapping:email']);
  });

  it('quotes neither the token nor what a terminal would act on', async () => {
    ownApp().label = `\u001b[2J\u202e${core.org.okta.apiToken}`;
    for (const json of [[], ['--json']]) {
      const { code, out, err } = await drift([await fileOf(JSON.stringify(summary)), '--practice', ...json], {
        env: token(),
      });
      expect(code).toBe(1);
      expect(out).toContain('***');
      expect(out + err).not.toContain(core.org.okta.apiToken);
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });
});
