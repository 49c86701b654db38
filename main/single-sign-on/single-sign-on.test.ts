import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignInWay, SignOnFile } from '../../shared/single-sign-on';
import type { Snapshot } from '../../shared/snapshot';
import { record } from '../../practice/world/people';
import { activateKey, addSigningKey } from '../../practice/world/signing-keys';
import { logSignIn } from '../../practice/provisioning/system-log';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { endlessClock } from '../testing/endless-clock';
import { usersOf } from '../../practice/world/directory';
import type { OktaApp, OktaUser } from '../../practice/world/state';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
  await core.call('session.go', { screen: 'single-sign-on' });
});
afterEach(() => core.close());

const ourApp = (): OktaApp => {
  const app = Object.values(core.org.world.state.apps).find(({ label }) => label.startsWith('Oktopost S'));
  if (app === undefined) throw new Error('no app');
  return app;
};
const person = (): OktaUser => {
  const user = usersOf(core.org.world.state).find(({ profile }) => profile['firstName'] === 'Bruno');
  if (user === undefined) throw new Error('nobody is called Bruno');
  return user;
};
const signsIn = (begunBy: 'idp' | 'sp'): void => {
  logSignIn(core.org.world, ourApp(), person(), begunBy);
};
const railState = async () =>
  (await core.snapshot()).rail.find(({ screen }) => screen === 'single-sign-on')?.state;
const checkOf = async (way: SignInWay) => (await core.snapshot()).signIns.checks[way];
const seen = async (way: SignInWay) => {
  await core.call('signIn.lookNow', {});
  return core.until(`the sign-in ${way} is seen`, ({ signIns }) => signIns.checks[way].event !== null);
};
const fileOf = async (file: SignOnFile, next: string | null = null) =>
  (await core.call('singleSignOn.export', { file, next })).download;

