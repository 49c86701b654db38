import { beforeEach, describe, expect, it } from 'vitest';
import { addSigningKey, endCertificates } from '../../practice/world/signing-keys';
import { record } from '../../practice/world/people';
import { signInsSince } from '../../shared/certificate-change';
import type { TestCore } from '../testing/core';
import { certificateWalk, letIn } from '../testing/certificate-walk';

let core: TestCore;
const { start, change, look, enter, person } = certificateWalk((started) => {
  core = started;
});

const make = { kind: 'certificate-make' } as const;

/** What the summary lists as stated of certificates; whether it says by whom. */
const statedOfCertificates = async (): Promise<[string, boolean][]> =>
  (await core.call('summary.get', {})).stated
    .filter(({ id }) => id.startsWith('certificate-'))
    .map(({ text, by }) => [text, by !== null]);

describe('a new signing certificate', () => {
  beforeEach(() => start());

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
    expect(core.ours().kid).toBe(before?.kid);
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
    expect(core.ours().kid).toBe(next?.kid);
    // The one to take out of Oktopost is shown whole: both stand there, one below the other.
    expect((await change()).read?.before).toMatchObject({
      fingerprint: before?.fingerprint,
      pem: read?.active?.pem,
    });

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
    expect(await look()).toMatchObject({
      ...{ activeSince: null, isBack: true },
      read: { active: { kid: before?.kid } },
    });
    await core.restart();
    await core.call('okta.usePracticeToken', {});
    expect((await look()).isBack).toBe(true);
    // Made and not tried, another walk has come back from nothing.
    await core.call('certificateChange.end', {});
    await core.call('certificateChange.begin', {});
    expect((await look()).isBack).toBe(false);
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
    const { kid: newer } = await addSigningKey(world, core.ours());
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

  it('goes on after a restart where Okta says it came, and takes one from the console for the next', async () => {
    await core.call('certificateChange.begin', {});
    const { kid } = await addSigningKey(core.org.world, core.ours());
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

  it('is not activated where Okta does not list it', async () => {
    const { blockers } = await core.preview({ kind: 'certificate-activate', kid: 'no-such-key' });
    expect(blockers.join(' ')).toContain('does not list this certificate');
  });
});

describe('the activation', () => {
  it('is read back for what Okta has been seen to do: provisioning that is off afterwards is said', async () => {
    await start('laterPut=resets');
    const { kid } = await addSigningKey(core.org.world, core.ours());
    const run = await core.run({ kind: 'certificate-activate', kid });
    expect(run.checks.find(({ setting }) => setting === 'scim')).toMatchObject({
      state: 'different',
      actual: 'None',
    });
    await core.until('the loss is seen', ({ guided }) => guided['scim-on'].known === 'lost');
  });

  it('warns of what Okta may forget with any write', async () => {
    await start();
    const { kid } = await addSigningKey(core.org.world, core.ours());
    const activate = { kind: 'certificate-activate', kid } as const;
    const forgets = 'Okta may forget “Update application username on';
    expect((await core.preview(activate)).changes[0]?.warnings.join(' ')).not.toContain(forgets);
    record(core.ours().body.credentials['userNameTemplate'])['pushStatus'] = 'PUSH';
    expect((await core.preview(activate)).changes[0]?.warnings.join(' ')).toContain(forgets);
  });

  it('changes nothing else of the app integration', async () => {
    await start();
    const { kid } = await addSigningKey(core.org.world, core.ours());
    const shown = async () => record((await core.org.api('GET', `/api/v1/apps/${core.ours().id}`)).body);
    const before = await shown();
    await core.run({ kind: 'certificate-activate', kid });
    const { lastUpdated } = core.ours();
    const signing = { ...record(before['credentials']), signing: { kid } };
    expect(await shown()).toEqual({ ...before, lastUpdated, credentials: signing });
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
