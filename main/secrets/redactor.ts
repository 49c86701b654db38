import type { Redactor } from '../ports';
import { createFragmentFinder } from './fragments';

const mark = '***';
/** Signed tokens, as OAuth has them, and private keys in a file's form. */
const signed = /\beyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g;
const keys = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
/** No token is this short, and hiding such a string everywhere would only make the log unreadable. */
const shortest = 6;
const schemes = /\b(SSWS|Bearer|DPoP|Basic)(\s+|%20|\+)([^\s"'“”\\,;<>]+)/gi;
/** A word of a sentence about a scheme, as instructions have it. No token is one. */
const word = /^(?:\(|[a-z]{1,15}[.:!?)]*$)/;
const secretFields = /("[^"]*(?:token|secret|password|authorization|cookie)[^"]*"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/**
 * Learned secrets are replaced in any case, in plain, hex, base64 (also inside a longer encoded text), URL- and JSON-escaped form.
 * Longer pieces of one are replaced too, alone or with spaces, line ends or quotes between them. `clean` also replaces unknown ones
 * where an authorization scheme, the name of a JSON field or the form of a signed token or key gives them away.
 */
export function createRedactor(): Redactor {
  let forms: string[] = [];
  let known: RegExp | null = null;
  const fragments = createFragmentFinder();
  const hide = (text: string): string =>
    known === null ? text : fragments.hide(text.replace(known, mark), mark);
  return {
    learn: (secret) => {
      if (secret.length < shortest) return;
      const learned = formsOf(secret);
      for (const form of learned) fragments.learn(form);
      forms = [...new Set([...forms, ...learned])].sort((a, b) => b.length - a.length);
      // In any case: servers fold what they quote.
      known = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'gi');
    },
    hide,
    clean: (text) =>
      hide(text)
        .replace(schemes, (all: string, scheme: string, gap: string, said: string) =>
          gap.trim() === '' && word.test(said) ? all : `${scheme}${gap}${mark}`,
        )
        .replace(secretFields, `$1"${mark}"`)
        .replace(signed, mark)
        .replace(keys, mark),
  };
}

/** Every form in which a secret is looked for. */
export function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const encoded = [0, 1, 2]
    .map((offset) => base64At(secret, offset))
    .filter((form) => form.length >= shortest);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    new URLSearchParams([['', secret]]).toString().slice(1),
    Buffer.from(secret).toString('hex'),
    ...encoded,
    ...encoded.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** The base64 characters that depend on the secret alone when `offset` (mod 3) bytes precede it. */
function base64At(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
}
