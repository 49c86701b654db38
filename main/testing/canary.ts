import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A secret by the name it is reported under, e.g. `{ 'Okta token': '00ab…' }`. */
export type Secrets = Readonly<Record<string, string>>;

/** The forms in which a secret may occur in a text: plain and encoded. */
export interface SecretForms {
  plain: string;
  json: string;
  /** URL encoding with upper-case and with lower-case escapes. */
  url: readonly [string, string];
  /** The base64 (and base64url) characters that depend on the secret alone, for each offset in a group of three bytes. */
  base64: readonly string[];
}

export function secretForms(secret: string): SecretForms {
  const url = encodeURIComponent(secret);
  const base64 = [0, 1, 2].map((before) => base64After(before, secret));
  return {
    plain: secret,
    json: JSON.stringify(secret).slice(1, -1),
    url: [url, url.replace(/%../g, (escape) => escape.toLowerCase())],
    base64: [...base64, ...base64.map((text) => text.replace(/[+/]/g, (sign) => (sign === '+' ? '-' : '_')))],
  };
}

/** Drops the characters that also hold bits of the bytes before and after the secret. */
function base64After(before: number, secret: string): string {
  const encoded = Buffer.from(`${'\0'.repeat(before)}${secret}`, 'latin1').toString('base64');
  const bits = 8 * (before + secret.length);
  return encoded.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6));
}

/** The name of a secret that was found, and the text before it. */
interface Found {
  secret: string;
  after: string;
}

/** The secrets that the text contains in any form, nested encodings included; each once. */
export function findSecrets(text: string, secrets: Secrets): Found[] {
  const views = viewsOf(text);
  return Object.entries(secrets).flatMap(([name, secret]) => {
    const { plain, base64 } = secretForms(secret);
    for (const form of [plain, ...base64]) {
      for (const view of views) {
        const at = view.indexOf(form);
        if (at !== -1) return [{ secret: name, after: view.slice(Math.max(0, at - 80), at) }];
      }
    }
    return [];
  });
}

/** Decoding covers all variants of an encoding: encoders differ in the characters they escape. */
const decoders: readonly (readonly [sign: string, decode: (text: string) => string])[] = [
  ['\0', (text) => text.replaceAll('\0', '')],
  ['%', (text) => text.replace(/%([\da-f]{2})/gi, (_, hex: string) => character(hex, 16))],
  [
    '\\',
    (text) =>
      text.replace(/\\(?:u([\da-f]{4})|(.))/gi, (_, hex: string | undefined, plain: string) =>
        hex === undefined ? plain : character(hex, 16),
      ),
  ],
  ['&', (text) => text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, entity)],
];
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entity(whole: string, decimal: string | undefined, hex: string | undefined, name = ''): string {
  if (decimal !== undefined) return character(decimal, 10);
  return hex === undefined ? (named[name.toLowerCase()] ?? whole) : character(hex, 16);
}

const character = (digits: string, base: number): string =>
  String.fromCharCode(Number.parseInt(digits, base));

/** The text, and the results of two rounds of decoding. */
function viewsOf(text: string): string[] {
  const views = new Set([text]);
  for (let round = 0; round < 2; round += 1) {
    for (const view of [...views]) {
      for (const [sign, decode] of decoders) if (view.includes(sign)) views.add(decode(view));
    }
  }
  return [...views];
}

export interface Leak<Sink extends string> {
  sink: Sink;
  /** The name of the secret. */
  secret: string;
  /** Where it was found, and the text before it. */
  where: string;
}

/** Records all output of each sink, and reports which secrets it contained. */
export interface Canary<Sink extends string> {
  readonly secrets: Secrets;
  /** Adds secrets to search for, in earlier output too. */
  guard(secrets: Secrets): void;
  saw(sink: Sink, where: string, text: string): void;
  /** Number of distinct texts at a sink: a sink without any proves nothing. */
  seen(sink: Sink): number;
  leaks(): Leak<Sink>[];
}

export function createCanary<Sink extends string>(): Canary<Sink> {
  const secrets: Record<string, string> = {};
  const texts = new Map<string, { sink: Sink; where: string; text: string }>();
  return {
    secrets,
    guard: (more) => {
      Object.assign(secrets, more);
    },
    saw: (sink, where, text) => {
      texts.set(`${sink} ${text}`, { sink, where, text });
    },
    seen: (sink) => [...texts.values()].filter((seen) => seen.sink === sink).length,
    leaks: () =>
      [...texts.values()].flatMap(({ sink, where, text }) =>
        findSecrets(text, secrets).map(({ secret, after }) => ({
          sink,
          secret,
          where: `${where}: ${after}`,
        })),
      ),
  };
}

/** All files below a folder, their bytes decoded as Latin-1. Paths are relative to the folder, with `/`. */
export function filesIn(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(folder, path).replaceAll('\\', '/'), text: readFileSync(path, 'latin1') };
    });
}
