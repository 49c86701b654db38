import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import { logSignIn } from '../../practice/provisioning/system-log';
import { ask, hidden } from '../../practice/testing/sign-on';
import { usersOf } from '../../practice/world/directory';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

// What the product hands over is entered at Oktopost, and a person signs in by a response that Oktopost checks.

let core: TestCore;
afterEach(() => core.close());

/** A set-up with one provisioned person, its values entered at the practice Oktopost. */
async function handedOver(profile: string): Promise<{ userId: string; tile: string }> {
  core = await startTestCore({ profile: parseProfile(profile), logLagMs: 0 });
  const userId = await readyToTest(core);
  await core.run({ kind: 'assign', userId });
  await core.until('a verdict', ({ test }) => test.verdict !== null);
  const { issuer, signOnUrl, certificates, tile } = await core.call('singleSignOn.read', {});
  const certificate = certificates.find(({ role }) => role === 'active')?.pem ?? '';
  const settings = `${core.org.world.origins.oktopost}/settings/security/single-sign-on`;
  expect((await ask(settings, { issuer, signOnUrl, certificate })).text).not.toContain('Check the');
  return { userId, tile: tile?.url ?? '' };
}

/** Somebody else signs in to the same app integration, as Okta logs it. */
function otherSignsIn(): string {
  const { state } = core.org.world;
  const app = Object.values(state.apps).find(({ label }) => label.startsWith('Oktopost S'));
  const other = usersOf(state).find(({ profile }) => profile['firstName'] !== 'Bruno');
  if (app === undefined || other === undefined) throw new Error('nobody else is there');
  logSignIn(core.org.world, app, other, 'idp');
  return String(other.profile['login']);
}

/** From the tile to Oktopost; answers what Oktopost's page says. */
async function signIn({ userId, tile }: { userId: string; tile: string }): Promise<string> {
  const { origins } = core.org.world;
  const okta = await ask(tile, { user: userId });
  const response = { SAMLResponse: hidden(okta.text, 'SAMLResponse') };
  return (await ask(`${origins.oktopost}/auth/acs`, response, origins.okta)).text;
}

describe('a sign-in with the values that the assistant hands over', () => {
  it.each(['signedPart=either', 'signedPart=assertion', 'signedPart=response'])(
    'is let in by Oktopost, and seen in Okta’s log, on profile %s',
    async (profile) => {
      const who = await handedOver(profile);
      await core.call('signIn.begin', { way: 'from-okta' });
      expect(await signIn(who)).toContain('is signed in at Oktopost');
      await core.call('signIn.lookNow', {});
      await core.until('it is seen', ({ signIns }) => signIns.checks['from-okta'].event !== null);
    },
  );

  it('is refused by an Oktopost that asks for an attribute, though Okta’s log shows it: that is not taken for proof', async () => {
    const who = await handedOver('samlAttributes=needed');
    await core.call('signIn.begin', { way: 'from-okta' });
    expect(await signIn(who)).toContain('holds no attribute');
    await core.call('signIn.lookNow', {});
    const { signIns } = await core.until(
      'it is seen',
      (state) => state.signIns.checks['from-okta'].event !== null,
    );
    expect(signIns.checks['from-okta'].result).toBe('open');
  });

  it('is none of somebody else than who was asked: it says who that was, and waits on', async () => {
    const who = await handedOver('likely');
    const checks = async () => (await core.snapshot()).signIns.checks;
    const look = async () => {
      await core.call('signIn.lookNow', {});
      return (await checks())['from-okta'];
    };
    await core.call('signIn.begin', { way: 'from-okta' });
    const other = otherSignsIn();
    const { asked, ...check } = await look();
    expect([asked?.id, check.event, check.other?.who]).toEqual([who.userId, null, other]);
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    await core.call('signIn.decide', { way: 'from-oktopost', result: 'worked' });
    const { rail } = await core.snapshot();
    expect(rail.find(({ screen }) => screen === 'single-sign-on')?.state).toBe('done-stated');

    await core.call('signIn.begin', { way: 'from-okta' });
    otherSignsIn();
    await signIn(who);
    expect(await look()).toMatchObject({ event: { who: asked?.login }, other: null });
  });
});
