import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../journal';
import { journalVersion, parseJournal } from '../journal-entry';
import { sessionVersion } from '../session';
import type { Session } from '../session';
import { openSession } from '../session-store';
import { journalMigrations } from './journal';
import { migrate } from './migrate';
import { sessionMigrations } from './session';

const fixtures = join(__dirname, '..', 'fixtures');
const textOf = (name: string): string => readFileSync(join(fixtures, name), 'utf8');
const upTo = (version: number): number[] => Array.from({ length: version }, (_, index) => index + 1);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Opens a fixture as an assistant of today finds it in its folder. */
function opened(name: string) {
  writeFileSync(join(folder, 'session.json'), textOf(name));
  const broken: string[] = [];
  const store = openSession(folder, (movedTo) => broken.push(movedTo));
  expect(broken).toEqual([]);
  return store;
}

describe('the migrations', () => {
  it.each([
    ['session', sessionMigrations, sessionVersion],
    ['journal', journalMigrations, journalVersion],
  ])('of the %s lead from version 1 to today’s without a gap', (_name, migrations, version) => {
    expect(migrations.map(({ from }) => from)).toEqual(upTo(version - 1));
  });

  it('have a kept file of each version to be tried on', () => {
    const names = readdirSync(fixtures);
    for (const version of upTo(sessionVersion)) expect(names).toContain(`session-${version}.json`);
    for (const version of upTo(journalVersion)) expect(names).toContain(`journal-${version}.jsonl`);
  });

  it('leave alone what has no version, or one that they do not know', () => {
    for (const stored of [null, 7, 'text', [], {}, { version: '1' }, { version: 0 }, { version: 99 }]) {
      expect(migrate(stored, sessionMigrations)).toEqual(stored);
    }
  });
});

