import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCanary, filesIn, findSecrets, secretForms } from './canary';
import type { Secrets } from './canary';

const token = fc.stringMatching(/^[!-~]{12,60}$/);
const around = fc.string({ maxLength: 30 });

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const everyByte = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const entities = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const encoders: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify({ text }),
  'in JSON within JSON': (text) => JSON.stringify([JSON.stringify([text])]),
  'in JSON with escapes for all': (text) =>
    text.replace(/[^]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'in an address': encodeURIComponent,
  'in an address, in lower case': (text) =>
    encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  'in an address, each byte escaped': everyByte,
  'in a form': (text) => new URLSearchParams({ text }).toString(),
  'in base64': base64,
  'in base64url': (text) => Buffer.from(text).toString('base64url'),
  'in base64 in an address': (text) => encodeURIComponent(base64(text)),
  'in base64 in JSON with escaped slashes': (text) => `{"a":"${base64(text).replaceAll('/', '\\/')}"}`,
  'in an address in JSON': (text) => JSON.stringify({ url: `/?a=${everyByte(text)}` }),
  'in a page': entities,
  'in JSON in a page': (text) => entities(JSON.stringify({ text })),
  'in UTF-16': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
};

const namesIn = (text: string, secrets: Secrets): string[] =>
  findSecrets(text, secrets).map(({ secret }) => secret);

describe('searching for secrets', () => {
  it.each(Object.entries(encoders))('finds any secret %s, at any position', (_, encode) => {
    fc.assert(
      fc.property(token, around, around, (secret, before, after) => {
        expect(namesIn(encode(`${before}${secret}${after}`), { it: secret })).toEqual(['it']);
      }),
    );
  });

  it('finds each of the planted forms', () => {
    fc.assert(
      fc.property(token, around, around, (secret, before, after) => {
        const { plain, json, url, base64: encoded } = secretForms(secret);
        for (const form of [plain, json, ...url, ...encoded]) {
          expect(namesIn(`${before}\n${form}${after}`, { it: secret })).toEqual(['it']);
        }
      }),
    );
  });

  it('reports only the secrets that occur', () => {
    const secrets = { first: '00firstfirst+/"', second: '00second-second' };
    expect(namesIn('nothing here: 00first, %30', secrets)).toEqual([]);
    expect(namesIn(encodeURIComponent(secrets.first), secrets)).toEqual(['first']);
  });
});

it('searches output from before a secret was known', () => {
  const canary = createCanary<'answer' | 'log'>();
  canary.saw('log', 'line 1', 'a later-secret');
  canary.saw('answer', 'call', 'fine');
  canary.guard({ later: 'later-secret' });
  expect(canary.leaks()).toEqual([{ sink: 'log', secret: 'later', where: 'line 1: a ' }]);
  expect([canary.seen('log'), canary.seen('answer')]).toEqual([1, 1]);
});

it('reads every file of a folder as bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', 'b', '.hidden'), Buffer.from([0xff, 0x41]));
  writeFileSync(join(folder, 'c'), 'c');
  expect(filesIn(folder).sort((one, other) => one.path.localeCompare(other.path))).toEqual([
    { path: 'a/b/.hidden', text: 'ÿA' },
    { path: 'c', text: 'c' },
  ]);
});
