import { beforeEach, describe, expect, it } from 'vitest';
import { activateKey, addSigningKey } from '../../practice/world/signing-keys';
import { signInsSince } from '../../shared/certificate-change';
import type { TestCore } from '../testing/core';
import { certificateWalk, letIn } from '../testing/certificate-walk';

let core: TestCore;
const { start, look, enter, person } = certificateWalk((started) => {
  core = started;
});

const make = { kind: 'certificate-make' } as const;

describe('sign-ins with a new signing certificate', () => {
  beforeEach(() => start());

  it('shows a sign-in that Okta logged meanwhile when the walk is looked at', async () => {
    const signIn = await person();
    await core.call('certificateChange.begin', {});
    await core.run(make);
    const next = (await look()).read?.next;
    await enter(next?.pem ?? '');
    await core.run({ kind: 'certificate-activate', kid: next?.kid ?? '' });
    await look();
    await core.call('signIn.begin', { way: 'from-okta' });
    expect(await signIn()).toContain(letIn);
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    const shown = await look();
    expect(signInsSince(shown, (await core.snapshot()).signIns)).toBe('worked');
  });

  it('that was activated in the console keeps the sign-in that came after it', async () => {
    const signIn = await person();
    await core.call('certificateChange.begin', {});
    const { kid } = await addSigningKey(core.org.world, core.ours());
    const app = core.ours();
    app.kid = kid;
    app.lastUpdated = new Date(Date.parse(app.lastUpdated) - 60_000).toISOString();
    await core.call('signIn.begin', { way: 'from-okta' });
    const next = (await core.call('singleSignOn.read', {})).certificates[0];
    await enter(next?.pem ?? '');
    expect(await signIn()).toContain(letIn);
    await core.call('signIn.lookNow', {});
    const { signIns } = await core.until(
      'it is seen',
      (state) => state.signIns.checks['from-okta'].event !== null,
    );
    expect((await look()).activeSince).toBe(app.lastUpdated);
    expect((await core.snapshot()).signIns.checks['from-okta'].event).toEqual(
      signIns.checks['from-okta'].event,
    );
  });

  it.each(['single sign-on', 'the summary', 'a restart', 'the settings'] as const)(
    'that somebody else activated takes back what was said of sign-ins before: read for %s',
    async (reader) => {
      for (const way of ['from-oktopost', 'from-okta'] as const) {
        await core.call('signIn.begin', { way });
        await core.call('signIn.decide', { way, result: 'worked' });
      }
      const stepOf = async () =>
        (await core.snapshot()).rail.find(({ screen }) => screen === 'single-sign-on')?.state;
      await core.call('singleSignOn.read', {});
      expect(await stepOf()).toBe('done-stated');
      const { kid } = await addSigningKey(core.org.world, core.ours());
      activateKey(core.org.world, core.ours(), kid);
      const { left } = reader === 'the summary' ? await core.call('summary.get', {}) : { left: null };
      if (left !== null) expect(left.map(({ text }) => text).join(' ')).toContain('Try the sign-in');
      if (reader === 'single sign-on') await core.call('singleSignOn.read', {});
      if (reader === 'the settings') await core.call('app.lookNow', {});
      if (reader === 'a restart') await core.restart();
      await core.until('they are open', ({ signIns: { checks } }) =>
        Object.values(checks).every(({ result }) => result === 'open'),
      );
      expect(await stepOf()).toBe('not-yet');
    },
  );
});

it('of which one did not work before Okta signed with another certificate is told beside the one that is to be tried', async () => {
  await start();
  await core.call('singleSignOn.read', {});
  await core.call('signIn.begin', { way: 'from-okta' });
  await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
  const { kid } = await addSigningKey(core.org.world, core.ours());
  activateKey(core.org.world, core.ours(), kid);
  const { left } = await core.call('summary.get', {});
  const texts = left.flatMap(({ text }) => (text.startsWith('Try the sign-in') ? [text] : []));
  expect(texts).toEqual([
    'Try the sign-in from Oktopost before you tick “Require SSO”.',
    expect.stringMatching(
      /^Try the sign-in from the Okta tile before you tick “Require SSO”\. An earlier try did not work, stated at .+\.$/,
    ),
  ]);
});

it('keeps a sign-in that Okta logged after it signed with another one, where this computer’s clock is behind', async () => {
  await start('likely', 40_000);
  const signIn = await person();
  await core.call('certificateChange.begin', {});
  const { kid } = await addSigningKey(core.org.world, core.ours());
  core.ours().kid = kid;
  await core.call('signIn.begin', { way: 'from-okta' });
  await enter((await core.call('singleSignOn.read', {})).certificates[0]?.pem ?? '');
  expect(await signIn()).toContain(letIn);
  await core.call('signIn.lookNow', {});
  const seen = await core.until('it is seen', ({ signIns }) => signIns.checks['from-okta'].event !== null);
  await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
  const at = Date.parse(seen.signIns.checks['from-okta'].event?.at ?? '');
  core.ours().lastUpdated = new Date(at - 1_000).toISOString();
  const shown = await look();
  expect(signInsSince(shown, (await core.snapshot()).signIns)).toBe('worked');
});
