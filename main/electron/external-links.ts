import { readOktaAddress } from '../../shared/okta-address';
import { regions } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import { readUrl } from '../net/read-url';

/** Help pages, and Oktopost's own consoles: the app and the board of each region. */
const knownHosts = new Set([
  'help.okta.com',
  'help.oktopost.com',
  ...Object.values(regions).flatMap(({ appUrl, boardScimBaseUrl }) => [
    new URL(appUrl).host,
    new URL(boardScimBaseUrl).host,
  ]),
]);

/** Addresses that the core links to, beside those that are known here; they never come from a page. */
export interface CoreLinks {
  practiceOrigins: ReadonlySet<string>;
  /** One address, as it is. */
  releases: string | null;
}
export const noCoreLinks: CoreLinks = { practiceOrigins: new Set(), releases: null };

/**
 * Whether a link may leave the window for the system's browser: https to an Okta org, its admin console, Oktopost or their
 * help pages, and the page of released versions; in a practice run also the practice org's own consoles.
 */
export function mayOpen(link: string, { practiceOrigins, releases }: CoreLinks): boolean {
  const url = readUrl(link);
  if (url === null || url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'http:') return isPracticeServer(url) && practiceOrigins.has(url.origin);
  if (url.protocol !== 'https:' || url.port !== '') return false;
  if (releases !== null && url.href === new URL(releases).href) return true;
  if (knownHosts.has(url.hostname)) return true;
  // The address reader completes what people type, such as a bare "acme": a link has to be whole.
  const read = readOktaAddress(url.hostname);
  return read.kind === 'okta-host' && [read.orgUrl, read.adminUrl].includes(url.origin);
}

export const coreLinksOf = (snapshot: Snapshot): CoreLinks => ({
  practiceOrigins: practiceOriginsOf(snapshot),
  releases: snapshot.assistant.releases,
});

/** The loopback origins that the core itself links to; none outside practice mode. */
function practiceOriginsOf({ mode, address, links }: Snapshot): Set<string> {
  if (mode !== 'practice') return new Set();
  const given = [address?.orgUrl ?? null, address?.adminUrl ?? null, ...Object.values(links)];
  return new Set(
    given.flatMap((link) => {
      const url = link === null ? null : readUrl(link);
      return url !== null && isPracticeServer(url) ? [url.origin] : [];
    }),
  );
}

/** As the practice org listens: narrower than `isLoopback` of `main/net`. */
const isPracticeServer = (url: URL): boolean => url.protocol === 'http:' && url.hostname === '127.0.0.1';