describe('a session file', () => {
  const names = upTo(sessionVersion).map((version) => `session-${version}.json`);
  it.each(['session-2-early.json', ...names])('%s is read with all its values', (name) => {
    const { session } = opened(name);
    const isUnverified = session.handedOver !== null && Number(/\d+/.exec(name)?.[0]) < 6;
    expect(session).toMatchObject({
      version: sessionVersion,
      setupId: '6f1d2c1e-7c0b-4b62-9a55-0a4f2f0c7b11',
      mode: 'real',
      screen: 'test-user',
      region: 'eu',
      address: { orgUrl: 'https://acme.okta.com' },
      org: { login: 'ada@acme.example' },
      // Before version 6 the app integration of an imported set-up was what its file said.
      app: isUnverified ? null : { id: '0oa1acme00000000001', createdByUs: true },
      changedSomething: true,
      readBackAt: { 'scim-on': '2026-03-02T09:10:00.000Z', authenticate: null },
      statedAt: { connection: '2026-03-02T09:11:00.000Z', authenticate: null },
      mapping: { choice: { keepWorkEmail: true }, appliedAt: '2026-03-02T09:13:00.000Z' },
      test: { state: 'passed', user: { login: 'bruno@acme.example' } },
    });
  });

  it('of version 1 gets a value for what came after it', () => {
    expect(opened('session-1.json').session).toMatchObject({
      appChoice: { relayState: null },
      confirmedUndocumentedTarget: false,
      handedOver: null,
      adopt: null,
      planOnly: false,
      statedBy: { 'scim-on': null, connection: null, authenticate: null, 'to-app': null },
      signIns: { later: false, checks: { 'from-okta': { result: 'open' } } },
    });
  });

  it('of version 2 keeps what it has, which the first ones lack', () => {
    expect(opened('session-2-early.json').session.appChoice).toEqual({ relayState: 'board' });
    expect(opened('session-2.json').session).toMatchObject({
      confirmedUndocumentedTarget: true,
      handedOver: { by: 'ada@acme.example' },
      statedBy: { connection: 'ada@acme.example' },
      userNames: { looked: { assigned: 12 }, triedAt: null },
      featuresShowScim: true,
      signIns: { checks: { 'from-oktopost': { result: 'worked' } } },
    });
  });

  it('of version 3 keeps its checks, by ids now; one of a setting that no version knew is dropped', () => {
    const { appChecks, mapping } = opened('session-3.json').session;
    expect(appChecks.map(({ setting }) => setting)).toEqual(['sign-on.audience']);
    expect(mapping.checks.map(({ setting }) => setting)).toEqual(['mapping:userName']);
  });

  it('of version 7 does not know what became of an account after an unassignment', () => {
    const { test, earlierPass } = opened('session-7.json').session;
    expect([test.unassignment, earlierPass?.unassignment]).toEqual([null, null]);
    expect(opened('session-8.json').session.test.unassignment).toMatchObject({ state: 'active' });
  });

  it('of version 10 names no service app, of version 11 it does', () => {
    expect(opened('session-10.json').session.clientId).toBeNull();
    expect(opened('session-11.json').session.clientId).toBe('0oa1assistant00000001');
  });

  it('of version 11 knows of no refusal by Oktopost, of version 12 it does', () => {
    expect(opened('session-11.json').session.connectionRefused).toBeNull();
    expect(opened('session-12.json').session.connectionRefused).toMatchObject({ of: 'rollout' });
  });

  it('of version 15 does not know what Okta signed with, of version 16 it does', () => {
    expect(opened('session-15.json').session.signingKid).toBeNull();
    expect(opened('session-16.json').session.signingKid).toBe('SIMcSEQ_sw8r7Qk0');
  });

  it('of version 12 does not know when its checks were read, of version 13 it does', () => {
    const timesOf = ({ appCheckedAt, mapping }: Session) => [appCheckedAt, mapping.checkedAt];
    expect(timesOf(opened('session-12.json').session)).toEqual([null, null]);
    expect(timesOf(opened('session-13.json').session)).toEqual([
      '2026-03-02T09:30:00.000Z',
      '2026-03-02T09:31:00.000Z',
    ]);
  });

  it('of version 13 knows neither who keeps a user name nor which token was pasted last, of version 14 it does', () => {
    const { tokenChange, pastedToken, keptUserNames } = opened('session-13.json').session;
    expect([pastedToken, keptUserNames, tokenChange.pasted?.after]).toEqual([null, [], null]);
    expect(tokenChange).toMatchObject({ sent: { failed: null }, revoked: { how: 'read', after: null } });
    const newer = opened('session-14.json').session;
    expect([newer.pastedToken?.push?.who, newer.keptUserNames[0]?.userName]).toEqual([
      'bruno@acme.example',
      'grace.h',
    ]);
  });

  it('of version 14 tells by the times of which token a refusal was, and knows of no write since a statement', () => {
    const older = opened('session-14.json').session;
    expect([older.connectionRefused?.isOfTokenBefore, older.updateOnWritten]).toEqual([true, null]);
    const newer = opened('session-15.json').session;
    expect(newer.connectionRefused).toMatchObject({ of: 'token-change', isOfTokenBefore: false });
    expect(newer.updateOnWritten).not.toBeNull();
  });

  it('of version 16 knows of no life-cycle test before the last one, of version 17 it does', () => {
    expect(opened('session-16.json').session.earlierLives).toEqual([]);
    expect(opened('session-17.json').session.earlierLives).toMatchObject([{ state: 'failed' }]);
  });

  it('of version 17 does not know who was asked to sign in, nor which certificate was handed over, of version 18 it does', () => {
    const { signIns, tokenPrints, certificateChange } = opened('session-17.json').session;
    const check = signIns.checks['from-oktopost'];
    expect([check.result, check.asked, check.other, signIns.failed]).toEqual(['worked', null, null, []]);
    expect([tokenPrints, certificateChange.handedOver?.fingerprint]).toEqual([null, null]);
    const newer = opened('session-18.json').session;
    expect(newer.signIns.checks['from-okta'].other?.who).toBe('eve@acme.example');
    expect(newer.signIns.failed).toMatchObject([{ way: 'from-okta', event: { id: 'e3' } }]);
    expect(newer.certificateChange.handedOver?.fingerprint).toBe('12:34:AB');
    expect(newer.tokenPrints?.made).toEqual(expect.any(String));
  });

  it('of version 18 knows of no token that a change left valid, of version 19 it does', () => {
    expect(opened('session-18.json').session.olderTokens).toEqual([]);
    expect(opened('session-19.json').session.olderTokens).toMatchObject([
      { since: '2026-11-28T09:40:00.000Z' },
    ]);
  });

  it('of version 20 has the connection of now stand since it was stated, and what a test’s rows show was seen', () => {
    const { connectionSince, statedAt, test, earlierPass } = opened('session-20.json').session;
    expect([test.wasSeen, earlierPass?.wasSeen]).toEqual([true, true]);
    expect(connectionSince).toBe('2026-03-02T09:11:00.000Z');
    expect(connectionSince).toBe(statedAt.connection);
  });

  it('of version 21 knows of no earlier test but the one that passed', () => {
    expect(opened('session-21.json').session.earlierTests).toEqual([]);
    expect(opened('session-22.json').session.earlierTests).toMatchObject([{ state: 'failed' }]);
  });

  it('of version 22 knows by a push alone that the token before was refused, of version 23 it says so', () => {
    const refusedIn = (pastedToken: unknown): unknown =>
      migrate({ version: 22, pastedToken }, sessionMigrations);
    expect(opened('session-23.json').session.pastedToken?.isBeforeRefused).toBe(true);
    expect(opened('session-22.json').session.pastedToken?.isBeforeRefused).toBe(true);
    expect(refusedIn({ push: null })).toMatchObject({ pastedToken: { isBeforeRefused: false } });
    expect(refusedIn(null)).toMatchObject({ pastedToken: null });
  });

  it('of version 23 knows of no summary that was read, of version 24 it does', () => {
    expect(opened('session-23.json').session.summaryRead).toBe(false);
    expect(opened('session-24.json').session.summaryRead).toBe(true);
  });

  it('of version 25 knows of no deletion that Okta’s log had, of version 26 it does', () => {
    expect(opened('session-25.json').session.deletionSeen).toBeNull();
    expect(opened('session-26.json').session.deletionSeen?.person).toBe('Bruno Berger');
  });

  it('keeps by its time what Okta had logged when the token was pasted', () => {
    const at = '2026-11-28T09:04:00.000Z';
    const pasted = { by: null, at, after: at };
    const migrated = migrate(
      { version: 13, org: null, tokenChange: { pasted, revoked: null } },
      sessionMigrations,
    );
    expect(migrated).toMatchObject({
      tokenChange: { pasted: { after: { at, eventIds: [] } }, revoked: null },
    });
  });

  it('of today’s version is written as it was read: another shape needs another version', () => {
    const name = `session-${sessionVersion}.json`;
    const { update, session } = opened(name);
    update({ label: 'Another' });
    update({ label: session.label });
    expect(readFileSync(join(folder, 'session.json'), 'utf8').trim()).toBe(textOf(name).trim());
  });

  it('that was read in an older version is written in today’s', () => {
    opened('session-1.json').update({ label: 'Another' });
    expect(JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'))).toMatchObject({
      session: { version: sessionVersion, label: 'Another', app: { id: '0oa1acme00000000001' } },
    });
  });
});

