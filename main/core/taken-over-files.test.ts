import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppFailure, defect } from '../../shared/errors';
import { audience, regions } from '../../shared/oktopost';
import type { PlanScope } from '../../shared/plan';
import { readOpened } from '../files/read';
import { setupTextOf } from '../testing/saved-setups';
import { createEngine } from '../plans/engine';
import type { SavingContext } from '../plans/step';
import { namingIn } from '../steps/app-integration/identity';
import { stepFor } from '../steps/step-for';
import { openJournal } from '../storage/journal';
import type { JournalFile } from '../ports';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { pathsIn, replacedAt } from '../testing/mutate';
import { smallApp, smallOkta } from '../testing/small-okta';
import type { Write } from '../testing/small-okta';
import { appliedElsewhere, appliedHere } from './applied';
import { resolveIntents } from './read-back';

// Saved set-ups that say anything: whatever is applied after one was resumed, no write leaves this set-up's app integration, its
// mapping and its people, and no value of the file is written. More of them:
// FILES=10000 npm test -- --unit main/core/taken-over-files.test.ts

const realSetup = '0b0f6a52-92a1-4c0c-8f0c-5d0b6a1d9e10';
const ticket = '7f1d2c1e-7c0b-4b62-9a55-0a4f2f0c7b11';
const evil = 'https://evil.example/acs';
const evilName = 'evil@evil.example';
const evilExpression = 'user.evil';
const { acsUrl } = regions.us;
const at = '2026-11-24T00:00:00.000Z';

const ours = { made: '0oaMade', used: '0oaUsed' } as const;
const others = { colleague: '0oaColleague', payroll: '0oaPayroll', ticket: '0oaTicket' } as const;
const anyApp = fc.constantFrom(...Object.values(ours), ...Object.values(others), '0oaNowhere');
const people = ['00uBruno', '00uCarla'] as const;

const note = (verb: string, setupId: string): string =>
  `${verb} by Oktopost Setup for Okta. Set-up ${setupId}. Please keep this note.`;

/** What an org holds: two app integrations of the set-up, at most one of them there, and three of others. */
const orgOf = (present: keyof typeof ours | null) =>
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
    handedOver: fc.constantFrom(null, { by: 'ada@acme.example', at }),
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
const anyText = fc
  .tuple(anyValue, fc.boolean())
  .map(([value, isOld]) => (isOld ? JSON.stringify(value) : setupTextOf(value)));

const memoryFile = (): JournalFile => ({
  write: () => Promise.resolve(),
  sync: () => Promise.resolve(),
  read: () => Promise.resolve(''),
  close: () => Promise.resolve(),
});

const toAppError = (error: unknown) => {
  if (error instanceof AppFailure) return error.error;
  throw error instanceof Error ? error : new Error(String(error), { cause: error });
};

/** What an admin makes of an app integration of a colleague. */
type Choice = 'adopt' | 'create' | 'neither';

