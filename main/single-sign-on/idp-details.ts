import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import type { AccessPolicy, Certificate, IdpDetails } from '../../shared/single-sign-on';
import { signingCertificates } from '../observe/certificates';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { shownSetting } from '../steps/app-integration/fields';

/** The sign-in part of the app's JSON; every field may be missing. */
const appSchema = z
  .looseObject({
    visibility: z.looseObject({ hide: z.looseObject({ web: z.boolean().nullish() }).nullish() }).nullish(),
    _links: z
      .looseObject({
        appLinks: listOf(z.looseObject({ href: z.url() })).nullish(),
        accessPolicy: z.looseObject({ href: z.string() }).nullish(),
      })
      .nullish(),
  })
  .transform(({ visibility, _links: links }) => ({
    policyLink: links?.accessPolicy?.href ?? null,
    tile: { url: links?.appLinks?.[0]?.href ?? null, hidden: visibility?.hide?.web === true },
  }));

/**
 * Reads the details of the identity provider that Oktopost needs: issuer, URLs, certificates, policy. Only reads. @throws AppFailure
 * when Okta cannot be asked.
 */
export async function readIdpDetails(okta: Okta, app: App): Promise<IdpDetails> {
  const { policyLink, tile } = signInOf(app);
  const [signOn, policy] = await Promise.all([
    readSignOn(okta, app),
    policyOf(okta, policyLink, { rules: true }),
  ]);
  return { ...signOn, policy, sent: sentBy(app), tile };
}

function sentBy(app: App): IdpDetails['sent'] {
  const response = shownSetting(app, 'sign-on.response');
  const assertion = shownSetting(app, 'sign-on.assertion-signature');
  const attributes = shownSetting(app, 'sign-on.attribute-statements');
  const isRead = response !== null && assertion !== null && attributes !== null;
  return isRead ? { response, assertion, attributes } : null;
}

/** What Okta signs with now, and the policy by its name: no other keys, and no rules. @throws AppFailure likewise. */
export async function readSignOnInUse(
  okta: Okta,
  app: App,
): Promise<Pick<IdpDetails, 'issuer' | 'signOnUrl' | 'certificates' | 'policy'>> {
  const [signOn, policy] = await Promise.all([
    readSignOn(okta, app, 'in-use'),
    policyOf(okta, signInOf(app).policyLink, { rules: false }),
  ]);
  return { ...signOn, policy };
}

/**
 * What Okta signs with, and where: the details without the policy. `in-use`: without keys that it does not sign with now. Only
 * reads. @throws AppFailure when Okta cannot be asked.
 */
export async function readSignOn(
  okta: Okta,
  app: App,
  which: 'all' | 'in-use' = 'all',
): Promise<Pick<IdpDetails, 'issuer' | 'signOnUrl' | 'metadata' | 'certificates'>> {
  if (app.status !== 'ACTIVE') throw inactive(app);
  const [metadata, keys] = await Promise.all([
    okta.samlMetadata(app.id),
    which === 'all' ? okta.keys(app.id).catch(withoutRight) : [],
  ]);
  // With its XML parser, which the start need not load.
  const { readMetadata, requireOrgSignOn } = await import('./metadata');
  const { issuer, signOnUrl, certificates } = readMetadata(metadata);
  requireOrgSignOn(signOnUrl, await orgOrigins(okta, signOnUrl));
  return {
    issuer,
    signOnUrl,
    metadata,
    certificates: signingCertificates({ texts: certificates }, keys),
  };
}

/** The org's origin, and its custom domain's where the sign-on URL is not at the first. */
async function orgOrigins(okta: Okta, signOnUrl: string): Promise<string[]> {
  if (new URL(signOnUrl).origin === okta.orgUrl) return [okta.orgUrl];
  const custom = await okta.customDomain();
  if (custom === null) return [okta.orgUrl];
  const { protocol, origin } = new URL(custom);
  return protocol === 'https:' ? [okta.orgUrl, origin] : [okta.orgUrl];
}

function signInOf({ raw }: App): z.infer<typeof appSchema> {
  const read = appSchema.safeParse(raw);
  return read.success ? read.data : { policyLink: null, tile: { url: null, hidden: false } };
}

/** The certificate that Okta signs with now. @throws AppFailure `not-found` when Okta shows none. */
export function activeCertificate({ certificates }: IdpDetails): Certificate {
  const [first] = certificates;
  if (first?.role === 'active') return first;
  throw new AppFailure({
    code: 'not-found',
    message: 'Okta shows no signing certificate for this app integration.',
    owner: 'okta-admin',
    next: 'Open the Sign On tab in Okta and look at SAML Signing Certificates.',
  });
}

/** The next certificate of a roll-over, newer than the one that Okta signs with. @throws AppFailure `not-found` when it is none. */
export function nextCertificate({ certificates }: IdpDetails, fingerprint: string): Certificate {
  const found = certificates.find((each) => each.role === 'coming' && each.fingerprint === fingerprint);
  if (found !== undefined) return found;
  throw new AppFailure({
    code: 'not-found',
    message: 'This certificate is not the next one of this app integration any more.',
    owner: 'okta-admin',
    next: 'Check again: it may be the active one by now, or it was removed.',
    retry: true,
  });
}

/** Source: Okta's app object names its policy by link only; on the Classic engine there is no such link. */
async function policyOf(okta: Okta, href: string | null, wanted: { rules: boolean }): Promise<AccessPolicy> {
  const id = /\/api\/v1\/policies\/([A-Za-z0-9]+)$/.exec(href ?? '')?.[1];
  return id === undefined ? { availability: 'unavailable', why: 'no-link' } : okta.accessPolicy(id, wanted);
}

/** An admin with fewer rights may not read the keys: then only the certificate in the metadata is known. */
function withoutRight(thrown: unknown): never[] {
  if (thrown instanceof AppFailure && thrown.error.code === 'missing-right') return [];
  throw thrown;
}

const inactive = ({ label, status }: App): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: `The app integration "${label}" is ${status}: Okta returns its metadata only while it is active.`,
    owner: 'okta-admin',
    next: 'Activate it in Okta, then check again.',
    retry: true,
  });
