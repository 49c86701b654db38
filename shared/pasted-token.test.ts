import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedToken } from './pasted-token';
import { anyCharacter } from './testing/text';

const okta = `00${'aB3_-'.repeat(8)}`;
const oktopost = 'kF3s-9Qx_aZ0mPqWlR7tUv2yBc4dEfGh';

// Shows: the key of a service app, or an access token, leaves main
describe('a pasted token', () => {
  it.each([
    [okta, []],
    [`  ${okta}\n`, []],
    [`SSWS ${okta}`, ['ssws']],
    [`Authorization: SSWS ${okta}`, ['authorization', 'ssws']],
    [`Bearer ${okta}`, ['bearer']],
    [`"${okta}"`, ['quotes']],
    [`“${okta}”,`, ['quotes']],
    [`'Authorization: SSWS ${okta}'`, ['quotes', 'authorization', 'ssws']],
    [`${okta.slice(0, 20)}\n${okta.slice(20)}`, ['spaces']],
    [`${okta.slice(0, 20)} \r\n ${okta.slice(20)}`, ['spaces']],
    [`${okta.slice(0, 9)}\u200b${okta.slice(9)}\u00a0`, ['spaces']],
    [`ssws "${okta.slice(0, 20)} ${okta.slice(20)}"`, ['ssws', 'quotes', 'spaces']],
  ])('%j is read', (input, removed) => {
    const read = readPastedToken('okta-token', input);
    expect(read).toMatchObject({ kind: 'token', token: okta });
    expect(read.kind === 'token' && [...read.removed].sort()).toEqual([...removed].sort());
  });

  it.each([`Bearer ${oktopost}`, `Authorization: bearer ${oktopost}`, `\`Bearer ${oktopost}\``])(
    '%j is Oktopost’s',
    (input) => {
      expect(readPastedToken('oktopost-token', input)).toMatchObject({ kind: 'token', token: oktopost });
    },
  );

  it.each([
    ['okta-token', 'ada.abbott@acme.example', /email/],
    ['oktopost-token', '"ada.abbott@acme.example"', /email/],
    ['okta-token', 'https://acme-admin.okta.com/admin', /web address/],
    ['oktopost-token', 'https://board.oktopost.com/scim/v2', /web address/],
    ['oktopost-token', 'board.oktopost.com/scim/v2', /web address/],
    ['oktopost-token', okta, /Okta API token/],
    ['oktopost-token', `Bearer ${okta}`, /Okta API token/],
    ['okta-token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln', /JSON Web Token/],
    ['okta-token', '{"kty":"RSA","n":"x","d":"y"}', /key/],
    ['oktopost-token', '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----', /key/],
    ['okta-token', ' ', /empty/],
    ['okta-token', 'Bearer ', /empty/],
    ['oktopost-token', '••••••••••••', /character/],
  ] as const)('as %s, %j is refused by what it is', (kind, input, reason) => {
    expect(readPastedToken(kind, input)).toMatchObject({
      kind: 'bad',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['okta-token', okta, false],
    ['okta-token', oktopost, true],
    ['okta-token', 'a-token', true],
    ['oktopost-token', oktopost, false],
  ] as const)('as %s, %j is used; unusual: %s', (kind, input, unusual) => {
    expect(readPastedToken(kind, input)).toMatchObject({ kind: 'token', token: input, unusual });
  });

  it('never quotes what was pasted, and gives only what a header can carry', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('okta-token', 'oktopost-token'),
        fc.string({ unit: anyCharacter }),
        (kind, text) => {
          const read = readPastedToken(kind, text);
          if (read.kind === 'token') expect(read.token).toMatch(/^[\x21-\x7e]+$/);
          else if (text.trim().length > 12) expect(JSON.stringify(read)).not.toContain(text.trim());
        },
      ),
    );
  });
});
