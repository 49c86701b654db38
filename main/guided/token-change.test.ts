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
  async function look() {
    await core.call('tokenChange.look', {});
    return change();
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

    core.byHand.connect(undefined, text);
    await core.call('tokenChange.state', { what: 'pasted', done: true });
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

  it('leaves no proof of the token by a test from before it was pasted', async () => {
    const authorization = async () => {
      const { settings } = await core.call('summary.get', {});
      return settings.find(({ setting }) => setting === 'connection.authorization')?.known;
    };
    expect(await authorization()).toMatchObject({ how: 'proven-by-test' });
    await core.call('tokenChange.begin', {});
    await enter(make());
    await look();
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

  it('gives Okta’s reason where a wrong token was pasted', async () => {
    await core.call('tokenChange.begin', {});
    await enter(make());
    await look();
    core.byHand.connect(undefined, 'no-token-at-all');
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    await renamed('Brun');
    const { sent } = await look();
    expect(sent?.failed).toMatch(/401|[Uu]nauthorized|invalid/);
    // Pasted once more, it is proven anew.
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    expect(await change()).toMatchObject({ pasted: null, sent: null });
  });

  it('goes on after a restart, where the token before is not known any more and its end is stated', async () => {
    await core.call('tokenChange.begin', {});
    const text = make();
    await enter(text);
    await look();
    core.byHand.connect(undefined, text);
    await core.call('tokenChange.state', { what: 'pasted', done: true });
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
