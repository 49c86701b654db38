import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastedAddress } from './pasted-address';

const acme = { kind: 'okta-host', orgUrl: 'https://acme.okta.com', adminUrl: 'https://acme-admin.okta.com' };

/** The shape of an Okta API token: `00` and forty more. */
const token = `00${'aB3-_'.repeat(8)}`;
const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_';

describe('an address as it is pasted', () => {
  it.each([
    'acme',
    'https://acme.okta.com/app/UserHome',
    'https:/acme.okta.com',
    'https:///acme.okta.com',
    'https//acme.okta.com',
    'https:acme.okta.com',
    'https://https://acme.okta.com',
    'http://https://acme-admin.okta.com/admin',
    'https://acme.okta.com://acme',
    'acme.okta.com-admin',
    '<https://acme.okta.com>',
    '"https://acme.okta.com"',
    '“acme.okta.com”',
    '`acme.okta.com`',
    'acme.okta.com,',
    'https://acme.okta.com).',
    '(https://acme.okta.com)',
    '[our Okta](https://acme.okta.com/admin)',
    '[https://acme.okta.com](https://acme.okta.com)',
    'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.okta.com%2F&data=05%7C02',
    'https://urldefense.com/v3/__https://acme.okta.com/__;!!abc!def$',
    'https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.okta.com_admin&d=DwMF',
    'https://linkprotect.cudasvc.com/url?a=https%3a%2f%2facme.okta.com&c=E',
    'https://www.google.com/url?q=https://acme.okta.com&sa=D',
  ])('reads %j as acme', (input) => {
    expect(readPastedAddress(input)).toEqual(acme);
  });

  it('reads the inner of two schemes, whatever the suffix', () => {
    expect(readPastedAddress('https://https://acme-admin.okta-emea.com')).toEqual({
      kind: 'okta-host',
      orgUrl: 'https://acme.okta-emea.com',
      adminUrl: 'https://acme-admin.okta-emea.com',
    });
  });

  it.each(['okta-gov.com', 'okta-miltest.com', 'trex-govcloud.com'])('knows %s', (suffix) => {
    expect(readPastedAddress(`acme.${suffix}-admin`)).toMatchObject({ orgUrl: `https://acme.${suffix}` });
    expect(readPastedAddress(`acme.${suffix}`)).toMatchObject({ orgUrl: `https://acme.${suffix}` });
  });

  it.each([
    ['https', /scheme/],
    ['http', /scheme/],
    ['https://https.okta.com', /scheme/],
    ['https.acme.com', /scheme/],
    ['https://', /Enter the address/],
    ['http://acme.okta.com', /https/],
    ['{yourOktaDomain}', /placeholder/],
    ['https://{yourOktaDomain}/admin', /placeholder/],
    ['https://<your-org>.okta.com', /placeholder/],
    ['${yourOktaDomain}', /placeholder/],
    ['acme.okta.com.com', /acme\.okta\.com/],
    ['acme.workflows.okta.com', /Workflows.*acme\.okta\.com/],
    ['acme.kerberos.okta.com', /acme\.okta\.com/],
    [token, /token/],
    [`https://${token}`, /token/],
    [`SSWS ${token}`, /token/],
    [`${token}.okta.com`, /token/],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', /token/],
    ['https://acme.okta.com https://globex.okta.com', /two|spaces/],
    ['https://acme.okta.com/https://globex.okta.com', /two addresses/],
  ])('refuses %j with a reason', (input, reason) => {
    const read = readPastedAddress(input);
    expect(read).toMatchObject({ kind: 'bad' });
    expect(read.kind === 'bad' && read.reason).toMatch(reason);
  });

  const hostOf = (input: string): string | null => {
    const read = readPastedAddress(input);
    switch (read.kind) {
      case 'okta-host':
        return new RegExp('^https://(.*)$').exec(read.orgUrl)?.[1] ?? null;
      case 'custom-domain':
        return read.domain;
      case 'bad':
        return null;
    }
  };

  const wrap = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => `https://${text}`,
    (text) => `https:/${text}`,
    (text) => `<${text}>`,
    (text) => `[x](${text})`,
    (text) => `${text}.okta.com`,
    (text) => `https://${text}/admin`,
    (text) => `"${text}",`,
  );

  it('never makes a host of scheme words', () => {
    const pieces = fc.constantFrom(
      'https',
      'http',
      ':',
      '/',
      '//',
      '://',
      'acme',
      '.okta.com',
      '.',
      '-admin',
      ' ',
      'HTTPS',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), wrap, (parts, wrapped) => {
        const host = hostOf(wrapped(parts.join('')));
        expect(host?.split('.').some((label) => /^https?(-admin)*$/.test(label)) ?? false).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('never makes a host of a token, nor repeats it', () => {
    const character = fc.constantFrom(...alphabet.split(''));
    const tokens = fc.array(character, { minLength: 40, maxLength: 40 }).map((rest) => `00${rest.join('')}`);
    fc.assert(
      fc.property(tokens, wrap, (text, wrapped) => {
        const read = readPastedAddress(wrapped(text));
        expect(read.kind).toBe('bad');
        expect(JSON.stringify(read).toLowerCase()).not.toContain(text.toLowerCase().slice(4, 30));
      }),
      { numRuns: 5000 },
    );
  });
});
