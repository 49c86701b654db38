import { X509Certificate, webcrypto } from 'node:crypto';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { appOf, ok } from './call';
import type { ApiCall, Route } from './call';
import { forbidden, notFound } from './errors';

export const certificateRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps/:appId/credentials/keys', async (call) => ok([await keyOf(call)])],
  ['GET', '/api/v1/apps/:appId/sso/saml/metadata', metadata],
];

/** The external key of an app, `exk…`, used in its issuer and sign-on URL. */
export const externalKeyOf = ({ id }: Pick<OktaApp, 'id'>): string => `exk${id.slice(3)}`;

export const idpIssuerOf = (app: Pick<OktaApp, 'id'>): string => `http://www.okta.com/${externalKeyOf(app)}`;

/** The path of the tile on the user's dashboard. */
export const tilePathOf = ({ name, id }: Pick<OktaApp, 'name' | 'id'>): string =>
  `/home/${name}/${id}/aln${id}`;

const years = 10;

/** The app's signing certificate (RSA 2048, self-signed), generated on first use. */
export async function certificateOf(
  world: World,
  app: OktaApp,
): Promise<NonNullable<OktaApp['certificate']>> {
  if (app.certificate !== null) return app.certificate;
  // @peculiar/x509's dependency injection needs this import first.
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const created = world.now();
  const expires = new Date(created);
  expires.setUTCFullYear(expires.getUTCFullYear() + years);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
      name: `CN=${world.state.org.subdomain}, OU=SSOProvider, O=Practice Okta, C=US`,
      notBefore: created,
      notAfter: expires,
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  // Concurrent requests must get the same certificate.
  app.certificate ??= {
    x5c: Buffer.from(certificate.rawData).toString('base64'),
    created: created.toISOString(),
    expiresAt: expires.toISOString(),
  };
  world.save();
  return app.certificate;
}

async function keyOf(call: ApiCall) {
  const app = appOf(call);
  const { x5c, created, expiresAt } = await certificateOf(call.world, app);
  const { publicKey, fingerprint256 } = new X509Certificate(Buffer.from(x5c, 'base64'));
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    kid: app.kid,
    kty: 'RSA',
    use: 'sig',
    created,
    lastUpdated: created,
    expiresAt,
    x5c: [x5c],
    'x5t#S256': Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
    e,
    n,
  };
}

async function metadata(call: ApiCall) {
  const { world, request } = call;
  const app = appOf(call);
  const kid = request.query.get('kid');
  if (kid !== null && kid !== app.kid) throw notFound(kid, 'AppCredentialKey');
  if (app.status !== 'ACTIVE') throw forbidden();
  const { x5c } = await certificateOf(world, app);
  const sso = `${world.origins.okta}/app/${app.name}/${externalKeyOf(app)}/sso/saml`;
  const binding = (name: string): string =>
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${name}" Location="${sso}"/>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${idpIssuerOf(app)}" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${x5c}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>${binding('HTTP-POST')}${binding('HTTP-Redirect')}</md:IDPSSODescriptor></md:EntityDescriptor>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
