import { app, host } from '../../shared/testing/snapshots';
import { ana, failedTest } from '../../shared/testing/test-user';
import { at } from '../../shared/testing/time';
import { summaryVersion } from '../../shared/summary';
import type { Summary } from '../../shared/summary';

/** A summary of a whole set-up, each setting known in another way. */
export const summary: Summary = {
  kind: 'oktopost-okta-summary',
  version: summaryVersion,
  verdict: 'These differ: Update User Attributes.',
  practice: false,
  org: { name: 'Acme', url: host },
  app: { label: app.label, id: app.id, status: app.status },
  integration: null,
  destination: 'board',
  region: 'eu',
  made: at,
  by: 'it.admin@acme.example',
  settings: [
    {
      setting: 'sign-on.acs-url',
      value: 'https://eu-app.oktopost.com/auth/acs',
      expected: 'https://eu-app.oktopost.com/auth/acs',
      known: { how: 'read-back', at },
      change: {
        at,
        who: 'it.admin@acme.example',
        from: '(none)',
        to: 'https://eu-app.oktopost.com/auth/acs',
        eventId: 'evt-3',
      },
      source: 'article',
    },
    {
      setting: 'connection.base-url',
      value: 'https://eu-board.oktopost.com/scim/v2',
      expected: 'https://eu-board.oktopost.com/scim/v2',
      known: { how: 'proven-by-test', user: ana.login, at },
      change: null,
      source: 'article',
    },
    {
      setting: 'to-app.deactivate',
      value: 'not known',
      expected: 'on',
      known: { how: 'unknown' },
      change: null,
      source: 'article',
    },
    {
      setting: 'to-app.update',
      value: 'off',
      expected: 'on',
      known: { how: 'read-in-log', by: 'jo@acme.example', at },
      change: { at, who: 'jo@acme.example', from: 'on', to: 'off', eventId: 'evt-4' },
      source: 'article',
    },
    {
      setting: 'mapping:email',
      value: 'unmapped',
      expected: 'unmapped',
      known: { how: 'stated', by: 'it.admin@acme.example', at },
      change: null,
      source: 'choice',
    },
  ],
  evidence: [
    {
      at,
      source: 'journal',
      who: 'it.admin@acme.example',
      what: 'Create the app integration “Oktopost Social Advocacy”',
      result: 'done',
      id: 'run-1',
    },
    {
      at,
      source: 'system-log',
      who: 'it.admin@acme.example',
      what: 'application.user_membership.add: Add user to application membership',
      result: 'SUCCESS',
      id: 'evt-1',
    },
  ],
  systemLog: 'read',
  featuresShowScim: true,
  test: {
    user: ana,
    result: 'passed',
    verdict: 'Ana Silva arrived at Oktopost as expected.',
    at,
    decision: 'kept',
    logEventIds: ['evt-1'],
    rows: failedTest.rows,
  },
  signOn: {
    issuer: 'http://www.okta.com/exk1fixture',
    signOnUrl: `${host}/app/acme_oktopostsocialadvocacy_1/exk1fixture/sso/saml`,
    certificate: { subject: 'CN=acme, O=Okta', fingerprint: 'AB:CD:0F', until: '2036-11-24T02:03:04.000Z' },
    policy: { name: 'Any two factors', status: 'ACTIVE' },
    checks: [
      {
        way: 'from-oktopost',
        result: 'worked',
        decidedAt: at,
        event: { id: 'evt-7', at, who: ana.login },
      },
      { way: 'from-okta', result: 'open', decidedAt: null, event: null },
    ],
  },
  left: [
    {
      step: 'to-app',
      kind: 'fault',
      text: 'Update User Attributes: It is “off”. It should be “on”.',
      link: { place: 'oktaToApp', url: `${host}/admin/app/x/instance/0oa1/#tab-user-management` },
      statement: null,
    },
    {
      step: 'to-app',
      kind: 'open',
      text: 'Deactivate Users: Okta does not show it.',
      link: null,
      statement: 'setting:to-app.deactivate=on',
    },
    {
      step: null,
      kind: 'reminder',
      text: 'Assign the people or groups that Oktopost is for.',
      link: { place: 'oktaAssignments', url: `${host}/admin/app/x/instance/0oa1/#tab-assignments` },
      statement: 'roll-out=',
    },
  ],
  stated: [{ id: 'never-sent=2', by: null, at, text: 'People who were never sent stay as they are.' }],
  people: { assigned: 12, neverSent: 2 },
  rollout: null,
  versions: { assistant: '0.1.0', oktaSdk: '8.1.0', journal: 1 },
};