describe('the details of the identity provider', () => {
  it('is what Okta’s metadata and keys say', async () => {
    const idpDetails = await core.call('singleSignOn.read', {});
    const app = ourApp();
    expect(idpDetails.issuer).toBe(`http://www.okta.com/exk${app.id.slice(3)}`);
    expect(idpDetails.signOnUrl).toContain(`/app/${app.name}/`);
    expect(idpDetails.metadata).toContain(idpDetails.issuer);
    const der = Buffer.from(app.signingKeys?.[0]?.x5c ?? '', 'base64');
    expect(idpDetails.certificates).toHaveLength(1);
    expect(idpDetails.certificates[0]).toMatchObject({
      role: 'active',
      fingerprint: new X509Certificate(der).fingerprint256,
    });
    expect(idpDetails.policy).toEqual({
      availability: 'available',
      name: 'Any two factors',
      status: 'ACTIVE',
      rules: 1,
    });
    expect(idpDetails.tile).toEqual({ url: expect.stringContaining(`/home/${app.name}/`), hidden: false });
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it.each([
    ['GET /policies: refused', 403, { availability: 'unavailable', why: 'refused' }],
    ['GET /policies: gone', 404, { availability: 'unavailable', why: 'not-found' }],
  ] as const)('goes on without the policy, %s', async (_, status, policy) => {
    const body = JSON.stringify({ errorCode: status === 403 ? 'E0000006' : 'E0000007', errorSummary: 'no' });
    const answer = { status, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([{ target: 'okta', path: '/policies/', times: 2, answer }]);
    expect((await core.call('singleSignOn.read', {})).policy).toEqual(policy);
  });

  it.each([
    ['is taken where it is the org’s custom domain', 'https://login.acme.example', null],
    ['is refused where it is not', 'https://other.example', /outside your org/],
  ])('a sign-on URL at another host %s', async (_, custom, refusal) => {
    const { metadata, signOnUrl } = await core.call('singleSignOn.read', {});
    const elsewhere = signOnUrl.replace(new URL(signOnUrl).origin, 'https://login.acme.example');
    const href = core.org.okta.orgUrl;
    const answers = [
      ['/sso/saml/metadata', 'application/xml', metadata.replaceAll(signOnUrl, elsewhere)],
      [
        '/.well-known/okta-organization',
        'application/json',
        JSON.stringify({ id: '00o', _links: { organization: { href }, alternate: { href: custom } } }),
      ],
    ] as const;
    core.org.faults.add(
      answers.map(([path, type, body]) => ({
        target: 'okta',
        path,
        times: 1,
        answer: { status: 200, headers: { 'content-type': type }, body },
      })),
    );
    const read = core.call('singleSignOn.read', {}).then(
      (details) => details.signOnUrl,
      (error: unknown) => String(error),
    );
    expect(await read).toMatch(refusal ?? elsewhere);
  });

  it('works without the policy on the Classic engine, whose apps link to none', async () => {
    const path = `/api/v1/apps/${ourApp().id}`;
    const { body } = await core.org.api('GET', path);
    const { accessPolicy, ...links } = record(record(body)['_links']);
    expect(accessPolicy).toBeDefined();
    const answer = {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...record(body), _links: links }),
    };
    core.org.faults.add([{ target: 'okta', method: 'GET', path: `^${path}$`, times: 1, answer }]);
    const { policy, issuer } = await core.call('singleSignOn.read', {});
    expect(policy).toEqual({ availability: 'unavailable', why: 'no-link' });
    expect(issuer).toContain('exk');
  });

  it('says when the rules of the policy, or the keys, are not for this token', async () => {
    const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'no' });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([
      { target: 'okta', path: '/rules$', times: 1, answer },
      { target: 'okta', path: '/credentials/keys$', times: 1, answer },
    ]);
    const { policy, certificates } = await core.call('singleSignOn.read', {});
    expect(policy).toMatchObject({ availability: 'available', rules: null });
    expect(certificates.map(({ role }) => role)).toEqual(['active']);
  });

  it('of an inactive app integration is refused with the way out; the summary does without it', async () => {
    ourApp().status = 'INACTIVE';
    expect(await core.refusal('singleSignOn.read', {})).toMatchObject({
      code: 'not-ready',
      next: 'Activate it in Okta, then check again.',
    });
    expect((await core.call('summary.get', {})).signOn).toBeNull();
  });

  it('is saved as metadata.xml, okta.cert and okta.pem with the same text, and a reminder', async () => {
    const { metadata, certificates } = await core.call('singleSignOn.read', {});
    expect(await fileOf('metadata')).toMatchObject({ name: 'metadata.xml', text: metadata });
    const cert = await fileOf('cert');
    expect(cert).toMatchObject({ name: 'okta.cert', text: certificates[0]?.pem });
    expect(await fileOf('pem')).toEqual({ ...cert, name: 'okta.pem' });
    const calendar = await fileOf('calendar');
    expect(calendar?.name).toBe(`okta-certificate-${certificates[0]?.until.slice(0, 10) ?? ''}.ics`);
    expect(calendar?.text).toContain('SUMMARY:PRACTICE: ');
    expect(calendar?.text.replaceAll('\r\n ', '')).toContain('#tab-signon');
  });

  it('of the next certificate is saved before it is active, and not any more afterwards', async () => {
    const { certificates: before } = await core.call('singleSignOn.read', {});
    const now = core.org.world.now();
    const world = { ...core.org.world, now: () => new Date(now.getTime() + 60_000) };
    const { kid } = await addSigningKey(world, ourApp());
    const { certificates } = await core.call('singleSignOn.read', {});
    expect(certificates.map(({ role }) => role)).toEqual(['active', 'coming']);
    const next = certificates[1];
    const fingerprint = next?.fingerprint ?? '';
    expect(await fileOf('cert', fingerprint)).toMatchObject({ name: 'okta-next.cert', text: next?.pem });
    expect(await fileOf('pem', fingerprint)).toMatchObject({ name: 'okta-next.pem', text: next?.pem });
    expect(await fileOf('cert')).toMatchObject({ name: 'okta.cert', text: before[0]?.pem });
    const calendar = await fileOf('calendar', fingerprint);
    expect(calendar?.text.replaceAll('\r\n ', '')).toContain(fingerprint);
    activateKey(core.org.world, ourApp(), kid);
    expect(await fileOf('cert')).toMatchObject({ text: next?.pem });
    for (const gone of [fingerprint, before[0]?.fingerprint ?? '', 'AB:CD']) {
      const refused = await core.refusal('singleSignOn.export', { file: 'cert', next: gone });
      expect(refused.code).toBe('not-found');
    }
  });
});

