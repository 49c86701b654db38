import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { regions } from '../../shared/oktopost';
import { pemOf, signedResponse } from '../saml/response';
import type { SignOnResponse } from '../saml/response';
import { ask, hidden, startSignOnOrg } from '../testing/sign-on';
import type { SignOnOrg } from '../testing/sign-on';
import { record } from '../world/people';
import { activateKey, activeKeyOf, addSigningKey } from '../world/signing-keys';

let org: SignOnOrg;
afterEach(() => org.practice.stop());

async function start(profile: Parameters<typeof startSignOnOrg>[0] = {}): Promise<void> {
  org = await startSignOnOrg(profile);
  await org.setUp();
}

const signOn = (): Record<string, unknown> => record(org.app.body.settings['signOn']);
const keySchema = z.object({ kid: z.string(), x5c: z.tuple([z.string()]) });
const keysSchema = z.tuple([keySchema, keySchema]);
const letIn = 'is signed in at Oktopost';

/** A response of the app's own key, with changes, posted to Oktopost. */
async function post(
  change: Partial<SignOnResponse>,
  at = new Date(),
  edit: (xml: string) => string = (xml) => xml,
) {
  const xml = await signedResponse(
    {
      issuer: `http://www.okta.com/exk${org.app.id.slice(3)}`,
      audience: 'urn:oktopost:sp',
      destination: regions.us.acsUrl,
      recipient: regions.us.acsUrl,
      nameId: org.grace.profile['email'] ?? '',
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      inResponseTo: null,
      attributes: [],
      ...change,
    },
    {
      key: await activeKeyOf(org.practice.world, org.app),
      response: true,
      assertion: true,
      signatureAlgorithm: 'RSA_SHA256',
      digestAlgorithm: 'SHA256',
    },
    at,
  );
  const SAMLResponse = Buffer.from(edit(xml)).toString('base64');
  return ask(`${org.oktopost}/auth/acs`, { SAMLResponse }, org.practice.okta.orgUrl);
}

describe('Oktopost', () => {
  it.each([
    ['RSA_SHA256', 'SHA256'],
    ['RSA_SHA1', 'SHA1'],
  ])('accepts a response signed with %s', async (signatureAlgorithm, digestAlgorithm) => {
    await start();
    Object.assign(signOn(), { signatureAlgorithm, digestAlgorithm });
    expect((await org.signIn()).text).toContain(letIn);
  });

  it.each([
    ['another audience', { audience: 'urn:other:sp' }, 'The audience is urn:other:sp, not urn:oktopost:sp.'],
    ['another ACS', { destination: 'https://other.example/acs' }, 'is meant for https://other.example/acs'],
    ['another recipient', { recipient: 'https://other.example/acs' }, 'The recipient of the assertion is'],
    ['another issuer', { issuer: 'http://www.okta.com/exkother' }, 'knows the issuer'],
    ['a person it does not have', { nameId: `o'brien+"<&>@x.example` }, 'o&#39;brien+&quot;&lt;&amp;&gt;@x'],
    ['a sign-in that did not begin here', { inResponseTo: 'idother' }, 'did not begin here'],
  ])('refuses %s', async (_, change, why) => {
    await start();
    const { status, text } = await post(change);
    expect(status).toBe(403);
    expect(text).toContain(why);
  });

  it.each([
    ['late', -6, 'came too late'],
    ['early', 6, 'not valid yet'],
  ])('refuses a response that is %s', async (_, minutes, why) => {
    await start();
    expect((await post({}, new Date(Date.now() + minutes * 60_000))).text).toContain(why);
    expect((await post({})).text).toContain(letIn);
  });

  it('refuses a response that was changed after it was signed', async () => {
    await start();
    const someoneElse = (xml: string) => xml.replace(/grace\.garcia@/i, 'bruno.berger@');
    expect((await post({}, new Date(), someoneElse)).text).toContain('The signature was not made with');
    const unsigned = (xml: string) => xml.replaceAll(/<ds:Signature .*?<\/ds:Signature>/gs, '');
    expect((await post({}, new Date(), unsigned)).text).toContain(
      'Neither the response nor the assertion is signed',
    );
  });

  it('refuses a key that carries the right certificate only', async () => {
    await start();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = await activeKeyOf(org.practice.world, org.app);
    key.privateKey = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    expect((await org.signIn()).text).toContain('The signature was not made with');
  });
});

