import { describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import { isTokenCertain, isTokenProven } from '../../shared/token-change';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import type { PreparedCore } from '../testing/prepared-core';
import { tokenWalk } from '../testing/token-walk';

let prepared: PreparedCore;
let core: TestCore;
const { make, enter, change, look, begun, paste, renamed, revokeAllBut, authorization, connection } =
  tokenWalk((started) => {
    prepared = started;
    ({ core } = started);
  });

describe('the walk to a new SCIM token', () => {
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
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-unread']);
    await renamed('Brun');
    const { sent } = await look();
    const proven = { how: 'proven-by-push', user: sent?.who, event: sent?.eventId, at: sent?.at };
    const isProven = async (): Promise<void> => {
      expect(await authorization()).toEqual(proven);
      expect(await connection()).toEqual({
        // Whoever pasted it may have changed another field.
        step: 'done-unread',
        evidence: [
          expect.stringMatching(/^Okta sent bruno\S+ to Oktopost/),
          expect.stringMatching(/^Push Profile Updates: only stated/),
          expect.stringMatching(
            /^Import New Users and Profile Updates, .* that they are off is only stated$/,
          ),
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
    expect([(await authorization())?.how, (await connection()).step]).toEqual(['stated', 'done-unread']);
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
  const admin = await startTestCore();
  await admin.begin({ destination: 'admin-application', label: 'Oktopost' });
  expect(await admin.refusal('session.go', { screen: 'change-token' })).toMatchObject({ code: 'not-ready' });
  await admin.run({ kind: 'app' });
  expect(await admin.refusal('tokenChange.begin', {})).toMatchObject({ code: 'not-ready' });
  await admin.close();
});
