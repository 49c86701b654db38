import { describe, expect, it } from 'vitest';
import { minute } from '../export/document';
import type { OktaApp } from '../../practice/world/state';
import { asObject } from '../okta/json';
import { drift, fileOf, finishedSetUp, piped } from '../testing/drift';
import type { FinishedSetUp } from '../testing/drift';

// What the check of a finished set-up finds in Okta, and when it cannot tell.

const of = finishedSetUp();

describe('drift of a finished set-up', () => {
  it('is none right after: exit 0, every setting of the summary is answered, and Okta was only read', async () => {
    const { summary, requests, checked } = of();
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
    const { core, summary } = of();
    const file = await fileOf(JSON.stringify(summary));
    const stdin = piped(core.org.okta.apiToken.slice(0, 5), `${core.org.okta.apiToken.slice(5)}\n`);
    const { code, out } = await drift([file, '--practice'], { stdin });
    expect(code).toBe(0);
    const { test } = summary;
    const line = out.split('\n').find((text) => text.includes('SCIM connector base URL'));
    expect(line).toMatch(
      /^\? {2}SCIM connector base URL +https:\/\/board\.oktopost\.com\/scim\/v2 +- +cannot/,
    );
    expect(line).toContain(
      `cannot be read; last proven by ${test?.user.login ?? '?'} at ${minute(test?.at ?? '')}`,
    );
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
    const { ownApp, checked } = of();
    change(ownApp());
    const { code, drifted } = await checked();
    expect(drifted).toEqual(settings);
    expect(code).toBe(1);
  });

  it('answers for an attribute that is not there any more: it is not mapped', async () => {
    const { ownApp, checked } = of();
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
    const { core, summary, token, checked } = of();
    delete core.org.world.state.apps[summary.app.id];
    const { code, report } = await checked();
    expect(report).toMatchObject({ result: 'drift', appFound: false, rows: [] });
    expect(code).toBe(1);
    const { out } = await drift([await fileOf(JSON.stringify(summary)), '--practice'], { env: token() });
    expect(out).toContain('is not in Okta any more, or the token may not see it');
  });

  it.each<[string, string, (setUp: FinishedSetUp) => void]>([
    [
      'a revoked token',
      'token-refused',
      ({ core }) => {
        core.org.world.state.apiTokens = {};
      },
    ],
    [
      'an Okta that is down',
      'unreachable',
      ({ core }) => {
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
    const { checked } = of();
    change(of());
    const { code, report } = await checked();
    expect(report).toMatchObject({ result: 'could-not-tell', rows: [], error: { code: error } });
    expect(code).toBe(2);
  });

  it('quotes neither the token nor what a terminal would act on', async () => {
    const { core, summary, token, ownApp } = of();
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
