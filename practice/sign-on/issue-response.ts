import { idpIssuerOf } from '../okta/certificates';
import { evaluate, isObject, own, record, userNameFor } from '../world/people';
import { signedResponse } from '../saml/response';
import { activeKeyOf } from '../world/signing-keys';
import type { OktaApp, OktaUser } from '../world/state';
import type { World } from '../world/world';

/** A text setting of the app's SAML settings; empty when it is missing. */
export function signOnText({ body }: OktaApp, name: string): string {
  const value = record(body.settings['signOn'])[name];
  return typeof value === 'string' ? value : '';
}

/** The signed SAML response for a user, by the app's SAML settings and its active key. */
export async function issueResponse(
  world: World,
  app: OktaApp,
  user: OktaUser,
  inResponseTo: string | null,
): Promise<string> {
  const signOn = record(app.body.settings['signOn']);
  return signedResponse(
    {
      issuer: idpIssuerOf(app),
      audience: signOnText(app, 'audience'),
      destination: signOnText(app, 'destination'),
      recipient: signOnText(app, 'recipient'),
      nameId: own(app.users, user.id)?.userName ?? userNameFor(app, user),
      nameIdFormat: signOnText(app, 'subjectNameIdFormat'),
      inResponseTo,
      attributes: attributesFor(signOn['attributeStatements'], user),
    },
    {
      key: await activeKeyOf(world, app),
      response: signOn['responseSigned'] === true,
      assertion: signOn['assertionSigned'] === true,
      signatureAlgorithm: signOn['signatureAlgorithm'] === 'RSA_SHA1' ? 'RSA_SHA1' : 'RSA_SHA256',
      digestAlgorithm: signOn['digestAlgorithm'] === 'SHA1' ? 'SHA1' : 'SHA256',
    },
    world.now(),
  );
}

/** Attribute statements with an expression; an empty value is left out, and group filters are not supported. */
function attributesFor(statements: unknown, user: OktaUser): { name: string; values: string[] }[] {
  if (!Array.isArray(statements)) return [];
  return statements.filter(isObject).flatMap(({ name, values }) => {
    const sent = (Array.isArray(values) ? values : [])
      .map((expression) => (typeof expression === 'string' ? evaluate(expression, user) : ''))
      .filter((value) => value !== '');
    return typeof name === 'string' && sent.length > 0 ? [{ name, values: sent }] : [];
  });
}
