import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { readOktaAddress } from '../../shared/okta-address';
import { NetworkFault, networkFailure } from '../net/fault';
import { fetchText } from '../net/fetch-text';

const timeoutMs = 10_000;
const maxBytes = 64 * 1024;

const metadataSchema = z
  .looseObject({ _links: z.looseObject({ organization: z.looseObject({ href: z.string() }) }) })
  .transform(({ _links: links }) => links.organization.href);

/**
 * Resolves a custom domain to its Okta host, without token or cookie. The result is an unverified claim: the admin confirms it
 * before a token is sent there. Source: Okta facts, section 2, "Custom-domain and host check".
 * @throws AppFailure `bad-address` when the domain names no Okta host, or a network failure.
 */
export async function resolveCustomDomain(
  fetch: typeof globalThis.fetch,
  domain: string,
  signal?: AbortSignal,
): Promise<{ orgUrl: string; adminUrl: string }> {
  const input = readOktaAddress(domain);
  if (input.kind !== 'custom-domain' || input.domain !== domain) throw notOkta(domain, 'is no custom domain');
  try {
    const { status, text } = await fetchText(fetch, {
      url: `https://${domain}/.well-known/okta-organization`,
      headers: { Accept: 'application/json' },
      timeoutMs,
      maxBytes,
      signal,
    });
    if (status !== 200)
      throw notOkta(domain, `answered HTTP ${status} when asked which Okta org it belongs to`);
    const claimed = readOktaAddress(hrefIn(text, domain));
    if (claimed.kind !== 'okta-host') throw notOkta(domain, 'named a host that is no Okta host');
    return { orgUrl: claimed.orgUrl, adminUrl: claimed.adminUrl };
  } catch (thrown) {
    throw thrown instanceof NetworkFault ? networkFailure(thrown, domain, true) : thrown;
  }
}

function hrefIn(text: string, domain: string): string {
  const read = metadataSchema.safeParse(decodedOrNull(text, jsonLimits.okta));
  if (read.success) return read.data;
  throw notOkta(domain, 'did not say which Okta org it belongs to');
}

const notOkta = (domain: string, what: string): AppFailure =>
  new AppFailure({
    code: 'bad-address',
    message: `${domain} ${what}.`,
    owner: 'okta-admin',
    next: 'Enter the Okta address itself, for example acme.okta.com; it stands in your Admin Console.',
    field: 'address',
  });
