import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RolloutDraft } from '../../shared/rollout';
import { finishedStates } from '../../shared/screens';
import { failedTest } from '../../shared/testing/test-user';
import { noTest } from '../../shared/verification';
import { at } from '../../shared/testing/time';
import { addressOf } from '../testing/by-hand';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { replacedAt, pathsIn } from '../testing/mutate';
import { newSession, noSignIn, sessionVersion } from '../storage/session';
import { setupFileOf, setupTextOf } from '../testing/saved-setups';
import { readOpened } from './read';
import { parseSavedSetup } from './saved-setup';

/** Another assistant, with a folder of its own, on the same practice org. */
function colleagueOf({ org }: TestCore): Promise<TestCore> {
  const start = () => Promise.resolve(addressOf(org));
  return startTestCore({}, { ports: () => ({ practice: { start, discard: () => Promise.resolve() } }) });
}

async function halfWay(): Promise<TestCore> {
  const core = await startTestCore();
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app' });
  core.byHand.scimOn();
  await core.call('guided.lookNow', { step: 'scim-on' });
  core.byHand.connect();
  await core.call('guided.state', { step: 'connection', done: true });
  await core.call('rollout.choose', draft);
  await core.call('people.licences', { licences: 40 });
  return core;
}

/** Somebody else's name stands for the id: what a file says of a person is no choice. */
const draft: RolloutDraft = {
  ...{ groups: [{ id: '00g1', name: 'Sales' }], ringSize: 30, failShare: 5, goOn: true },
  people: [{ id: '00u1', name: 'Kim Kay', email: 'kim@acme.example' }],
};

/** The file, had everything been read as done before it was saved. */
function readAndDone(text: string): string {
  const file = setupFileOf(text);
  const session = z.looseObject({}).parse(file['session']);
  const signIn = {
    ...noSignIn,
    startedAt: at,
    event: { id: 'e1', at, who: 'kim' },
    result: 'worked',
    decidedAt: at,
  };
  const everyStep = { 'scim-on': at, connection: at, authenticate: at, 'to-app': at };
  return setupTextOf({
    ...file,
    session: {
      ...session,
      clientId: '0oa1234567890abcdefg',
      readBackAt: everyStep,
      statedAt: everyStep,
      tileHidden: true,
      signIns: { later: false, checks: { 'from-oktopost': signIn, 'from-okta': signIn }, failed: [] },
      test: { ...failedTest, state: 'passed', decision: 'kept', rows: [] },
      userNames: {
        looked: { at, assigned: 1, differing: 0, withoutEmail: 0 },
        triedAt: null,
        skipped: false,
      },
      mapping: { ...newSession().mapping, appliedAt: at, skipped: true },
    },
  });
}

/** The steps that need the app integration and show as finished. */
async function doneIn(core: TestCore): Promise<string[]> {
  const { rail } = await core.snapshot();
  const before = ['welcome', 'destination', 'connect-okta', 'oktopost-token'];
  return rail
    .filter(({ screen, state }) => !before.includes(screen) && finishedStates.includes(state))
    .map(({ screen }) => screen);
}

const saved = async (core: TestCore): Promise<string> =>
  (await core.call('savedSetup.export', {})).download?.text ?? '';
const open = (core: TestCore, text: string): Promise<null> =>
  core.call('file.open', { name: 'set-up.json', text });

