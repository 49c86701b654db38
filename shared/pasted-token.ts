import { z } from 'zod';

export const secretKindSchema = z.enum(['okta-token', 'oktopost-token']);
export type SecretKind = z.infer<typeof secretKindSchema>;

/** What was taken off a pasted token before it was used. */
export const removedSchema = z.enum(['authorization', 'bearer', 'ssws', 'quotes', 'spaces']);
export type Removed = z.infer<typeof removedSchema>;

/** What is said of a token that was used. */
export interface TakenToken {
  removed: readonly Removed[];
  /** It does not look like a token of its kind. */
  unusual: boolean;
}

export const nothingTaken: TakenToken = { removed: [], unusual: false };

export type PastedToken =
  | { kind: 'token'; token: string; removed: Removed[]; unusual: boolean }
  | { kind: 'bad'; reason: string; next: string };

/**
 * Reads a token as people paste it: with its header or scheme in front, in quotes, wrapped over lines. What is surely
 * something else (an email, a URL, a token of the other product) is refused with what it is, so that it is sent nowhere.
 * Pure, never throws, and no reason quotes the input. Source of the token's form: docs/facts/okta-recorded.md, section 7.
 */
export function readPastedToken(kind: SecretKind, input: string): PastedToken {
  const removed = new Set<Removed>();
  const take = (text: string, what: Removed, pattern: RegExp): string => {
    const rest = text.replace(pattern, '');
    if (rest !== text) removed.add(what);
    return rest;
  };
  let text = input.trim();
  // A header in quotes may hold a token in quotes.
  for (let before = ''; before !== text;) {
    before = text;
    text = take(text, 'quotes', wrapping).trim();
    text = take(text, 'authorization', header).trim();
    text = take(text, 'bearer', /^bearer(?:\s+|\s*:\s*|$)/i).trim();
    text = take(text, 'ssws', /^ssws(?:\s+|\s*:\s*|$)/i).trim();
  }
  // Before spaces go: two words that are an address or a sentence must not become one token.
  const reason = otherThing(kind, text);
  if (reason !== null) return { kind: 'bad', ...reason };
  text = take(text, 'spaces', /[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g);
  const other = otherThing(kind, text);
  if (other !== null) return { kind: 'bad', ...other };
  // That it begins so is what Okta's tokens show; no page of Okta guarantees it.
  const unusual = kind === 'okta-token' && !text.startsWith('00');
  return { kind: 'token', token: text, removed: [...removed], unusual };
}

const wrapping = /^["'“”„‘’`<]+|["'“”„‘’`>,;]+$/g;
const header = /^authorization\s*:\s*/i;
const email = /^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/;
const url = /^[a-z][a-z0-9+.-]*:\/\/|^(?:[a-z0-9-]+\.)+(?:com|net|org|io)(?:[/:?#]|$)/i;
const oktaToken = /^00[\w-]{40}$/;
/** A JWK, or a key or certificate of a file. */
const key = /^(?:-----BEGIN |\{)/;
const jwt = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

function otherThing(kind: SecretKind, text: string): { reason: string; next: string } | null {
  const next = copyAgain[kind];
  if (text === '') return { reason: 'The field is empty.', next };
  if (email.test(text)) return { reason: 'This is an email address, not a token. It was not sent.', next };
  if (url.test(text)) return { reason: 'This is a web address, not a token. It was not sent.', next };
  if (key.test(text)) return { reason: 'This is a key, not a token. It was not sent.', next };
  if (/[^\s\x21-\x7e\u00ad\u200b-\u200d\u2060\ufeff]/.test(text)) {
    return { reason: 'This holds a character that no token has. It was not sent.', next };
  }
  if (kind === 'oktopost-token' && oktaToken.test(text)) return otherProduct(kind);
  if (kind === 'okta-token' && jwt.test(text)) {
    return { reason: 'This is a JSON Web Token, not an Okta API token. It was not sent.', next };
  }
  return null;
}

/** For a token that is known to be the other product's. */
export function otherProduct(kind: SecretKind): { reason: string; next: string } {
  return kind === 'okta-token'
    ? {
        reason: 'This is Oktopost’s token, not an Okta API token. It was not sent.',
        next: copyAgain[kind],
      }
    : { reason: 'This is an Okta API token, not Oktopost’s. It was not sent.', next: copyAgain[kind] };
}

const copyAgain: Record<SecretKind, string> = {
  'okta-token': 'Copy the token from Security > API > Tokens in Okta.',
  'oktopost-token': 'Copy the token from Settings > Security > Provisioning in Oktopost.',
};
