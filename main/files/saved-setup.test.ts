import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { finishedStates } from '../../shared/screens';
import { failedTest } from '../../shared/testing/test-user';
import { noTest } from '../../shared/verification';
import { at } from '../../shared/testing/time';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { newSession, noSignIn } from '../storage/session';
import { setupFileOf, setupTextOf } from '../testing/saved-setups';
import { colleagueOf, halfWay, chosenHalfWay, savedText, openText } from '../testing/half-way';

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
      mapping: { ...newSession().mapping, appliedAt: at, skipped: { by: null, at } },
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

// Shows: an opened file is hostile
describe('a set-up that is saved half-way and resumed by another admin', () => {
  let first: TestCore;
  let second: TestCore;
  let text: string;
  beforeAll(async () => {
    first = await halfWay();
    second = await colleagueOf(first);
    text = await savedText(first);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  it('holds no token, and the assistant that saved it does not take it over from itself', async () => {
    for (const token of [first.org.okta.apiToken, first.org.oktopost.bearerToken]) {
      expect(text).not.toContain(token);
    }
    await openText(first, text);
    expect((await first.snapshot()).opened).toMatchObject({ isOpenHere: true });
    expect((await first.refusal('file.takeOver', { replace: true })).code).toBe('conflict');
    await first.call('file.close', {});
  });

  it('is damaged where it cannot be read; that nobody changed what can be, nothing checks or says', async () => {
    const cut = { name: 'set-up.json', text: text.replace(/"changeId"/, '"changed"') };
    const { message } = await second.refusal('file.open', cut);
    expect(message).toMatch(/The saved set-up is damaged \(at line 2\)\.$/);
    await openText(second, text.replaceAll('Oktopost Social Advocacy', 'Another name'));
    expect((await second.snapshot()).opened).toMatchObject({ appLabel: 'Another name' });
    await second.call('file.close', {});
  });

  it('says so in an org that has nothing of it', async () => {
    const other = await startTestCore();
    try {
      await openText(other, text);
      await other.call('file.takeOver', { replace: false });
      const changed = 'when-saved';
      expect(await other.snapshot()).toMatchObject({ fileIsOfElsewhere: false, changed });
      await other.call('okta.usePracticeToken', {});
      expect(await other.snapshot()).toMatchObject({ app: null, fileIsOfElsewhere: true, changed });
    } finally {
      await other.close();
    }
  });

  it('knows nothing of an org any more once the set-up is forgotten', async () => {
    const other = await startTestCore();
    try {
      const takeOver = async (): Promise<void> => {
        await openText(other, text);
        await other.call('file.takeOver', { replace: false });
      };
      await takeOver();
      await other.call('okta.usePracticeToken', {});
      expect((await other.snapshot()).fileIsOfElsewhere).toBe(true);
      await other.call('session.startOver', {});
      await takeOver();
      expect(await other.snapshot()).toMatchObject({ okta: { state: 'none' }, fileIsOfElsewhere: false });
    } finally {
      await other.close();
    }
  });

  it('shows nothing of it as done where it is not: neither before Okta is connected nor in an org that has nothing of it', async () => {
    const other = await startTestCore();
    try {
      await openText(other, readAndDone(text));
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
      await openText(other, readAndDone(text));
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

  it('counts a change whose answer was lost, and that was found in Okta', async () => {
    const lost = text.replaceAll('"kind":"result"', '"kind":"resolved"');
    expect(lost).not.toBe(text);
    await openText(second, lost);
    expect((await second.snapshot()).opened).toMatchObject({ changes: 1 });
    await second.call('file.close', {});
  });

  it('shows whose it is, asks for the tokens, reads everything back, and continues at the same step', async () => {
    await openText(second, text);
    expect((await second.snapshot()).opened).toMatchObject({
      kind: 'saved-setup',
      practice: true,
      by: 'admin@bellwether.example',
      appLabel: 'Oktopost Social Advocacy',
      changes: 1,
      isUndone: false,
      isOpenHere: false,
    });
    await second.call('file.takeOver', { replace: false });
    const rollout = await second.call('rollout.chosen', {});
    expect(rollout).toMatchObject({
      ...{ draft: null, list: null, plan: null },
      before: { by: 'admin@bellwether.example', licences: 40, draft: chosenHalfWay, rollout: null },
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