describe('which part has to be signed', () => {
  it.each([
    ['either', { responseSigned: false }, letIn],
    ['either', { assertionSigned: false }, letIn],
    ['assertion', { responseSigned: false }, letIn],
    ['assertion', { assertionSigned: false }, 'The assertion is not signed'],
    ['response', { assertionSigned: false }, letIn],
    ['response', { responseSigned: false }, 'The response is not signed'],
  ] as const)('is %s, and the app says %j', async (signedPart, change, text) => {
    await start({ signedPart });
    Object.assign(signOn(), change);
    expect((await org.signIn()).text).toContain(text);
  });
});

describe('an Oktopost that asks for attributes', () => {
  it('refuses an assertion without any, and accepts it with one', async () => {
    await start({ samlAttributes: 'needed' });
    expect((await org.signIn()).text).toContain('The assertion holds no attribute.');
    signOn()['attributeStatements'] = [
      { type: 'EXPRESSION', name: 'email', namespace: null, values: ['user.email'] },
      { type: 'EXPRESSION', name: 'empty', values: ['user.nothing'] },
    ];
    const okta = await org.fromTile();
    expect(Buffer.from(hidden(okta.text, 'SAMLResponse'), 'base64').toString()).toContain(
      '<saml:Attribute Name="email"',
    );
    expect((await org.arrive(okta.text)).text).toContain(letIn);
  });
});

describe('a roll-over of the certificate', () => {
  it('is refused when the new certificate was not handed over', async () => {
    await start();
    const { world } = org.practice;
    const coming = await addSigningKey(world, org.app);
    expect((await org.signIn()).text).toContain(letIn);
    activateKey(world, org.app, coming.kid);
    expect((await org.signIn()).text).toContain('Enter the certificate that is active in Okta.');
    await org.setUp();
    expect((await org.signIn()).text).toContain(letIn);
  });

  it('goes unnoticed when it was handed over beforehand, as the console and the API show it', async () => {
    await start();
    const { okta } = org.practice;
    const page = `${okta.orgUrl}/admin/app/${org.app.name}/instance/${org.app.id}/`;
    await ask(page, { card: 'certificates', do: 'generate' });
    const answer = await fetch(`${okta.orgUrl}/api/v1/apps/${org.app.id}/credentials/keys`, {
      headers: { authorization: `SSWS ${okta.apiToken}` },
    });
    const [active, coming] = keysSchema.parse(await answer.json());
    const downloaded = await ask(`${page}?certificate=${coming.kid}`);
    expect(downloaded.text).toBe(pemOf({ x5c: coming.x5c[0] }));
    const certificate = `${pemOf({ x5c: active.x5c[0] })}${downloaded.text}`;
    expect((await org.setUp({ certificate })).status).toBe(303);
    expect((await org.signIn()).text).toContain(letIn);
    await ask(page, { card: 'certificates', do: 'activate', kid: coming.kid });
    expect(org.app.kid).toBe(coming.kid);
    expect((await org.signIn()).text).toContain(letIn);
  });
});

describe('the end of a certificate', () => {
  it.each([
    ['accepted', letIn],
    ['refused', 'has ended'],
  ] as const)('is played by the control address, and %s by an Oktopost of that kind', async (kind, text) => {
    await start({ endedCertificate: kind });
    const { url, secret } = org.practice.control;
    const end = (days: unknown) =>
      fetch(`${url}/certificate-end`, {
        method: 'POST',
        headers: { 'x-practice-secret': secret },
        body: JSON.stringify({ days }),
      });
    expect((await end('soon')).status).toBe(400);
    expect((await end(20)).status).toBe(200);
    expect((await org.signIn()).text).toContain(letIn);
    expect((await end(-1)).status).toBe(200);
    expect((await org.signIn()).text).toContain(text);
  });
});
