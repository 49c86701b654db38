import { ownValue } from './own-value';

/**
 * Reads an Okta address as people paste it. Pure; the only judge of what counts as an Okta host.
 * Hosts and the `-admin` form: Okta facts, section 2, "Admin-console deep links", and section 4.11 (the SDK checks neither).
 */
export type OktaAddress =
  | { kind: 'okta-host'; orgUrl: string; adminUrl: string }
  /** May be an org's custom domain; it must be asked, without a token, which Okta host it is. */
  | { kind: 'custom-domain'; domain: string }
  /** `reason` is one sentence for the admin. */
  | { kind: 'bad'; reason: string };

/** What an org's host ends in. */
export const suffixes = [
  'okta.com',
  'oktapreview.com',
  'okta-emea.com',
  'okta-gov.com',
  'okta.mil',
  'okta-miltest.com',
  'trex-govcloud.com',
] as const;

/** Okta's own sites under its suffixes: no org answers there. */
const oktaSites = new Set([
  'www',
  'login',
  'developer',
  'support',
  'help',
  'status',
  'trust',
  'admin',
  'learning',
]);

/** Okta's own services in front of an org's name, which the API does not answer on. */
const oktaServices: Record<string, string> = {
  workflows: 'Okta Workflows',
  kerberos: 'the address for desktop sign-on',
};

/** A scheme that lost its colon is no host: its org would be a stranger's. */
const schemeWord = /^https?(?:-admin)*$/;

/** Of an address, in UTF-16 units. */
export const maxLength = 2000;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const reservedTop = new Set(['localhost', 'local', 'internal', 'lan', 'home', 'arpa', 'invalid', 'test']);

/** Never throws. `acme`, `acme-admin.okta.com/admin/...` and the like become `https://acme.okta.com`. */
export function readOktaAddress(input: string): OktaAddress {
  const host = hostOf(input);
  if (typeof host !== 'string') return host;
  const labels = host.split('.');
  const [first] = labels;
  if (first === undefined || host.length > 253 || !labels.every((part) => label.test(part))) {
    return bad(`“${shorten(host)}” is not a host name.`);
  }
  if (labels.some((part) => schemeWord.test(part))) {
    return bad(
      'This holds a scheme (“https”) where the name of the org has to be. Enter it as acme.okta.com.',
    );
  }
  const top = labels.at(-1) ?? first;
  // A last label that is a number makes the whole host an IPv4 address (WHATWG URL), hex and octal forms included.
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(top) || reservedTop.has(top)) return notPublic(host);
  if (labels.length === 1) return oktaHost(first, 'okta.com');

  const suffix = suffixes.find((known) => host === known || host.endsWith(`.${known}`));
  if (suffix === undefined) {
    const inner = suffixes.find((known) => host.endsWith(`.${known}.com`));
    if (inner === undefined) return { kind: 'custom-domain', domain: host };
    return bad(`“${shorten(host)}” ends in “.com” twice: enter ${shorten(host.slice(0, -'.com'.length))}.`);
  }
  const before = host.slice(0, -suffix.length - 1);
  const [org = '', service = '', ...deeper] = before.split('.');
  const name = ownValue(oktaServices, service);
  if (name !== undefined && deeper.length === 0) {
    return bad(`“${shorten(host)}” is ${name}, not the org itself: enter ${org}.${suffix}.`);
  }
  if (before === '' || before.includes('.')) {
    return bad(`“${shorten(host)}” is not an org: an org’s address looks like acme.${suffix}.`);
  }
  return oktaHost(before, suffix);
}

/** The lower-case host of what was pasted, without port 443 and without the root dot. */
function hostOf(input: string): string | OktaAddress {
  const text = input.trim();
  if (text === '') return nothingEntered;
  if (text.length > maxLength) return bad('This is too long for an address.');
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) return bad('An address holds no spaces, line breaks or backslashes.');

  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  const name = scheme?.[1]?.toLowerCase();
  if (name === 'http') return bad('http:// is not safe for a token: give the address with https://.');
  if (name !== undefined && name !== 'https') return bad(`${name}:// is not the address of a web site.`);

  const authority = text.slice(scheme?.[0].length ?? 0).split(/[/?#]/, 1)[0] ?? '';
  if (authority === '') return nothingEntered;
  if (authority.includes('@'))
    return bad('This holds an "@": give the address of the Okta org, no e-mail and no user name.');
  if (authority.startsWith('[')) return notPublic(authority);
  const [host = '', port, ...more] = authority.split(':');
  if (more.length > 0 || (port !== undefined && port !== '' && port !== '443')) {
    return bad('Okta answers on port 443 only: give the address without a port.');
  }
  if (/[^\x21-\x7e]/.test(host)) {
    return bad('This host name has letters outside a to z, which can imitate another name. Type it by hand.');
  }
  return host.toLowerCase().replace(/\.$/, '');
}

function oktaHost(name: string, suffix: string): OktaAddress {
  const org = name.replace(/(?:-admin)+$/, '');
  if (!label.test(org) || org.startsWith('xn--')) {
    return bad(`“${shorten(name)}.${suffix}” is not the address of an org.`);
  }
  if (oktaSites.has(org)) {
    return bad(
      `${org}.${suffix} is a site of Okta’s own, not an org: look in your Admin Console’s address bar.`,
    );
  }
  return {
    kind: 'okta-host',
    orgUrl: `https://${org}.${suffix}`,
    adminUrl: `https://${org}-admin.${suffix}`,
  };
}

const nothingEntered: OktaAddress = {
  kind: 'bad',
  reason: 'Nothing was entered. Enter the address of your Okta org, for example acme.okta.com.',
};
const bad = (reason: string): OktaAddress => ({ kind: 'bad', reason });
const notPublic = (host: string): OktaAddress =>
  bad(`“${shorten(host)}” is not a public host name: give the address of your Okta org, e.g. acme.okta.com.`);
const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