describe('the sign-ins', () => {
  it('are done as stated when both worked, also where Okta logged its part: nobody read that Oktopost let the person in', async () => {
    expect(await railState()).toBe('not-yet');
    await core.call('signIn.begin', { way: 'from-oktopost' });
    signsIn('sp');
    await seen('from-oktopost');
    expect((await checkOf('from-oktopost')).event?.who).toBe(person().profile['login']);
    await core.call('signIn.decide', { way: 'from-oktopost', result: 'worked' });
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    await seen('from-okta');
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect(await railState()).toBe('done-stated');
    const { signOn, left } = await core.call('summary.get', {});
    expect(signOn?.checks.map(({ way, result, event }) => [way, result, event !== null])).toEqual([
      ['from-oktopost', 'worked', true],
      ['from-okta', 'worked', true],
    ]);
    expect(left.map(({ text }) => text).join(' ')).toContain('Decide whether to tick “Require SSO”');
    await core.restart();
    expect(await railState()).toBe('done-stated');
  });

  it('count no earlier sign-in, none of another way, and none twice', async () => {
    signsIn('sp');
    await core.call('signIn.begin', { way: 'from-oktopost' });
    signsIn('idp');
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-oktopost')).event).toBeNull();
    signsIn('sp');
    await seen('from-oktopost');
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-okta')).event).toBeNull();
    signsIn('idp');
    const both = await seen('from-okta');
    const ids = Object.values(both.signIns.checks).map(({ event }) => event?.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('count one whose way Okta does not report for the check that is under way', async () => {
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    const entry = core.org.world.state.log.at(-1);
    delete entry?.debugData;
    await seen('from-okta');
  });

  it('count none that came after what was said of the one before', async () => {
    await core.close();
    let ahead = 0;
    const now = () => new Date(Date.now() + ahead);
    core = await startTestCore({ now }, { ports: () => ({ clock: { ...systemClock, now } }) });
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    ahead = 5_000;
    signsIn('idp');
    await core.call('signIn.lookNow', {});
    expect((await checkOf('from-okta')).event).toBeNull();
  });

  it('say when the log is read next, also after a look that was asked for', async () => {
    await core.close();
    core = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
    await core.begin();
    await core.run({ kind: 'app' });
    await core.call('signIn.begin', { way: 'from-okta' });
    const isDue = ({ signIns: { watching, nextLookAt } }: Snapshot): boolean =>
      watching && nextLookAt !== null;
    await core.until('the next look is due', isDue);
    await core.call('signIn.lookNow', {});
    await core.until('the next look is due again', isDue);
  });

  it('are done as stated when Okta shows none, and failed when one did not work', async () => {
    for (const way of ['from-oktopost', 'from-okta'] as const) {
      await core.call('signIn.begin', { way });
      await core.call('signIn.decide', { way, result: 'worked' });
    }
    expect(await railState()).toBe('done-stated');
    const decided = (await core.call('summary.get', {})).left.map(({ text }) => text).join(' ');
    expect(decided).toContain('it was stated that both sign-ins worked; Okta shows ');
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    expect(await railState()).toBe('failed');
    const { left } = await core.call('summary.get', {});
    expect(left.find(({ step }) => step === 'single-sign-on')).toMatchObject({
      kind: 'fault',
      text: 'Put the sign-in from the Okta tile right: it did not work. Do not tick “Require SSO” in Oktopost before.',
    });
    await core.call('signIn.decide', { way: 'from-okta', result: 'open' });
    expect(await checkOf('from-okta')).toMatchObject({ result: 'open', decidedAt: null });
  });

  it('that did not work are kept when they are tried again, and told by the evidence', async () => {
    await core.call('signIn.begin', { way: 'from-okta' });
    signsIn('idp');
    await seen('from-okta');
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    const { event } = await checkOf('from-okta');
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    await core.call('signIn.begin', { way: 'from-okta' });
    await core.call('signIn.begin', { way: 'from-okta' });
    const { failed } = (await core.snapshot()).signIns;
    expect(failed).toMatchObject([
      { way: 'from-okta', event },
      { way: 'from-okta', event: null },
    ]);
    // One that is taken back was a mistake of who said it.
    await core.call('signIn.decide', { way: 'from-okta', result: 'did-not-work' });
    await core.call('signIn.decide', { way: 'from-okta', result: 'open' });
    await core.call('signIn.begin', { way: 'from-okta' });
    expect((await core.snapshot()).signIns.failed).toEqual(failed);
  });

  it('can be left for later, which the summary lists, and taken up again', async () => {
    await core.call('signIn.later', { later: true });
    expect(await railState()).toBe('skipped');
    expect((await core.call('summary.get', {})).left).toContainEqual(
      expect.objectContaining({
        kind: 'open',
        text: expect.stringContaining('Try the sign-in from Oktopost'),
      }),
    );
    await core.call('signIn.begin', { way: 'from-okta' });
    expect(await railState()).toBe('not-yet');
  });

  it('are tried without the System Log where this token may not read it', async () => {
    const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'no' });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([{ target: 'okta', path: '/api/v1/logs', times: 50, answer }]);
    await core.call('signIn.begin', { way: 'from-okta' });
    const { signIns } = await core.until('the refusal is shown', ({ signIns: { error } }) => error !== null);
    expect(signIns.error?.code).toBe('missing-right');
    await core.call('signIn.decide', { way: 'from-okta', result: 'worked' });
    expect((await checkOf('from-okta')).result).toBe('worked');
  });
});