// Shows: an opened file is hostile
describe('a set-up that is saved half-way and resumed by another admin', () => {
  let first: TestCore;
  let second: TestCore;
  let text: string;
  beforeAll(async () => {
    first = await halfWay();
    second = await colleagueOf(first);
    text = await saved(first);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  it('holds no token, and the assistant that saved it does not take it over from itself', async () => {
    for (const token of [first.org.okta.apiToken, first.org.oktopost.bearerToken]) {
      expect(text).not.toContain(token);
    }
    await open(first, text);
    expect((await first.refusal('file.takeOver', { replace: true })).code).toBe('conflict');
    await first.call('file.close', {});
  });

  it('says so in an org that has nothing of it', async () => {
    const other = await startTestCore();
    try {
      await open(other, text);
      await other.call('file.takeOver', { replace: false });
      const changed = 'when-saved';
      expect(await other.snapshot()).toMatchObject({ fileIsOfElsewhere: false, changed });
      await other.call('okta.usePracticeToken', {});
      expect(await other.snapshot()).toMatchObject({ app: null, fileIsOfElsewhere: true, changed });
    } finally {
      await other.close();
    }
  });

  it('shows nothing of it as done where it is not: neither before Okta is connected nor in an org that has nothing of it', async () => {
    const other = await startTestCore();
    try {
      await open(other, readAndDone(text));
      await other.call('file.takeOver', { replace: false });
      expect(await doneIn(other)).toEqual([]);
      expect((await other.snapshot()).clientId).toBeNull();
      await other.call('okta.usePracticeToken', {});
      const elsewhere = await other.snapshot();
      expect(elsewhere).toMatchObject({ fileIsOfElsewhere: true, test: noTest, earlierPass: null });
      expect(await doneIn(other)).toEqual([]);
      const { checks } = elsewhere.signIns;
      expect(checks).toEqual({ 'from-oktopost': noSignIn, 'from-okta': noSignIn });
    } finally {
      await other.close();
    }
  });

  it('reads here what the file says was read, before it counts', async () => {
    const other = await colleagueOf(first);
    try {
      await open(other, readAndDone(text));
      await other.call('file.takeOver', { replace: false });
      await other.call('okta.usePracticeToken', {});
      const read = await other.until('SCIM is read', ({ guided }) => guided['scim-on'].known === 'read-back');
      expect(read.guided['to-app'].known).not.toBe('read-back');
      const states = new Map(read.rail.map(({ screen, state }) => [screen, state]));
      expect(states.get('scim-on')).toBe('done-read');
      expect(states.get('to-app')).not.toBe('done-read');
      expect(finishedStates).not.toContain(states.get('single-sign-on'));
      expect(states.get('test-user')).not.toBe('done-read');
    } finally {
      await other.close();
    }
  });

  it('shows whose it is, asks for the tokens, reads everything back, and continues at the same step', async () => {
    await open(second, text);
    expect((await second.snapshot()).opened).toMatchObject({
      kind: 'saved-setup',
      practice: true,
      by: 'admin@bellwether.example',
      appLabel: 'Oktopost Social Advocacy',
      changes: 1,
    });
    await second.call('file.takeOver', { replace: false });
    const rollout = await second.call('rollout.chosen', {});
    expect(rollout).toMatchObject({
      ...{ draft: null, list: null, plan: null },
      before: { by: 'admin@bellwether.example', licences: 40, draft, rollout: null },
    });
    expect((await second.snapshot()).people.licences).toBeNull();
    expect(await second.snapshot()).toMatchObject({
      screen: 'connect-okta',
      app: null,
      okta: { state: 'none' },
      oktopost: { state: 'none' },
      appChecks: [],
      opened: null,
    });

    await second.call('okta.usePracticeToken', {});
    expect((await second.snapshot()).fileIsOfElsewhere).toBe(false);
    const read = await second.until('it is read back', ({ guided }) => guided['scim-on'].lastLookAt !== null);
    expect(read.app).toEqual((await first.snapshot()).app);
    expect(await second.call('rollout.chosen', {})).toEqual(rollout);
    expect(read.guided['scim-on'].known).toBe('read-back');
    expect(read.guided.connection.statedAt).not.toBeNull();
    expect(read.appChecks.map(({ state }) => state)).not.toContain('different');

    first.byHand.toApp();
    expect((await second.run({ kind: 'mapping' })).state).toBe('done');
    const summary = await second.call('summary.get', {});
    expect(summary.evidence.filter(({ source }) => source === 'journal')).toHaveLength(2);
  });

  it('can be undone there as well, by the journal that came along', async () => {
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.warnings.join(' ')).toContain('handed over in a file by admin@bellwether.example');
    expect(plan.changes.map(({ verb }) => verb)).toContain('delete');
    expect((await second.run({ kind: 'undo', deleteDespiteOtherUsers: false })).state).toBe('done');
    const labels = Object.values(first.org.world.state.apps).map(({ label }) => label);
    expect(labels).not.toContain('Oktopost Social Advocacy');
  });
});

describe('a saved set-up', () => {
  let first: TestCore;
  let second: TestCore;
  let file: Record<string, unknown>;
  beforeAll(async () => {
    first = await halfWay();
    second = await colleagueOf(first);
    file = setupFileOf(await saved(first));
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });
  const session = (): Record<string, unknown> => z.looseObject({}).parse(file['session']);
  const real = (orgUrl: string) => ({
    ...file,
    session: {
      ...session(),
      mode: 'real',
      address: { input: orgUrl, kind: 'okta-host', orgUrl, adminUrl: orgUrl, needsConfirmation: false },
    },
  });

  it('of a real org sends no token before its host is confirmed again', async () => {
    await open(second, setupTextOf(real('https://acme.okta.com')));
    await second.call('file.takeOver', { replace: true });
    expect((await second.snapshot()).address).toEqual({
      kind: 'okta-host',
      input: 'https://acme.okta.com',
      orgUrl: 'https://acme.okta.com',
      adminUrl: 'https://acme-admin.okta.com',
      needsConfirmation: true,
    });
    const token = { kind: 'okta-token', value: '00-SECRET' } as const;
    expect((await second.refusal('secrets.submit', token)).code).toBe('host-not-confirmed');
  });

  it.each([
    ['https://acme.okta.com.evil.example', /session\.address/],
    ['http://127.0.0.1:1', /session\.address/],
    ['https://acme-admin.okta.com', /session\.address/],
  ])('that names the host %s is refused', async (orgUrl, words) => {
    const { message } = await second.refusal('file.open', { name: 'x', text: setupTextOf(real(orgUrl)) });
    expect(message).toMatch(words);
  });

  it('of an older assistant is read: its session migrates, its journal stays as it is', () => {
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-1.json'), 'utf8');
    const read = parseSavedSetup(JSON.parse(kept));
    expect(kept).toContain('"setting": "Audience URI (SP Entity ID)"');
    expect(read.session).toMatchObject({
      version: sessionVersion,
      app: null,
      mapping: { appliedAt: expect.any(String) },
    });
    expect(read.journal.map(({ kind, changeId }) => `${kind} ${changeId}`)).toEqual([
      'intent app',
      'result app',
      'intent map-attributes',
      'result map-attributes',
    ]);
  });

  it('of version 2 is read, and tells nothing of a rollout', () => {
    const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-2.jsonl'), 'utf8');
    const read = readOpened('set-up.jsonl', kept);
    if (read.kind !== 'saved-setup') throw new Error('it is no saved set-up');
    expect(read.setup).toMatchObject({ rollout: null, session: { version: sessionVersion } });
    expect(read.setup.journal).toHaveLength(2);
  });

  it('of a newer version is refused politely', async () => {
    for (const newer of [
      { ...file, version: 4 },
      { ...file, session: { ...session(), version: 99 } },
    ]) {
      const { code } = await second.refusal('file.open', { name: 'x', text: setupTextOf(newer) });
      expect(code).toBe('newer-version');
    }
  });

  it('that names an app integration without this set-up’s admin note does not let an undo delete or change it', async () => {
    const victim = Object.values(first.org.world.state.apps).find(
      ({ body }) => !JSON.stringify(body).includes('Made by Oktopost Setup for Okta'),
    );
    expect(victim).toBeDefined();
    const ours = Object.values(first.org.world.state.apps).find(
      ({ label }) => label === 'Oktopost Social Advocacy',
    );
    const forged = setupTextOf(file).replaceAll(ours?.id ?? '-', victim?.id ?? '-');
    await second.call('session.startOver', {});
    await open(second, forged);
    await second.call('file.takeOver', { replace: true });
    await second.call('okta.usePracticeToken', {});
    const plan = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.changes.filter(({ verb }) => verb === 'delete')).toHaveLength(1);
    expect(JSON.stringify(plan.changes)).not.toContain(victim?.id);
  });

  it('whatever it holds: refused, or what requests and links are made of is checked', () => {
    const places = pathsIn(file);
    const nasty = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        'https://evil.example',
        '../../api/v1/users',
        '\u202e',
        '__proto__',
        'real',
        '0oa/../x',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), nasty, (place, value) => {
        const text = setupTextOf(replacedAt(file, place, value));
        try {
          const opened = readOpened('set-up.jsonl', text);
          if (opened.kind !== 'saved-setup') throw new Error('it is no saved set-up');
          const { session: taken, journal } = opened.setup;
          const id = /^[A-Za-z0-9_-]{1,64}$/;
          expect(taken.app === null || (id.test(taken.app.id) && id.test(taken.app.name))).toBe(true);
          expect(taken.label).toMatch(/^[^\p{Cc}\p{Cf}]{1,100}$/u);
          expect(taken.org).toBeNull();
          expect(taken.address === null || taken.address.needsConfirmation).toBe(true);
          expect(journal.every(({ setupId }) => setupId === taken.setupId)).toBe(true);
          expect(JSON.stringify(taken)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        } catch (error) {
          expect(String(error)).toMatch(
            /^AppFailure: The (saved set-up is damaged|set-up was saved by a newer|file is (no JSON|JSON, but no file))/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
