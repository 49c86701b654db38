import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import { isTokenCertain, isTokenProven } from '../../shared/token-change';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { readyToTest } from '../testing/ready-to-test';

describe('the walk to a new SCIM token', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  let userId: string;
  /** Somebody is assigned and at Oktopost. */
  beforeAll(async () => {
    prepared = await prepareCore(async (started) => {
      userId = await readyToTest(started);
      await started.run({ kind: 'assign', userId });
      await started.until('a verdict', ({ test }) => test.verdict !== null);
      await started.call('test.stop', {});
    });
    ({ core } = prepared);
  }, prepareMs);
  beforeEach(() => prepared.again());
  afterAll(() => core.close());

  const tokens = () => core.org.world.state.oktopost.us.tokens;
  const make = (): string => createOktopostToken(core.org.world, 'us', 'New').text;
  const enter = (value: string) => core.call('secrets.submit', { kind: 'oktopost-token', value });
  const change = async () => (await core.snapshot()).tokenChange;
  const authorization = async () => {
    const { settings } = await core.call('summary.get', {});
    return settings.find(({ setting }) => setting === 'connection.authorization')?.known;
  };
  const connection = async () => {
    const { rail, guided } = await core.snapshot();
    return {
      step: rail.find(({ screen }) => screen === 'connection')?.state,
      evidence: guided.connection.evidence,
    };
  };
  async function look() {
    await core.call('tokenChange.look', {});
    return change();
  }
  /** The walk as far as to a new token that Oktopost accepts: that one. */
  async function begun(): Promise<string> {
    await core.call('tokenChange.begin', {});
    const text = make();
    await enter(text);
    await look();
    return text;
  }
  async function paste(text: string): Promise<void> {
    core.byHand.connect(undefined, text);
    await core.call('tokenChange.state', { what: 'pasted', done: true });
  }
  /** Okta sends a change of the assigned person. */
  async function renamed(firstName: string): Promise<void> {
    await core.org.api('POST', `/api/v1/users/${userId}`, { profile: { firstName } });
    await core.org.world.idle();
  }
  function revokeAllBut(kept: string): void {
    for (const [id, { name }] of Object.entries(tokens())) if (name !== kept) delete tokens()[id];
  }

  it('reads each step: the new token, what Okta sends with it, and that Oktopost refuses the one before', async () => {
    await core.call('session.go', { screen: 'summary' });
    await core.call('session.go', { screen: 'change-token' });
    expect((await core.snapshot()).screen).toBe('change-token');
    await core.call('tokenChange.begin', {});
    expect(await change()).toMatchObject({ madeAt: null, knowsOld: true });
    expect(await core.refusal('tokenChange.state', { what: 'pasted', done: true })).toMatchObject({
      code: 'not-ready',
    });
    const text = make();
    await enter(text);
    expect((await look()).madeAt).not.toBeNull();

    await paste(text);
    // What was sent before proves nothing, and the token before is accepted still.
    expect(await look()).toMatchObject({ sent: null, revoked: null });

    await renamed('Brun');
    const sent = await look();
    expect(sent.sent).toMatchObject({ failed: null, who: expect.stringContaining('bruno') });
    expect(core.org.world.state.log.map(({ uuid }) => uuid)).toContain(sent.sent?.eventId);
    expect([isTokenProven(sent), isTokenCertain(sent), sent.revoked]).toEqual([true, false, null]);

    revokeAllBut('New');
    const revoked = await look();
    expect(revoked.revoked).toMatchObject({ how: 'read', by: null });
    expect(isTokenCertain(revoked)).toBe(false);
    await renamed('Bruno');
    expect(isTokenCertain(await look())).toBe(true);

    await core.call('tokenChange.end', {});
    expect(await change()).toMatchObject({ startedAt: null, knowsOld: false });
  });

  it('proves the token by what Okta sent after the one before was refused, until another is pasted', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await look();
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
    await renamed('Brun');
    const { sent } = await look();
    const proven = { how: 'proven-by-push', user: sent?.who, event: sent?.eventId, at: sent?.at };
    const isProven = async (): Promise<void> => {
      expect(await authorization()).toEqual(proven);
      expect(await connection()).toEqual({
        // Push Profile Updates is only stated.
        step: 'done-stated',
        evidence: [
          expect.stringMatching(/^Okta sent bruno\S+ to Oktopost/),
          expect.stringMatching(/^Push Profile Updates: only stated/),
        ],
      });
    };
    await isProven();
    // It is still the token that Okta has once the walk is over, after a restart, and while another one begins.
    await core.call('tokenChange.end', {});
    await isProven();
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('tokenChange.begin', {});
    await isProven();
    await enter(createOktopostToken(core.org.world, 'us', 'Newer').text);
    await look();
    await isProven();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
  });

  it('proves nothing where it is an admin’s word that the one before was revoked', async () => {
    await begun();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.call('tokenChange.state', { what: 'revoked', done: true });
    // Nothing was sent since: the walk has not ended.
    const { left } = await core.call('summary.get', {});
    expect(left.map(({ text }) => text).join(' ')).toContain('End the change of the SCIM token');
    // Okta sends with the token before: neither was it replaced nor revoked.
    await renamed('Brun');
    expect(isTokenCertain(await look())).toBe(true);
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
  });

  it('takes what Okta had logged when the one before was refused for no proof, whatever its clock says', async () => {
    await paste(await begun());
    await renamed('Brun');
    // Okta’s clock is ahead, and its log is read by that.
    const newest = core.org.world.state.log.at(-1);
    if (newest !== undefined)
      newest.published = new Date(prepared.clock.now().getTime() + 20_000).toISOString();
    core.org.world.options.logLagMs = -30_000;
    expect((await look()).sent?.at).toBe(newest?.published);
    revokeAllBut('New');
    await look();
    expect(isTokenCertain(await look())).toBe(false);
  });

  it('leaves no proof of the token by a test from before it was pasted', async () => {
    expect(await authorization()).toMatchObject({ how: 'proven-by-test' });
    await begun();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    const stated = { how: 'stated', at: (await change()).pasted?.at };
    expect(await authorization()).toMatchObject(stated);
    // What Okta sends before the token before is revoked, it may have sent with that one.
    await renamed('Brun');
    revokeAllBut('New');
    await look();
    expect(await authorization()).toMatchObject(stated);

    // Neither once another walk begins, nor once it is forgotten.
    await core.call('tokenChange.begin', {});
    expect(await authorization()).toMatchObject({ how: 'stated' });
    await core.call('tokenChange.end', {});
    expect(await authorization()).toMatchObject({ how: 'stated' });
    expect((await core.snapshot()).rail.find(({ screen }) => screen === 'connection')?.state).toBe(
      'done-stated',
    );
  });

  it('takes no token for new that is the one before', async () => {
    await core.call('tokenChange.begin', {});
    await enter(core.org.oktopost.bearerToken);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
    expect((await change()).madeAt).toBeNull();
  });

  it('takes the one before for no other after a restart, which it is connected with by itself', async () => {
    const value = core.org.oktopost.bearerToken;
    await core.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
    await core.call('tokenChange.begin', {});
    // Ends the assistant, and starts it with what it keeps.
    await core.checkpoint();
    await core.until('connected', ({ oktopost }) => oktopost.state === 'accepted');
    expect((await look()).madeAt).toBeNull();
  });

  it('recognises a token that is entered again after a restart, and asks Oktopost about the right one', async () => {
    const text = await begun();
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(await change()).toMatchObject({ entered: null, knowsOld: false });
    await enter(text);
    expect(await change()).toMatchObject({ entered: 'made', knowsOld: false });
    await enter(core.org.oktopost.bearerToken);
    expect(await change()).toMatchObject({ entered: 'before', knowsOld: true });
    expect((await look()).revoked).toBeNull();
    revokeAllBut('New');
    expect((await look()).revoked).toMatchObject({ how: 'read' });
    // It is the one before that is refused.
    const { oktopost, tokenChange } = await core.snapshot();
    expect([oktopost.state, tokenChange.entered]).toEqual(['refused', 'before']);
    await enter(make());
    expect(await change()).toMatchObject({ entered: 'other' });
  });

  it('takes a token that was checked and not pasted for no token of Okta’s, once the walk is forgotten', async () => {
    const text = await begun();
    await core.call('tokenChange.end', {});
    await core.call('tokenChange.begin', {});
    expect(await change()).toMatchObject({ entered: null, knowsOld: true });
    await enter(core.org.oktopost.bearerToken);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
    await enter(text);
    expect((await look()).madeAt).not.toBeNull();
    await paste(text);
    await core.call('tokenChange.end', {});
    // Now it is Okta’s.
    await core.call('tokenChange.begin', {});
    await enter(text);
    expect(await core.refusal('tokenChange.look', {})).toMatchObject({ code: 'not-ready' });
  });

  it('knows the one before in a further walk, whichever was entered and refused last', async () => {
    await paste(await begun());
    revokeAllBut('New');
    await look();
    await enter(core.org.oktopost.bearerToken);
    expect((await core.snapshot()).oktopost.state).toBe('refused');
    await core.call('tokenChange.begin', {});
    expect(await change()).toMatchObject({ entered: null, knowsOld: true, revoked: null });
  });

  describe('a token that a forgotten change left valid', () => {
    const revocations = async (): Promise<string[]> => {
      const { left } = await core.call('summary.get', {});
      return left.map(({ text }) => text).filter((text) => text.startsWith('Revoke'));
    };
    const remains = async (): Promise<string> =>
      (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false })).undo?.remains.find((each) =>
        each.includes('SCIM token'),
      ) ?? '';

    it('is still to be revoked after another change, until that is stated; undo counts it', async () => {
      expect(await remains()).toContain('The SCIM token in Oktopost');
      await paste(await begun());
      expect(await remains()).toContain('The 2 SCIM tokens in Oktopost');
      await core.call('tokenChange.end', {});
      expect(await revocations()).toEqual([expect.stringMatching(/^Revoke an older SCIM token in Oktopost/)]);

      await paste(await begun());
      expect(await remains()).toContain('The 3 SCIM tokens in Oktopost');
      await core.call('tokenChange.state', { what: 'revoked', done: true });
      await core.call('tokenChange.end', {});
      expect(await remains()).toContain('The 2 SCIM tokens in Oktopost');
      await core.restart();
      await core.until('connected', ({ okta }) => okta.state === 'connected');
      const { left } = await core.call('summary.get', {});
      const id = left.find(({ text }) => text.startsWith('Revoke'))?.statement ?? '';
      await core.call('summary.state', { id, done: true });
      expect(await revocations()).toEqual([]);
      expect(await remains()).toContain('The SCIM token in Oktopost');
      // What is left valid later is asked for by itself.
      await paste(await begun());
      await core.call('tokenChange.end', {});
      expect(await revocations()).toEqual([expect.stringMatching(/^Revoke an older SCIM token/)]);
    });

    it('is the new one where it was not pasted, until a further change uses it', async () => {
      const text = await begun();
      await core.call('tokenChange.end', {});
      expect(await revocations()).toHaveLength(1);
      await core.call('tokenChange.begin', {});
      await enter(text);
      await look();
      expect(await revocations()).toEqual([]);
      await core.call('tokenChange.end', {});
      expect(await revocations()).toHaveLength(1);
    });

    it('is asked for no more once Oktopost is read to refuse it', async () => {
      await paste(await begun());
      await core.call('tokenChange.end', {});
      const text = await begun();
      expect(await revocations()).toHaveLength(1);
      revokeAllBut('New');
      await paste(text);
      await look();
      expect(await revocations()).toEqual([]);
    });
  });

  it('keeps no token, and hands out nothing by which one could be checked', async () => {
    const text = await begun();
    const kept = readFileSync(join(core.folder, 'session.json'), 'utf8');
    expect(kept).toMatch(/"made": "[\w-]+"/);
    expect(kept).not.toContain(text);
    expect(JSON.stringify(await core.snapshot())).not.toMatch(/salt|"tokenPrints"/);
    const { download } = await core.call('savedSetup.export', {});
    expect(download?.text).toContain('"tokenPrints":null');
    // Nor of one that a forgotten change left.
    await core.call('tokenChange.end', {});
    expect(readFileSync(join(core.folder, 'session.json'), 'utf8')).toMatch(/"print": "[\w-]+"/);
    const later = await core.call('savedSetup.export', {});
    expect(later.download?.text).toMatch(/"olderTokens":\[\{"since":"[^"]+","print":null\}\]/);
  });

  it('gives Okta’s reason where a wrong token was pasted', async () => {
    await begun();
    await paste('no-token-at-all');
    await renamed('Brun');
    const { sent } = await look();
    expect(sent?.failed).toMatch(/401|[Uu]nauthorized|invalid/);
    // Pasted once more, it is proven anew.
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    expect(await change()).toMatchObject({ pasted: null, sent: null });
  });

  describe('where Oktopost refuses what Okta sends after the paste', () => {
    let text: string;
    beforeEach(async () => {
      text = await begun();
      await paste('no-token-at-all');
      await renamed('Brun');
      await look();
    });
    const refusal = 'Oktopost refused the token that Okta sent.';
    const isRefused = async (): Promise<void> => {
      const { guided } = await core.snapshot();
      expect(guided.connection).toMatchObject({
        known: 'lost',
        statedAt: null,
        finding: { text: expect.stringContaining(refusal), next: expect.stringContaining('paste that one') },
        evidence: [expect.stringMatching(/^Refused .*, of what Okta sent after a new token was pasted$/)],
      });
      expect((await connection()).step).toBe('failed');
      const { settings, left } = await core.call('summary.get', {});
      const token = settings.find(({ setting }) => setting === 'connection.authorization');
      expect(token?.known).toEqual({ how: 'unknown' });
      expect(left.filter(({ step }) => step === 'connection')).toMatchObject([
        { kind: 'fault', text: expect.stringContaining(refusal) },
      ]);
    };

    it('says so on Connection and in the summary, also once the walk is over, and after a restart', async () => {
      await isRefused();
      // The same event once more.
      await look();
      await isRefused();
      await core.call('tokenChange.end', {});
      await isRefused();
      await core.restart();
      await core.until('connected', ({ okta }) => okta.state === 'connected');
      await isRefused();
    });

    it('comes first of what is said of the person whom Okta could not send: nothing else helps before', async () => {
      const ofPerson = async () => {
        const { left } = await core.call('summary.get', {});
        return left.find((item) => item.text.includes('last push failed'))?.text;
      };
      expect(await ofPerson()).toMatch(/First end the change of the SCIM token, on “Change a token”.*Repair/);
      await core.call('tokenChange.end', {});
      expect(await ofPerson()).toMatch(
        /First put right, on the step “Connection”, that Oktopost refuses.*Repair/,
      );
      core.byHand.connect(undefined, text);
      await renamed('Bruno');
      expect(await ofPerson()).toBeUndefined();
    });

    it('is as stated again once Okta sends with the right one', async () => {
      core.byHand.connect(undefined, text);
      await renamed('Bruno');
      await look();
      expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
      // And proven once the one before is refused.
      revokeAllBut('New');
      await look();
      await renamed('Brun');
      await look();
      expect([(await authorization())?.how, (await connection()).step]).toEqual([
        'proven-by-push',
        'done-stated',
      ]);
    });

    it('was of another token once it is pasted again, and of this one once that is taken back', async () => {
      await core.call('tokenChange.state', { what: 'pasted', done: false });
      expect((await connection()).step).toBe('failed');
      await paste(text);
      expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
      await core.call('tokenChange.state', { what: 'pasted', done: false });
      expect((await connection()).step).toBe('failed');
    });

    it('is not said of a failure that is one person’s', async () => {
      await paste(text);
      core.org.faults.add([
        {
          target: 'oktopost',
          method: 'PUT',
          path: '/Users/',
          times: 99,
          answer: { status: 409, headers: {}, body: '' },
        },
      ]);
      await renamed('Bruno');
      expect((await look()).sent?.failed).toMatch(/409|[Cc]onflict/);
      core.org.faults.clear();
      expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-stated']);
    });
  });

  it('goes on after a restart, where the token before is not known any more and its end is stated', async () => {
    await paste(await begun());
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(await change()).toMatchObject({ knowsOld: false, pasted: { by: expect.stringContaining('@') } });
    await renamed('Brun');
    revokeAllBut('New');
    expect(await look()).toMatchObject({ sent: { failed: null }, revoked: null });
    await core.call('tokenChange.state', { what: 'revoked', done: true });
    expect((await change()).revoked).toMatchObject({ how: 'stated' });
  });
});

it('is not begun where nobody pastes a token', async () => {
  const core = await startTestCore();
  await core.begin({ destination: 'admin-application', label: 'Oktopost' });
  expect(await core.refusal('session.go', { screen: 'change-token' })).toMatchObject({ code: 'not-ready' });
  await core.run({ kind: 'app' });
  expect(await core.refusal('tokenChange.begin', {})).toMatchObject({ code: 'not-ready' });
  await core.close();
});
