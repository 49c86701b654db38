import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longEnough } from './fragments';
import { createRedactor, formsOf } from './redactor';

const secret = fc.stringMatching(/^[!-~]{12,60}$/).filter((text) => !text.includes('*'));
const around = fc.string({ maxLength: 30 });

/** Without what may break a text. */
const bare = (text: string): string => text.replace(/\\[nrt]|[\s"',\u00AD\u200B]/g, '').toLowerCase();
/** Every part of a token that must not be seen. */
const piecesOf = (token: string): string[] =>
  Array.from({ length: bare(token).length - longEnough + 1 }, (_, at) =>
    bare(token).slice(at, at + longEnough),
  );

describe('redaction of known secrets', () => {
  it('leaves no form of a learned secret in any text', () => {
    fc.assert(
      fc.property(secret, around, around, (token, before, after) => {
        const redactor = createRedactor();
        redactor.learn(token);
        for (const form of formsOf(token)) {
          const cleaned = redactor.clean(`${before}${form}${after}`);
          for (const other of formsOf(token)) expect(cleaned).not.toContain(other);
        }
      }),
    );
  });

  it('finds a secret inside a longer base64 text, wherever it begins', () => {
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 9 }), around, (token, before, after) => {
        const redactor = createRedactor();
        redactor.learn(token);
        const encoded = Buffer.from(`${before}${token}${after}`).toString('base64');
        expect(redactor.clean(encoded)).not.toBe(encoded);
      }),
    );
  });

  it('finds it in JSON, in JSON within JSON and in addresses', () => {
    const token = 'a"b\\c d/é&=token';
    const redactor = createRedactor();
    redactor.learn(token);
    const inJson = JSON.stringify({ value: token });
    for (const text of [inJson, JSON.stringify({ inner: inJson }), `?t=${encodeURIComponent(token)}`]) {
      expect(redactor.clean(text)).toContain('***');
      expect(redactor.clean(text)).not.toMatch(/token"|token\\|token$/);
    }
  });

  // Short pieces between what is escaped: only the whole form finds it.
  it.each([
    [
      'a form',
      "a!b'c(d)e~f!g'h(i)",
      (token: string) => new URLSearchParams({ t: token }).toString().slice(2),
    ],
    [
      'base64 of addresses',
      '~~~???>>>ooo~~~???',
      (token: string) => Buffer.from(token).toString('base64url'),
    ],
  ])('finds it as in %s', (_, token, encoded) => {
    const redactor = createRedactor();
    redactor.learn(token);
    expect(encoded(token)).not.toBe(encodeURIComponent(token));
    expect(redactor.hide(`t=${encoded(token)}&x=1`)).toBe('t=***&x=1');
  });

  it('hides the whole of a secret that begins as another one', () => {
    const redactor = createRedactor();
    redactor.learn('aBcDeF12');
    redactor.learn('aBcDeF12-more');
    expect(redactor.hide('a aBcDeF12-more b aBcDeF12 c')).toBe('a *** b *** c');
  });

  it('hides in words that people read only what it learned', () => {
    const redactor = createRedactor();
    redactor.learn('canary"token-123');
    const said = 'The Bearer token canary"token-123 is invalid; use Basic authentication.';
    expect(redactor.hide(said)).toBe('The Bearer token *** is invalid; use Basic authentication.');
  });

  it('finds it in hex and in another case', () => {
    const redactor = createRedactor();
    redactor.learn('00-Canary_Token.1');
    const hex = Buffer.from('00-Canary_Token.1').toString('hex');
    for (const form of [hex, hex.toUpperCase(), '00-canary_token.1', '00-CANARY_TOKEN.1'])
      expect(redactor.hide(`a ${form} b`)).toBe('a *** b');
    // Too short to be looked for in pieces.
    redactor.learn('aBcDeF12');
    expect(redactor.hide('a ABCDEF12 b')).toBe('a *** b');
  });

  it('finds it broken into pieces, by whatever breaks a line or a list', () => {
    const long = fc
      .stringMatching(/^[!-~]{24,60}$/)
      .filter((text) => bare(text).length >= 24 && !text.includes('*'));
    const between = fc.constantFrom(' ', '\n', '\r\n    ', '\\n', '", "', '\u200B', '\u00AD', "','");
    fc.assert(
      fc.property(long, between, fc.integer({ min: 1, max: 23 }), around, (token, gap, cut, more) => {
        const redactor = createRedactor();
        redactor.learn(token);
        const said = redactor.clean(`${more}${token.slice(0, cut)}${gap}${token.slice(cut)}${more}`);
        for (const piece of piecesOf(token)) expect(bare(said)).not.toContain(piece);
      }),
    );
  });

  it('finds a long piece of it that stands alone, as the ends of two parts of a log', () => {
    const redactor = createRedactor();
    const token = '00aB1c2D3e4F5g6H7i8J9k0L1m2N3o4P5q6R7s8T9u';
    redactor.learn(token);
    expect(redactor.hide(`sent ${token.slice(0, 20)}`)).toBe('sent ***');
    expect(redactor.hide(`${token.slice(20)} was sent`)).toBe('*** was sent');
    const folded = Buffer.from(`Bearer ${token}`).toString('base64').replace(/.{20}/g, '$&\n');
    expect(bare(redactor.hide(folded))).not.toContain(
      bare(Buffer.from(token.slice(2, 14)).toString('base64')),
    );
    expect(redactor.hide('an ordinary sentence, in which nothing is said of it')).toBe(
      'an ordinary sentence, in which nothing is said of it',
    );
  });

  it('does not hide what is too short to be a token', () => {
    const redactor = createRedactor();
    redactor.learn('abc');
    redactor.learn('');
    expect(redactor.clean('abc def')).toBe('abc def');
  });
});

describe('redaction of unknown secrets', () => {
  const { clean } = createRedactor();
  it.each([
    ['SSWS 00abcDEF-_x', 'SSWS ***'],
    ['authorization: bearer eyJ.a.b', 'authorization: bearer ***'],
    ['"Basic dXNlcjpwYXNz"', '"Basic ***"'],
    ['a=SSWS%20abcdef', 'a=SSWS%20***'],
    ['Bearer abcdef.ghijkl is invalid', 'Bearer *** is invalid'],
    ['Bearer abcdefghijklmnopqrst', 'Bearer ***'],
    ['“Bearer AbCdEf” was sent', '“Bearer ***” was sent'],
    ['authorization: DPoP eyJ.a.b', 'authorization: DPoP ***'],
    ['dpop eyJhbGci.eyJodG0i.c2ln;', 'dpop ***;'],
    ['client_assertion=eyJhbGci.eyJpc3Mi.c2ln&x=1', 'client_assertion=***&x=1'],
    ['a -----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY----- b', 'a *** b'],
    ['{"apiToken":"x\\"y","n":1}', '{"apiToken":"***","n":1}'],
    ['{"Set-Cookie": "sid=1"}', '{"Set-Cookie": "***"}'],
  ])('%s', (text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
  });

  it.each([
    'read 3 apps in 20 ms',
    'Okta has to send “Bearer ” exactly once: put “Bearer ” before it.',
    'Where it shows Bearer in front of the field, paste the token alone.',
    'Basic authentication is not taken, Bearer is.',
    'Bearer (a token)',
  ])('leaves %j alone', (text) => {
    expect(clean(text)).toBe(text);
  });
});
