import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, hidden } from '../../practice/testing/sign-on';
import { activateKey, addSigningKey, endCertificates } from '../../practice/world/signing-keys';
import { record } from '../../practice/world/people';
import type { OktaApp } from '../../practice/world/state';
import { parseProfile } from '../../practice/profile';
import { signInsSince } from '../../shared/certificate-change';
import type { CertificateChangeShown } from '../../shared/certificate-change';
import type { Summary } from '../../shared/summary';
import { asObject } from '../okta/json';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterEach(() => core.close());

const make = { kind: 'certificate-make' } as const;

/** `aheadMs`: so much Okta's clock is before this computer's. */
async function start(profile = 'likely', aheadMs = 0): Promise<void> {
  const now = (): Date => new Date(Date.now() + aheadMs);
  core = await startTestCore({ profile: parseProfile(profile), logLagMs: 0, now });
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app' });
  await core.provisioningOn();
}

function ours(): OktaApp {
  const found = Object.values(core.org.world.state.apps).find(
    ({ label }) => label === 'Oktopost Social Advocacy',
  );
  if (found === undefined) throw new Error('there is no app of ours');
  return found;
}

async function change(): Promise<CertificateChangeShown> {
  return (await core.snapshot()).certificateChange;
}
async function look(): Promise<CertificateChangeShown> {
  await core.call('certificateChange.look', {});
  return change();
}

/** What the summary lists as stated of certificates; whether it says by whom. */
const statedOfCertificates = async (): Promise<[string, boolean][]> =>
  (await core.call('summary.get', {})).stated
    .filter(({ id }) => id.startsWith('certificate-'))
    .map(({ text, by }) => [text, by !== null]);

/** Enters Okta's values at the practice Oktopost, with these certificates. */
async function enter(...certificates: string[]): Promise<string> {
  const { issuer, signOnUrl } = await core.call('singleSignOn.read', {});
  const settings = `${core.org.world.origins.oktopost}/settings/security/single-sign-on`;
  return (await ask(settings, { issuer, signOnUrl, certificate: certificates.join('') })).text;
}

/** Assigns Bruno; answers how he signs in from the tile, and what Oktopost's page says. */
async function person(): Promise<() => Promise<string>> {
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  await core.run({ kind: 'assign', userId });
  await core.until('a verdict', ({ test }) => test.verdict !== null);
  const { tile } = await core.call('singleSignOn.read', {});
  return async () => {
    const { origins } = core.org.world;
    const okta = await ask(tile.url ?? '', { user: userId });
    const response = { SAMLResponse: hidden(okta.text, 'SAMLResponse') };
    return (await ask(`${origins.oktopost}/auth/acs`, response, origins.okta)).text;
  };
}

const letIn = 'is signed in at Oktopost';

