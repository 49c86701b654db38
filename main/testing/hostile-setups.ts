import fc from 'fast-check';
import { audience, regions } from '../../shared/oktopost';
import { setupTextOf } from './saved-setups';
import { newSession } from '../storage/session';
import { pathsIn, replacedAt } from './mutate';
import { smallApp } from './small-app';
import { smallOkta } from './small-okta';

const realSetup = '0b0f6a52-92a1-4c0c-8f0c-5d0b6a1d9e10';
const ticket = '7f1d2c1e-7c0b-4b62-9a55-0a4f2f0c7b11';
const evil = 'https://evil.example/acs';
const evilName = 'evil@evil.example';
const evilExpression = 'user.evil';
const { acsUrl } = regions.us;
export const at = '2026-11-24T00:00:00.000Z';

export const ours = { made: '0oaMade', used: '0oaUsed' } as const;
export const others = { colleague: '0oaColleague', payroll: '0oaPayroll', ticket: '0oaTicket' } as const;
const anyApp = fc.constantFrom(...Object.values(ours), ...Object.values(others), '0oaNowhere');
const people = ['00uBruno', '00uCarla'] as const;

export const note = (verb: string, setupId: string): string =>
  `${verb} by Oktopost Setup for Okta. Set-up ${setupId}. Please keep this note.`;

/** What an org holds: two app integrations of the set-up, at most one of them there, and three of others. */
export const orgOf = (present: keyof typeof ours | null) =>
  smallOkta([
    ...(present === 'made'
      ? [smallApp(ours.made, { label: 'Ours', acsUrl, audience, adminNote: note('Made', realSetup) })]
      : []),
    ...(present === 'used'
      ? [
          smallApp(ours.used, {
            label: 'Adopted',
            acsUrl,
            audience,
            adminNote: `Ask Ada.\n${note('Used', realSetup)}`,
          }),
        ]
      : []),
    smallApp(others.colleague, { label: 'Colleague', acsUrl, audience, adminNote: null }),
    smallApp(others.payroll, {
      label: 'Payroll',
      acsUrl: 'https://payroll.example/acs',
      audience: 'payroll',
      adminNote: null,
    }),
    smallApp(others.ticket, {
      label: 'Ticket',
      acsUrl: 'https://ticket.example/acs',
      audience: 'ticket',
      adminNote: `Set-up ${ticket}, by Oktopost? See ${realSetup}.`,
    }),
  ]);

const row = fc.constantFrom({ expression: evilExpression, pushStatus: 'PUSH' }, null);
const template = { expression: 'user.title', pushStatus: 'PUSH' };

/** What a journal may say: that something was adopted, created, written; what is there now stands as written last. */
const anyChange: fc.Arbitrary<[string, Record<string, unknown>]> = fc.oneof(
  fc
    .record({ appId: anyApp, adopted: fc.boolean() })
    .map((details): [string, Record<string, unknown>] => ['app', { ...details, provisioning: null }]),
  fc
    .constantFrom(acsUrl, 'https://payroll.example/acs', 'https://ticket.example/acs')
    .map((now): [string, Record<string, unknown>] => [
      'update-app',
      {
        before: { 'settings.signOn.ssoAcsUrl': evil, label: 'evil' },
        after: { 'settings.signOn.ssoAcsUrl': now, label: 'Payroll' },
      },
    ]),
  fc.tuple(anyApp, row).map(([appId, before]): [string, Record<string, unknown>] => [
    'map-attributes',
    {
      mappingId: `prm-${appId}`,
      before: { title: before, email: before },
      after: { title: template, email: null },
    },
  ]),
  fc
    .constantFrom(...people)
    .map((userId): [string, Record<string, unknown>] => [
      `user-name-${userId}`,
      { userId, before: { userName: evilName }, after: { userName: 'bruno.other@acme.example' } },
    ]),
  fc
    .tuple(fc.constantFrom('assign', 'unassign'), fc.constantFrom(...people))
    .map(([changeId, userId]): [string, Record<string, unknown>] => [changeId, { userId }]),
  fc.constant<[string, Record<string, unknown>]>([
    'to-app',
    { toAppBefore: [true, true, true], toAppAfter: [false, false, true] },
  ]),
  fc.constant<[string, Record<string, unknown>]>([
    'delete-attributes',
    { attributes: { evil: { type: 'string' } }, present: false },
  ]),
  fc.constant<[string, Record<string, unknown>]>([
    'activate-app',
    { before: { status: 'INACTIVE' }, after: { status: 'ACTIVE' } },
  ]),
  anyApp.map((appId): [string, Record<string, unknown>] => ['delete-app', { appId }]),
);

