import { X509Certificate } from 'node:crypto';
import { activeKeyOf, addSigningKey, signingKeysOf } from '../world/signing-keys';
import type { OktaApp, SigningKey } from '../world/state';
import { appOf, ok, param } from './call';
import type { ApiCall, Route } from './call';
import { forbidden, invalid, notFound } from './errors';

export const certificateRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps/:appId/credentials/keys', keys],
  ['POST', '/api/v1/apps/:appId/credentials/keys/generate', generateKey],
  ['GET', '/api/v1/apps/:appId/credentials/keys/:kid', key],
  ['GET', '/api/v1/apps/:appId/sso/saml/metadata', metadata],
];

/** The external key of an app, `exk…`, used in its issuer and sign-on URL. */
export const externalKeyOf = ({ id }: Pick<OktaApp, 'id'>): string => `exk${id.slice(3)}`;

export const idpIssuerOf = (app: Pick<OktaApp, 'id'>): string => `http://www.okta.com/${externalKeyOf(app)}`;

/** The path of the tile on the user's dashboard. */
export const tilePathOf = ({ name, id }: Pick<OktaApp, 'name' | 'id'>): string =>
  `/home/${name}/${id}/aln${id}`;

async function keys(call: ApiCall) {
  return ok((await signingKeysOf(call.world, appOf(call))).map(keyView));
}

async function key(call: ApiCall) {
  const kid = param(call, 'kid');
  const found = (await signingKeysOf(call.world, appOf(call))).find((each) => each.kid === kid);
  if (found === undefined) throw notFound(kid, 'AppCredentialKey');
  return ok(keyView(found));
}

/** A new key is not the active one. Source: Okta's API description, "generateApplicationKey". */
async function generateKey(call: ApiCall) {
  const years = Number(call.request.query.get('validityYears') ?? '');
  if (!Number.isInteger(years) || years < 2 || years > 10) {
    throw invalid('validityYears', 'validityYears: must be a number from 2 to 10');
  }
  return { ...ok(keyView(await addSigningKey(call.world, appOf(call), years))), status: 201 };
}

function keyView({ kid, x5c, created, expiresAt }: SigningKey) {
  const { publicKey, fingerprint256 } = new X509Certificate(Buffer.from(x5c, 'base64'));
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    kid,
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
  const keyInUse = await activeKeyOf(world, app);
  const shown = kid === null ? keyInUse : (await signingKeysOf(world, app)).find((each) => each.kid === kid);
  if (shown === undefined) throw notFound(kid ?? '', 'AppCredentialKey');
  if (app.status !== 'ACTIVE') throw forbidden();
  const { x5c } = shown;
  const sso = `${world.origins.okta}/app/${app.name}/${externalKeyOf(app)}/sso/saml`;
  const binding = (name: string): string =>
    `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${name}" Location="${sso}"/>`;
  const body = `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${idpIssuerOf(app)}" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${x5c}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>${binding('HTTP-POST')}${binding('HTTP-Redirect')}</md:IDPSSODescriptor></md:EntityDescriptor>`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}