describe('a new signing certificate', () => {
  beforeEach(() => start());

  it('that Okta signs with and whose write reset when user names are updated: walk, window and CLI say so', async () => {
    const setByHand = asObject(asObject(ours().body, 'credentials'), 'userNameTemplate');
    setByHand['pushStatus'] = 'PUSH';
    const summary = await core.call('summary.get', {});
    const updateOn = 'user-name-format.update-on';
    const rowOf = <Row extends { setting: string }>(rows: readonly Row[]): Row | undefined =>
      rows.find(({ setting }) => setting === updateOn);
    expect(rowOf(summary.settings)?.known.how).toBe('read-back');
    await core.call('certificateChange.begin', {});
    await core.run(make);
    const { certificateChange } = await core.until(
      'the next one is read',
      ({ certificateChange: { read } }) => read !== null && read.next !== null,
    );
    const kid = certificateChange.read?.next?.kid ?? '';
    const { checks } = await core.run({ kind: 'certificate-activate', kid });
    expect(asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus']).not.toBe('PUSH');
    expect(rowOf(checks)).toMatchObject({ actual: null, state: 'different' });
    await core.until('the steps know it', ({ appChecks }) => rowOf(appChecks)?.state === 'different');
    const asked = async () =>
      (await core.call('summary.get', {})).left.find(({ settings }) => settings.includes(updateOn));
    const id = `setting:${updateOn}=Create and update`;
    expect(await asked()).toMatchObject({
      kind: 'fault',
      statement: id,
      text: expect.stringContaining('it may have been reset'),
    });
    const window = await core.call('drift.check', {});
    expect(rowOf(window.report.rows)).toMatchObject({ state: 'drift', known: { how: 'read-back' } });
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
    const file = await core.call('drift.check', {});
    expect(file.report.result).toBe(window.report.result);
    expect(rowOf(file.report.rows)?.state).toBe('drift');
    await core.call('file.close', {});
    // Looked at once more it is known still, over a restart too, until Okta shows it again.
    await core.call('summary.get', {});
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(rowOf((await core.call('drift.check', {})).report.rows)?.state).toBe('drift');
    // What an admin says of it now counts for the steps and the summary alike, and only as said.
    await core.call('summary.state', { id, done: true });
    expect(await asked()).toBeUndefined();
    expect(rowOf((await core.snapshot()).appChecks)?.state).toBe('cannot-be-read');
    expect(rowOf((await core.call('summary.get', {})).settings)?.known.how).toBe('stated');
    await core.call('summary.state', { id, done: false });
    expect((await asked())?.kind).toBe('open');
    asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'PUSH';
    expect(rowOf((await core.call('drift.check', {})).report.rows)?.state).toBe('same');
  });

  it('whose write reset what was stated long ago, and shown since: the word of then does not count', async () => {
    const updateOn = 'user-name-format.update-on';
    const id = `setting:${updateOn}=Create and update`;
    await core.call('summary.state', { id, done: true });
    asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'PUSH';
    await core.call('summary.get', {});
    // Somebody else's write.
    asObject(asObject(ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = null;
    const { left, settings, stated } = await core.call('summary.get', {});
    const row = settings.find(({ setting }) => setting === updateOn);
    expect([row?.known.how, stated]).toEqual(['unknown', []]);
    expect(left.find(({ settings: of }) => of.includes(updateOn))?.kind).toBe('fault');
  });

  it('is made, handed over, made active, proven by a signed sign-in, and the one before retired', async () => {
    const signIn = await person();
    await core.call('session.go', { screen: 'summary' });
    await core.call('session.go', { screen: 'change-certificate' });
    await core.call('certificateChange.begin', {});
    const { before, read } = await change();
    expect(read).toMatchObject({ active: { kid: before?.kid }, next: null });
    const left = async () => (await core.call('summary.get', {})).left.map(({ text }) => text).join(' ');
    expect(await left()).toContain('End the change of the certificate');
    await enter(read?.active?.pem ?? '');
    expect(await core.refusal('certificateChange.state', { what: 'handed-over', done: true })).toMatchObject({
      code: 'not-ready',
    });

    await core.call('signIn.begin', { way: 'from-oktopost' });
    await core.call('signIn.decide', { way: 'from-oktopost', result: 'worked' });
    expect((await core.preview(make)).assigned).not.toBeNull();
    const made = await core.run(make);
    expect(made.checks.map(({ state }) => state)).toEqual(['same']);
    // After the run main looks by itself.
    const { certificateChange } = await core.until(
      'the next one is read',
      ({ certificateChange: { read: now } }) => now !== null && now.next !== null,
    );
    const next = certificateChange.read?.next;
    expect(ours().kid).toBe(before?.kid);
    expect(await signIn()).toContain(letIn);

    await enter(read?.active?.pem ?? '', next?.pem ?? '');
    await core.call('certificateChange.state', { what: 'handed-over', done: true });
    const activate = { kind: 'certificate-activate', kid: next?.kid ?? '' } as const;
    expect((await core.preview(activate)).changes[0]?.warnings.join(' ')).toContain('only stated');
    const run = await core.run(activate);
    expect(run.checks.map(({ setting, state }) => [setting, state])).toEqual([
      ['sign-on.certificate', 'same'],
      ['scim', 'same'],
      ['user-name-format.update-on', 'cannot-be-read'],
    ]);
    const { activeSince } = await look();
    expect(activeSince).not.toBeNull();
    expect(ours().kid).toBe(next?.kid);

    // Sign-ins from before do not count, nor what was said of them.
    expect((await core.snapshot()).signIns.checks['from-oktopost'].result).toBe('open');
    expect(signInsSince(await change(), (await core.snapshot()).signIns)).toBe('open');
    await core.call('signIn.begin', { way: 'from-okta' });
    expect(await signIn()).toContain(letIn);
    await core.call('signIn.lookNow', {});
    await core.until('it is seen', ({ signIns }) => signIns.checks['from-okta'].event !== null);
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect(signInsSince(await change(), (await core.snapshot()).signIns)).toBe('worked');

    await enter(next?.pem ?? '');
    expect(await signIn()).toContain(letIn);
    await core.call('certificateChange.state', { what: 'removed', done: true });
    expect((await change()).removed?.by).toContain('@');
    expect(await left()).not.toContain('End the change of the certificate');
    await core.call('certificateChange.end', {});
    expect(await change()).toMatchObject({ startedAt: null, before: null });
    // The words outlast the walk, and each is about one certificate.
    expect(await statedOfCertificates()).toEqual([
      [`Oktopost has the signing certificate with SHA-256 fingerprint ${next?.fingerprint ?? ''}.`, true],
      [
        `The signing certificate with SHA-256 fingerprint ${before?.fingerprint ?? ''} was taken out of Oktopost.`,
        true,
      ],
    ]);
    expect((await core.call('summary.get', {})).signOn?.certificate?.fingerprint).toBe(next?.fingerprint);
  });

  it('that Oktopost was not given stops sign-ins, which the plan says, and the one before is brought back', async () => {
    const signIn = await person();
    await core.call('certificateChange.begin', {});
    const { before, read } = await change();
    await enter(read?.active?.pem ?? '');
    await core.run(make);
    const kid = (await look()).read?.next?.kid ?? '';
    const { changes } = await core.preview({ kind: 'certificate-activate', kid });
    expect(changes[0]?.warnings.join(' ')).toContain('sign-ins fail until Oktopost has this certificate');
    expect(changes[0]?.rows[0]).toMatchObject({ now: before?.kid, after: kid });
    await core.run({ kind: 'certificate-activate', kid });
    expect(await signIn()).toContain('Enter the certificate that is active in Okta.');
    const back = { kind: 'certificate-activate', kid: before?.kid ?? '' } as const;
    expect((await core.preview(back)).changes[0]?.warnings.join(' ')).toContain('from before any more');
    await core.run(back);
    expect(await signIn()).toContain(letIn);
    expect(await look()).toMatchObject({ activeSince: null, read: { active: { kid: before?.kid } } });
  });

  it('is to be handed over again once Okta signs with the one before, or another one is made', async () => {
    await core.call('certificateChange.begin', {});
    const { before } = await change();
    await core.run(make);
    const kid = (await look()).read?.next?.kid ?? '';
    const state = () => core.call('certificateChange.state', { what: 'handed-over', done: true });
    await state();
    expect((await look()).handedOver).toMatchObject({
      fingerprint: (await change()).read?.next?.fingerprint,
    });
    await core.run({ kind: 'certificate-activate', kid });
    expect((await look()).handedOver).not.toBeNull();
    expect(await statedOfCertificates()).toHaveLength(1);
    await core.run({ kind: 'certificate-activate', kid: before?.kid ?? '' });
    expect((await look()).handedOver).toBeNull();
    expect(await statedOfCertificates()).toEqual([]);

    await state();
    expect((await look()).handedOver).not.toBeNull();
    // Taken back in the summary it is taken back in the walk.
    const [{ id } = { id: '' }] = (await core.call('summary.get', {})).stated;
    await core.call('summary.state', { id, done: false });
    expect((await change()).handedOver).toBeNull();
    await state();
    const now = core.org.world.now();
    const world = { ...core.org.world, now: () => new Date(now.getTime() + 60_000) };
    const { kid: newer } = await addSigningKey(world, ours());
    expect(await look()).toMatchObject({ handedOver: null, read: { next: { kid: newer } } });
  });

  it('is activated by a plan that tells what “Require SSO” does then, also on the way back', async () => {
    await core.call('certificateChange.begin', {});
    const { before } = await change();
    await core.run(make);
    const kid = (await look()).read?.next?.kid ?? '';
    const warnings = async (of: string): Promise<string> =>
      (await core.preview({ kind: 'certificate-activate', kid: of })).changes[0]?.warnings.join(' ') ?? '';
    expect(await warnings(kid)).toContain('“Require SSO”');
    await core.run({ kind: 'certificate-activate', kid });
    expect(await warnings(before?.kid ?? '')).toContain('“Require SSO”');
  });

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

  it('goes on after a restart where Okta says it came, and takes one from the console for the next', async () => {
    await core.call('certificateChange.begin', {});
    const { kid } = await addSigningKey(core.org.world, ours());
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await change()).startedAt).not.toBeNull();
    expect(await look()).toMatchObject({ activeSince: null, read: { next: { kid } } });
    const plan = await core.preview(make);
    expect(plan.changes.map(({ verb }) => verb)).toEqual(['keep']);
    await core.call('certificateChange.state', { what: 'handed-over', done: true });
    await core.run({ kind: 'certificate-activate', kid });
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect(await look()).toMatchObject({
      handedOver: { by: expect.stringContaining('@') },
      read: { active: { kid }, next: null },
    });
    expect((await change()).activeSince).not.toBeNull();
  });

  it('that was activated in the console keeps the sign-in that came after it', async () => {
    const signIn = await person();
    await core.call('certificateChange.begin', {});
    const { kid } = await addSigningKey(core.org.world, ours());
    const app = ours();
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
      const { kid } = await addSigningKey(core.org.world, ours());
      activateKey(core.org.world, ours(), kid);
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

  it('is not activated where Okta does not list it', async () => {
    const { blockers } = await core.preview({ kind: 'certificate-activate', kid: 'no-such-key' });
    expect(blockers.join(' ')).toContain('does not list this certificate');
  });
});

it('keeps a sign-in that Okta logged after it signed with another one, where this computer’s clock is behind', async () => {
  await start('likely', 40_000);
  const signIn = await person();
  await core.call('certificateChange.begin', {});
  const { kid } = await addSigningKey(core.org.world, ours());
  ours().kid = kid;
  await core.call('signIn.begin', { way: 'from-okta' });
  await enter((await core.call('singleSignOn.read', {})).certificates[0]?.pem ?? '');
  expect(await signIn()).toContain(letIn);
  await core.call('signIn.lookNow', {});
  const seen = await core.until('it is seen', ({ signIns }) => signIns.checks['from-okta'].event !== null);
  await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
  const at = Date.parse(seen.signIns.checks['from-okta'].event?.at ?? '');
  ours().lastUpdated = new Date(at - 1_000).toISOString();
  const shown = await look();
  expect(signInsSince(shown, (await core.snapshot()).signIns)).toBe('worked');
});

describe('the activation', () => {
  it('is read back for what Okta has been seen to do: provisioning that is off afterwards is said', async () => {
    await start('laterPut=resets');
    const { kid } = await addSigningKey(core.org.world, ours());
    const run = await core.run({ kind: 'certificate-activate', kid });
    expect(run.checks.find(({ setting }) => setting === 'scim')).toMatchObject({
      state: 'different',
      actual: 'None',
    });
    await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
  });

  it('warns of what Okta may forget with any write', async () => {
    await start();
    const { kid } = await addSigningKey(core.org.world, ours());
    const activate = { kind: 'certificate-activate', kid } as const;
    const forgets = 'Okta may forget “Update application username on';
    expect((await core.preview(activate)).changes[0]?.warnings.join(' ')).not.toContain(forgets);
    record(ours().body.credentials['userNameTemplate'])['pushStatus'] = 'PUSH';
    expect((await core.preview(activate)).changes[0]?.warnings.join(' ')).toContain(forgets);
  });

  it('changes nothing else of the app integration', async () => {
    await start();
    const { kid } = await addSigningKey(core.org.world, ours());
    const shown = async () => record((await core.org.api('GET', `/api/v1/apps/${ours().id}`)).body);
    const before = await shown();
    await core.run({ kind: 'certificate-activate', kid });
    const { lastUpdated } = ours();
    const signing = { ...record(before['credentials']), signing: { kid } };
    expect(await shown()).toEqual({ ...before, lastUpdated, credentials: signing });
  });
});

describe('what was stated of the update of user names', () => {
  const id = 'setting:user-name-format.update-on=Create and update';
  const isIt = ({ setting }: { setting: string }): boolean => setting === 'user-name-format.update-on';
  const rowIn = <Row extends { setting: string }>(rows: readonly Row[]): Row | undefined => rows.find(isIt);
  const known = (summary: Summary) => rowIn(summary.settings)?.known.how;
  const asked = ({ left }: Summary) =>
    left.find(({ text }) => text.startsWith('Update application username on'));
  const read = () => core.call('summary.get', {});

  it('is asked again once the certificate was written, in summary, steps, evidence and drift, until it is stated again', async () => {
    await start();
    await core.call('certificateChange.begin', {});
    await core.call('summary.state', { id, done: true });
    const before = await read();
    expect([known(before), asked(before)]).toEqual(['stated', undefined]);
    const stepBefore = (await core.snapshot()).rail.find(({ screen }) => screen === 'apply')?.state;
    expect(stepBefore).toBe('done-stated');
    const { kid } = await addSigningKey(core.org.world, ours());
    await core.run({ kind: 'certificate-activate', kid });

    const { activeSince, isUpdateOnKnown } = await look();
    expect([activeSince, isUpdateOnKnown]).toEqual([expect.any(String), false]);
    const after = await read();
    expect([known(after), after.stated]).toEqual(['unknown', []]);
    expect(asked(after)).toMatchObject({
      kind: 'open',
      statement: id,
      text: expect.stringMatching(
        /It was stated at .*, and this assistant wrote the app integration at .*reset it/,
      ),
    });
    expect((await core.snapshot()).rail.find(({ screen }) => screen === 'apply')?.state).toBe('done-unread');
    // A file from before the write holds the word that was given then.
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(before) });
    const { report } = await core.call('drift.check', {});
    expect(rowIn(report.rows)).toMatchObject({
      state: 'cannot-be-read',
      known: { how: 'stated' },
      note: expect.stringMatching(/written .*may have reset it/),
    });
    await core.call('file.close', {});
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(known(await read())).toBe('unknown');

    // Set by hand, where Okta shows it: the next look reads it.
    const template = record(ours().body.credentials['userNameTemplate']);
    template['pushStatus'] = 'PUSH';
    expect((await look()).isUpdateOnKnown).toBe(true);
    delete template['pushStatus'];
    expect((await look()).isUpdateOnKnown).toBe(false);
    await core.call('summary.state', { id, done: true });
    expect((await look()).isUpdateOnKnown).toBe(true);
    const again = await read();
    expect([known(again), asked(again)]).toEqual(['stated', undefined]);
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(again) });
    expect(rowIn((await core.call('drift.check', {})).report.rows)?.note).toBeNull();
  });

  it.each([
    ['behind', 600_000],
    ['ahead of', -600_000],
  ])('counts in the order in which it came, where this computer’s clock is %s Okta’s', async (_, aheadMs) => {
    await start('likely', aheadMs);
    await core.call('certificateChange.begin', {});
    await core.call('summary.state', { id, done: true });
    const { kid } = await addSigningKey(core.org.world, ours());
    await core.run({ kind: 'certificate-activate', kid });
    expect((await look()).isUpdateOnKnown).toBe(false);
    await core.call('summary.state', { id, done: true });
    expect((await look()).isUpdateOnKnown).toBe(true);
  });

  it('is asked again once the tile was hidden, too', async () => {
    await start();
    await core.call('summary.state', { id, done: true });
    await core.run({ kind: 'tile', hidden: true });
    expect(known(await read())).toBe('unknown');
  });
});

describe('a certificate that ends', () => {
  it('is played: Oktopost refuses it by its date where it minds, and a new one is taken', async () => {
    await start('endedCertificate=refused');
    const signIn = await person();
    await enter((await core.call('singleSignOn.read', {})).certificates[0]?.pem ?? '');
    expect(await signIn()).toContain(letIn);
    await endCertificates(core.org.world, -1);
    expect(await signIn()).toContain('has ended');
    await core.call('certificateChange.begin', {});
    expect(Date.parse((await change()).before?.until ?? '')).toBeLessThan(Date.now());
    await core.run(make);
    const next = (await look()).read?.next;
    await enter(next?.pem ?? '');
    await core.run({ kind: 'certificate-activate', kid: next?.kid ?? '' });
    expect(await signIn()).toContain(letIn);
    // Back to one that has ended is no way.
    const { before } = await change();
    const { blockers } = await core.preview({ kind: 'certificate-activate', kid: before?.kid ?? '' });
    expect(blockers.join(' ')).toContain('has ended');
  });
});