const anyEntries = fc
  .array(fc.tuple(anyChange, fc.constantFrom('local', 'imported', 'unknown', null), fc.boolean()), {
    maxLength: 6,
  })
  .map(
    (changes) => (setupId: string) =>
      changes.flatMap(([[changeId, details], origin, isConfirmed], index) =>
        (isConfirmed ? (['intent', 'result'] as const) : (['intent'] as const)).map((kind) => ({
          ...(origin === null ? { version: 1 } : { version: 2, origin }),
          ...{ at, setupId, runId: `run-${index}`, changeId, kind, title: changeId, details },
        })),
      ),
  );

const base = newSession();
const anyFile = fc
  .record({
    setupId: fc.constantFrom(realSetup, realSetup, ticket),
    entries: anyEntries,
    app: fc.option(fc.record({ id: anyApp, createdByUs: fc.boolean() })),
    adopt: fc.option(anyApp),
    handedOver: fc.constantFrom(null, { by: 'ada@acme.example', at, skippedLines: 0 }),
    destination: fc.constantFrom('board', 'board', 'admin-application'),
    region: fc.constantFrom('us', 'eu'),
    choice: fc.record({ keepWorkEmail: fc.boolean(), deleteSchemaAttributes: fc.boolean() }),
    testUser: fc.option(fc.constantFrom(...people)),
    triedAt: fc.constantFrom(null, at),
  })
  .map(({ setupId, entries, app, adopt, handedOver, destination, region, choice, testUser, triedAt }) => ({
    kind: 'oktopost-okta-hand-off',
    version: 1,
    saved: at,
    by: 'ada@acme.example',
    assistant: '1.0.0',
    org: { name: 'Acme', url: 'https://acme.okta.com' },
    session: {
      ...base,
      ...{ setupId, adopt, handedOver, destination, region, mode: 'real', confirmedUndocumentedTarget: true },
      address: {
        input: '',
        kind: 'okta-host',
        orgUrl: 'https://acme.okta.com',
        adminUrl: 'https://acme-admin.okta.com',
        needsConfirmation: false,
      },
      app:
        app === null
          ? null
          : { ...app, name: 'acme_app_1', label: 'App', status: 'ACTIVE', adminOrigin: null },
      mapping: { ...base.mapping, choice, appliedAt: at },
      userNames: { ...base.userNames, triedAt },
      test:
        testUser === null
          ? base.test
          : {
              ...base.test,
              state: 'passed',
              user: {
                id: testUser,
                status: 'ACTIVE',
                login: evilName,
                email: evilName,
                givenName: 'E',
                familyName: 'V',
              },
            },
    },
    journal: entries(setupId),
  }));

const nasty = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(evil, evilName, '__proto__', realSetup, ...Object.values(others)),
);
/** Some have one more value replaced, anywhere. */
const anyValue = fc
  .tuple(anyFile, fc.option(fc.tuple(fc.nat(), nasty), { freq: 2 }))
  .map(([file, replaced]): unknown => {
    const plain: unknown = JSON.parse(JSON.stringify(file));
    if (replaced === null) return plain;
    const places = pathsIn(plain);
    const [place, value] = replaced;
    return replacedAt(plain, places[place % places.length] ?? [], value);
  });

/** As it is saved today, and as version 1 was. */
export const anyText = fc
  .tuple(anyValue, fc.boolean())
  .map(([value, isOld]) => (isOld ? JSON.stringify(value) : setupTextOf(value)));
