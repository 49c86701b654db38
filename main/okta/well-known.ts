import { z } from 'zod';
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
 * Asks a custom domain, without token or cookie, which Okta host it belongs to. Source: Okta facts, section 2 ("Custom-domain
 * and host check"). What it names is only a claim: the admin confirms it before a token goes there.
 * @throws AppFailure `bad-address` when it names none, or the network's failure.
 */
export async function askCustomDomain(
  fetch: typeof globalThis.fetch,
  domain: string,
  signal?: AbortSignal,
): Promise<{ orgUrl: string; adminUrl: string }> {
  const asked = readOktaAddress(domain);
  if (asked.kind !== 'custom-domain' || asked.domain !== domain) throw notOkta(domain, 'is no custom domain');
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
    const named = readOktaAddress(hrefIn(text, domain));
    if (named.kind !== 'okta-host') throw notOkta(domain, 'named a host that is no Okta host');
    return { orgUrl: named.orgUrl, adminUrl: named.adminUrl };
  } catch (thrown) {
    throw thrown instanceof NetworkFault ? networkFailure(thrown, domain) : thrown;
  }
}

function hrefIn(text: string, domain: string): string {
  try {
    const read = metadataSchema.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Not JSON: a web page or something else.
  }
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