/** Resumes the file as `resumeSavedSetup` does, connects, and applies every plan there is. @returns what was written, and where it may be. */
async function resumed(text: string, present: keyof typeof ours | null, choice: Choice) {
  const { okta, apps, writes } = smallOkta([...orgOf(present).apps.values()]);
  const opened = readOpened('set-up', text);
  if (opened.kind !== 'saved-setup') throw new AppFailure(defect);
  const { session: taken, journal: entries } = opened.setup;
  const { setupId } = taken;
  let session: Session = {
    ...taken,
    org: {
      name: 'Acme',
      subdomain: 'acme',
      login: 'eve@acme.example',
      roles: null,
      rights: [],
      checkedAt: at,
    },
  };
  const now = (): Date => new Date(at);
  const journal = await openJournal('journal.jsonl', now, () => Promise.resolve(memoryFile()));
  await journal.take(entries);
  const context: SavingContext = {
    okta,
    oktopost: null,
    session: () => session,
    now,
    remember: (patch) => {
      session = { ...session, ...patch };
    },
    appliedChanges: () => appliedHere(journal, session),
    importedChanges: () => appliedElsewhere(journal, session),
  };
  const engine = createEngine({
    ...{ journal, now, toAppError, context: () => context },
    setupId: () => setupId,
    planOnly: () => false,
    onRun: () => undefined,
  });
  const allowed = new Set([...apps.values()].flatMap(({ id, raw }) => (isNamed(raw, setupId) ? [id] : [])));
  const unused = {
    lookAgain: () => Promise.resolve(null),
    lookNow: () => Promise.resolve(),
    begin: () => undefined,
    abandon: () => undefined,
  };
  const readBack = { context, journal, guided: unused, follower: unused, unassignments: unused, run: null };
  await resolveIntents(readBack);
  // What an admin may do then: some adopt what is Oktopost's by a plan that shows it.
  const adopt = choice === 'adopt' && session.app === null ? others.colleague : null;
  if (adopt !== null) allowed.add(adopt);
  const testUser = session.test.user?.id;
  const scopes: PlanScope[] = [
    { kind: 'app', adopt, createAnyway: choice === 'create' },
    { kind: 'mapping' },
    { kind: 'tile', hidden: true },
    { kind: 'user-names', userId: null },
    ...(testUser === undefined ? [] : [{ kind: 'unassign' as const, userId: testUser }]),
    { kind: 'undo', deleteDespiteOtherUsers: true },
  ];
  for (const scope of scopes) {
    try {
      const plan = await engine.preview(scope, stepFor(scope, session));
      if (plan.blockers.length === 0) await engine.apply(plan.id).finished;
    } catch (error) {
      if (!(error instanceof AppFailure) || error.error.code === defect.code) throw error;
    }
  }
  return { writes, allowed, setupId };
}

const isNamed = (raw: Record<string, unknown>, setupId: string): boolean =>
  [note('Made', setupId), note('Used', setupId)].some((sentence) => JSON.stringify(raw).includes(sentence));

function expectWithin({ writes, allowed, setupId }: Awaited<ReturnType<typeof resumed>>): void {
  const created = new Set(
    writes.filter(({ method }) => method === 'createSamlApp').map(({ appId }) => appId),
  );
  for (const write of writes) {
    expect([...allowed, ...created]).toContain(write.appId);
    expect(JSON.stringify(write.sent)).not.toMatch(/evil/);
    expect(write.method).not.toBe('unassign');
    if (write.method === 'deleteApp') expect(namingIn({ adminNote: write.note }, setupId)).toBe('created');
  }
}

const { FILES } = process.env;
const numRuns = Number(FILES ?? 300);

// Shows: an opened file is hostile
it(
  'whatever a saved set-up says, no write leaves our app integration, its mapping and its people',
  { timeout: 120_000 + numRuns * 100 },
  async () => {
    const kinds = new Set<Write['method']>();
    let refused = 0;
    const property = fc.asyncProperty(
      anyText,
      fc.constantFrom('made', 'used', null),
      fc.constantFrom<Choice[]>('adopt', 'create', 'neither'),
      async (text, present, choice) => {
        let outcome;
        try {
          outcome = await resumed(text, present, choice);
        } catch (error) {
          expect(String(error)).toMatch(
            /^AppFailure: The (saved set-up is damaged|set-up was saved by a newer|file is (no JSON|JSON, but no file))/,
          );
          refused += 1;
          return;
        }
        for (const { method } of outcome.writes) kinds.add(method);
        expectWithin(outcome);
      },
    );
    await fc.assert(property, { numRuns, ...(FILES === undefined ? { seed: 20261128 } : {}) });
    // The files reach far enough to be worth their number.
    expect(refused).toBeLessThan(numRuns / 2);
    expect([...kinds]).toEqual(
      expect.arrayContaining(['createSamlApp', 'changeApp', 'updateMapping', 'deleteApp']),
    );
  },
);
