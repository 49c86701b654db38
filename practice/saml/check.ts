import { z } from 'zod';
import { maxBytes, parseXml } from './xml';

/** What a response says of itself before its signature is checked: enough to find who has to check it. */
export interface ResponseOutline {
  issuer: string;
  destination: string;
  inResponseTo: string | null;
  signed: { response: boolean; assertion: boolean };
}

/** What the signed part of a response says. */
export interface SignedIn {
  nameId: string;
  recipient: string;
  inResponseTo: string | null;
  hasAttributes: boolean;
}

/** What a service provider holds, and what it insists on. */
export interface CheckSettings {
  /** PEM; a response signed with any of them is accepted. */
  certificates: readonly string[];
  audience: string;
  acsUrl: string;
  signOnUrl: string;
  /** The part that has to be signed. */
  signedPart: 'either' | 'assertion' | 'response';
}

export type Checked = { ok: true; signedIn: SignedIn } | { ok: false; why: string };

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

const outlineSchema = z
  .looseObject({
    Response: z.looseObject({
      Destination: z.string(),
      InResponseTo: z.string().optional(),
      Signature: z.unknown().optional(),
      Status: z.looseObject({ StatusCode: z.looseObject({ Value: z.literal(success) }) }),
      Assertion: z.looseObject({ Issuer: z.string(), Signature: z.unknown().optional() }),
    }),
  })
  .transform(({ Response: { Destination, InResponseTo, Signature, Assertion } }): ResponseOutline => ({
    issuer: Assertion.Issuer,
    destination: Destination,
    inResponseTo: InResponseTo ?? null,
    signed: { response: Signature !== undefined, assertion: Assertion.Signature !== undefined },
  }));

/** Null when it is not a valid response, or not a successful one. */
export function readOutline(encoded: string): ResponseOutline | null {
  if (encoded.length > maxBytes) return null;
  return outlineSchema.safeParse(parseXml(Buffer.from(encoded, 'base64').toString('utf8'))).data ?? null;
}

const assertionSchema = z
  .looseObject({
    Assertion: z.looseObject({
      Subject: z.looseObject({
        NameID: z.looseObject({ '#text': z.string() }),
        SubjectConfirmation: z.looseObject({
          SubjectConfirmationData: z.looseObject({
            Recipient: z.string(),
            InResponseTo: z.string().optional(),
          }),
        }),
      }),
      AttributeStatement: z.unknown().optional(),
    }),
  })
  .transform(({ Assertion: { Subject, AttributeStatement } }): SignedIn => {
    const { Recipient, InResponseTo } = Subject.SubjectConfirmation.SubjectConfirmationData;
    return {
      nameId: Subject.NameID['#text'],
      recipient: Recipient,
      inResponseTo: InResponseTo ?? null,
      hasAttributes: AttributeStatement !== undefined,
    };
  });

/** Checks signature, time and audience of a response; only what the signature covers is returned. */
export async function checkResponse(encoded: string, settings: CheckSettings): Promise<Checked> {
  const { certificates, audience, acsUrl, signOnUrl, signedPart } = settings;
  // Loaded on the first sign-in, to keep the start of the practice org fast.
  const { SAML, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const provider = new SAML({
    idpCert: [...certificates],
    issuer: audience,
    audience,
    callbackUrl: acsUrl,
    entryPoint: signOnUrl,
    wantAssertionsSigned: signedPart === 'assertion',
    wantAuthnResponseSigned: signedPart === 'response',
    // The requests that are waited for are kept by the caller, by account.
    validateInResponseTo: ValidateInResponseTo.never,
  });
  try {
    const { profile } = await provider.validatePostResponseAsync({ SAMLResponse: encoded });
    const read = assertionSchema.safeParse(parseXml(profile?.getAssertionXml?.() ?? ''));
    return read.success ? { ok: true, signedIn: read.data } : { ok: false, why: unreadable };
  } catch (error) {
    return { ok: false, why: reasonOf(error instanceof Error ? error.message : '', encoded, settings) };
  }
}

export const unreadable = 'The SAML response cannot be read.';

/** The library's reason in the words of a page. */
function reasonOf(message: string, encoded: string, { signedPart, audience }: CheckSettings): string {
  if (/signature/i.test(message)) return signatureProblem(encoded, signedPart);
  if (/expired/.test(message)) {
    return 'The response came too late, or the clocks of Okta and Oktopost differ: begin the sign-in again.';
  }
  if (/not yet valid/.test(message)) {
    return 'The response is not valid yet: the clocks of Okta and Oktopost differ.';
  }
  const [, received] = /audience mismatch.* Received: (.*)/.exec(message) ?? [];
  if (received !== undefined) return `The audience is ${received}, not ${audience}.`;
  return unreadable;
}

function signatureProblem(encoded: string, signedPart: CheckSettings['signedPart']): string {
  const signed = readOutline(encoded)?.signed ?? { response: false, assertion: false };
  if (!signed.response && !signed.assertion) return 'Neither the response nor the assertion is signed.';
  if (signedPart !== 'either' && !signed[signedPart]) {
    return `The ${signedPart} is not signed: Oktopost asks for that, another signed part is not enough.`;
  }
  return 'The signature was not made with a certificate that is entered here. Enter the certificate that is active in Okta.';
}