describe('a journal', () => {
  it.each(upTo(journalVersion))('of version %s is read, every line of it', (version) => {
    expect(parseJournal(textOf(`journal-${version}.jsonl`))).toMatchObject([
      { version: journalVersion, kind: 'intent', changeId: 'create-app' },
      { kind: 'result', changeId: 'create-app', details: { appId: '0oa1acme00000000001' } },
      { kind: 'intent', changeId: 'map-attributes' },
      { kind: 'failure', changeId: 'map-attributes', details: { code: 'forbidden' } },
      { kind: 'intent', changeId: 'assign' },
      { kind: 'resolved', changeId: 'assign' },
    ]);
  });

  it('of version 1 does not say who wrote a line, of version 2 it does', () => {
    const originsIn = (version: number) =>
      parseJournal(textOf(`journal-${version}.jsonl`)).map(({ origin }) => origin);
    expect(new Set(originsIn(1))).toEqual(new Set(['unknown']));
    expect(originsIn(2)).toEqual(['imported', 'imported', 'local', 'local', 'local', 'local']);
  });

  it('of version 2 does not say whether a run came to its end, of version 3 it does', async () => {
    const unendedIn = async (name: string, text: string): Promise<string | undefined> => {
      const file = join(folder, name);
      writeFileSync(file, text);
      const journal = await openJournal(file, () => new Date());
      await journal.close();
      expect(journal.skipped()).toEqual({ count: 0, first: [] });
      return journal.unended('6f1d2c1e-7c0b-4b62-9a55-0a4f2f0c7b11')?.changeId;
    };
    const newest = textOf('journal-3.jsonl');
    const upToRun2 = newest.slice(0, newest.indexOf('"runId":"run-3"')).split('\n').slice(0, -1);
    const withoutEnd = upToRun2.filter((line) => !line.includes('"ended"'));
    const ofRun2 = (lines: string[]): string => `${lines.join('\n')}\n`;
    expect(await unendedIn('older', textOf('journal-2.jsonl'))).toBeUndefined();
    expect(await unendedIn('ended', ofRun2(upToRun2))).toBeUndefined();
    expect(await unendedIn('cut', ofRun2(withoutEnd))).toBe('map-attributes');
    // A later run is over, whatever came of this one.
    expect(await unendedIn('later', newest.replace(/.*"ended".*\n/, ''))).toBeUndefined();
  });

  it('of an older version is kept line by line, new ones after it', async () => {
    const file = join(folder, 'journal.jsonl');
    writeFileSync(file, textOf('journal-1.jsonl'));
    const journal = await openJournal(file, () => new Date('2026-11-24T00:00:00Z'));
    await journal.append({
      setupId: 's',
      runId: 'r',
      changeId: 'c',
      kind: 'intent',
      title: 'New',
      details: {},
    });
    expect(journal.entries()).toHaveLength(7);
    await journal.close();
    expect(readFileSync(file, 'utf8').startsWith(textOf('journal-1.jsonl'))).toBe(true);
  });
});
