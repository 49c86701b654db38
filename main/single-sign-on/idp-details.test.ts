import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignOnFile } from '../../shared/single-sign-on';
import { record } from '../../practice/world/people';
import { activateKey, addSigningKey } from '../../practice/world/signing-keys';
import { eachAtSingleSignOn } from '../testing/at-single-sign-on';
import type { TestCore } from '../testing/core';

let core: TestCore;
eachAtSingleSignOn((started) => {
  core = started;
});

const fileOf = async (file: SignOnFile, next: string | null = null) =>
  (await core.call('singleSignOn.export', { file, next })).download;

describe('the details of the identity provider', () => {
  it('is what Okta’s metadata and keys say', async () => {
    const idpDetails = await core.call('singleSignOn.read', {});
    const app = core.ours();
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

  it('has what Okta shows of the assertion, which a sign-in that does not work is looked at by', async () => {
    Object.assign(core.ours().body.settings['signOn'] ?? {}, {
      responseSigned: false,
      attributeStatements: [{ type: 'EXPRESSION', name: 'email', values: ['user.email'] }],
    });
    expect((await core.call('singleSignOn.read', {})).sent).toEqual({
      response: 'Unsigned',
      assertion: 'Signed',
      attributes: 'email = user.email',
    });
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
    const path = `/api/v1/apps/${core.ours().id}`;
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
    core.ours().status = 'INACTIVE';
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
    const { kid } = await addSigningKey(world, core.ours());
    const { certificates } = await core.call('singleSignOn.read', {});
    expect(certificates.map(({ role }) => role)).toEqual(['active', 'coming']);
    const next = certificates[1];
    const fingerprint = next?.fingerprint ?? '';
    expect(await fileOf('cert', fingerprint)).toMatchObject({ name: 'okta-next.cert', text: next?.pem });
    expect(await fileOf('pem', fingerprint)).toMatchObject({ name: 'okta-next.pem', text: next?.pem });
    expect(await fileOf('cert')).toMatchObject({ name: 'okta.cert', text: before[0]?.pem });
    const calendar = await fileOf('calendar', fingerprint);
    expect(calendar?.text.replaceAll('\r\n ', '')).toContain(fingerprint);
    activateKey(core.org.world, core.ours(), kid);
    expect(await fileOf('cert')).toMatchObject({ text: next?.pem });
    for (const gone of [fingerprint, before[0]?.fingerprint ?? '', 'AB:CD']) {
      const refused = await core.refusal('singleSignOn.export', { file: 'cert', next: gone });
      expect(refused.code).toBe('not-found');
    }
  });
});
