import { maxLength, readOktaAddress, suffixes } from './okta-address';
import type { OktaAddress } from './okta-address';

/**
 * Reads an Okta address as people paste it: with a scheme twice or with a slash too few, in quotes or brackets, as a Markdown
 * link, or in the link of a mail gateway. The inner address is read where there is one only; the rest is refused with what was
 * read. Nothing is made of scheme words or of token-like text. Pure, never throws.
 * Source: docs/facts/okta-recorded.md, section 7.
 */
export function readPastedAddress(input: string): OktaAddress {
  const text = input.trim();
  if (text.length > maxLength) return readOktaAddress(text);
  if (tokenLike.test(text)) {
    return bad(
      'This looks like a token, not an address. Nothing was contacted; enter the address of your Okta org.',
    );
  }
  const bare = withoutAdminAtEnd(withoutWrapping(fromGateway(withoutWrapping(text))));
  if (placeholder.test(bare)) {
    return bad(
      'This holds a placeholder of Okta’s documentation: put the name of your own org in its place.',
    );
  }
  const [address = '', ...others] = addressesIn(bare);
  if (others.some((other) => hostOf(other) !== hostOf(address))) {
    return bad('This holds two addresses: enter only the one of your Okta org.');
  }
  return readOktaAddress(address);
}

/** An Okta API token (`00` and forty more), or a JSON web token. */
const tokenLike = /(?:^|[^A-Za-z0-9_-])00[A-Za-z0-9_-]{38,}|\beyJ[A-Za-z0-9_-]{6,}\./;
const placeholder = /[{}]|<[^>]*>|\$\{/;

/** Markdown's `[text](address)`, then brackets, quotes and what stands behind a sentence. */
function withoutWrapping(text: string): string {
  const target = /^\[[^\]]*\]\(([^()\s]+)\)[.,;]?$/.exec(text)?.[1] ?? text;
  const inner = /^<([^<>]*)>$/.exec(target)?.[1] ?? target;
  return inner.replace(/^[\s"'“”„‘’`([]+/, '').replace(/[\s"'“”„‘’`)\].,;]+$/, '');
}

/** Services that wrap a link in one of their own, and where in it the true address is. */
const gateways: readonly { host: RegExp; inner: RegExp; decode: (text: string) => string }[] = [
  { host: /(^|\.)safelinks\.protection\.outlook\.com$/, inner: /[?&]url=([^&]+)/, decode: percentDecoded },
  { host: /^linkprotect\.cudasvc\.com$/, inner: /[?&]a=([^&]+)/, decode: percentDecoded },
  { host: /^www\.google\.com$/, inner: /^[^?]*\/url\?(?:.*&)?q=([^&]+)/, decode: percentDecoded },
  { host: /^urldefense\.com$/, inner: /\/v3\/__(.+?)__;/, decode: (text) => text },
  {
    host: /^urldefense\.proofpoint\.com$/,
    inner: /\/v2\/url\?u=([^&]+)/,
    decode: (text) => percentDecoded(text.replaceAll('_', '/').replace(/-([0-9A-F]{2})/g, '%$1')),
  },
];

function fromGateway(text: string): string {
  const host = hostOf(text);
  const gateway = gateways.find((known) => known.host.test(host));
  const inner = gateway?.inner.exec(text)?.[1];
  return gateway === undefined || inner === undefined ? text : gateway.decode(inner);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `https:/`, `https//` and the like: what chat tools and hurried fingers leave of `https://`. */
const scheme = /\b(https?)(?::\/{1,3}|\/\/|:(?=[a-z0-9]))/gi;

/** What stands behind each scheme, `https://` in front again; the last scheme of a row is the one that counts. */
function addressesIn(text: string): string[] {
  const found: { start: number; end: number; name: string }[] = [];
  for (const match of text.matchAll(scheme)) {
    found.push({ start: match.index, end: match.index + match[0].length, name: match[1] ?? '' });
  }
  return found.length === 0 ? [text] : splitAt(text, found);
}

function splitAt(text: string, found: readonly { start: number; end: number; name: string }[]): string[] {
  const [first] = found;
  const before = first === undefined || first.start === 0 ? [] : [text.slice(0, first.start)];
  const parts = found.map(({ end, name }, index) => ({
    name: name.toLowerCase(),
    rest: text.slice(end, found[index + 1]?.start),
  }));
  // A scheme with nothing behind it was typed or pasted before another.
  const kept = parts.filter(({ rest }, index) => rest !== '' || index === parts.length - 1);
  return [...before, ...kept.map(({ name, rest }) => `${name}://${rest}`)];
}

const hostOf = (text: string): string =>
  (/^(?:https?:\/+)?([^/?#:]*)/i.exec(text)?.[1] ?? '').toLowerCase().replace(/-admin(?=\.)/, '');

/** `acme.okta.com-admin`: the ending in the wrong place. */
const adminAtEnd = new RegExp(
  `^((?:https?:/+)?[a-z0-9-]+\\.(?:${suffixes.join('|').replaceAll('.', '\\.')}))-admin(?=$|/)`,
  'i',
);
const withoutAdminAtEnd = (text: string): string => text.replace(adminAtEnd, '$1');

const bad = (reason: string): OktaAddress => ({ kind: 'bad', reason });
