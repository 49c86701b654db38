import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { readMetadata, requireOrgSignOn } from './metadata';

const binding = (name: string, location: string): string =>
  `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${name}" Location="${location}"/>`;
const key = (use: string, certificate: string): string =>
  `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const metadata = (inside: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<md:EntityDescriptor entityID="http://www.okta.com/exk1" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"><md:IDPSSODescriptor>${inside}</md:IDPSSODescriptor></md:EntityDescriptor>`;
const redirect = binding('HTTP-Redirect', 'https://acme.okta.com/app/x/exk1/sso/saml?a=1&amp;b=2');
const post = binding('HTTP-POST', 'https://acme.okta.com/app/x/exk1/sso/saml');

// Shows: hostile metadata or names from Okta
describe('the metadata of the identity provider', () => {
  it.each([
    'https://evil.example/app/x/exk1/sso/saml',
    'http://acme.okta.com/app/x/exk1/sso/saml',
    'https://other.okta.com/sso',
    'javascript:alert(1)',
  ])('is not taken with a sign-on URL of %s', (location) => {
    const xml = metadata(key('', 'MIIA') + binding('HTTP-POST', location));
    expect(() => {
      requireOrgSignOn(readMetadata(xml).signOnUrl, ['https://acme.okta.com', 'https://login.acme.com']);
    }).toThrow('outside your org');
  });

  it.each(['https://acme.okta.com/sso', 'https://login.acme.com/sso'])('is taken with %s', (location) => {
    const xml = metadata(key('', 'MIIA') + binding('HTTP-POST', location));
    const { signOnUrl } = readMetadata(xml);
    expect(() => {
      requireOrgSignOn(signOnUrl, ['https://acme.okta.com', 'https://login.acme.com']);
    }).not.toThrow();
  });

  it('gives issuer, sign-on URL by POST where there is one, and the signing certificates', () => {
    const xml = metadata(
      [
        key(' use="signing"', '\n  MIIA\n  BBBB\n'),
        key('', 'MIIC'),
        key(' use="encryption"', 'MIID'),
        redirect,
        post,
      ].join(''),
    );
    expect(readMetadata(xml)).toEqual({
      issuer: 'http://www.okta.com/exk1',
      signOnUrl: 'https://acme.okta.com/app/x/exk1/sso/saml',
      certificates: ['MIIABBBB', 'MIIC'],
    });
  });

  it('takes the only sign-on URL, with its escapes undone', () => {
    expect(readMetadata(metadata(key('', 'MIIA') + redirect)).signOnUrl).toBe(
      'https://acme.okta.com/app/x/exk1/sso/saml?a=1&b=2',
    );
  });

  it('is read with numbered characters, and with a certificate wrapped at 64 columns or armoured', () => {
    const base64 = 'MIIDqDCCApCgAwIBAgIGAY'.repeat(8);
    const wrapped = base64.replace(/.{64}/g, '$&&#xD;\n');
    const armoured = `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----`;
    const xml = metadata(
      [
        key(' use="signing"', `\n${wrapped}\n`),
        key(' use="signing"', armoured),
        key(' use="signing"', base64.replaceAll('Q', '&#81;').replaceAll('M', '&#x4D;')),
        binding('HTTP-POST', 'https://acme.okta.com/app/caf&#233;/exk1&#x2F;sso/saml?a=1&#38;b=2'),
      ].join(''),
    ).replace('http://www.okta.com/exk1', 'http://www.okta.com/exk1&#39;s');
    expect(readMetadata(xml)).toEqual({
      issuer: "http://www.okta.com/exk1's",
      signOnUrl: 'https://acme.okta.com/app/café/exk1/sso/saml?a=1&b=2',
      certificates: [base64, base64, base64],
    });
  });

  it.each([
    ['nothing', ''],
    ['no XML', '<<<'],
    ['a page', '<html><body>Sign in</body></html>'],
    ['no sign-on URL', metadata(key('', 'MIIA'))],
    ['no key', metadata(post)],
    ['a sign-on URL that is none', metadata(key('', 'MIIA') + binding('HTTP-POST', 'here'))],
    ['a document type', metadata(key('', 'MIIA') + post, '<!DOCTYPE x [<!ENTITY a "b">]>')],
  ])('is refused when it is %s', (_, xml) => {
    let thrown: unknown;
    try {
      readMetadata(xml);
    } catch (error) {
      thrown = error;
    }
    expect(thrown instanceof AppFailure && thrown.error.code).toBe('unreadable-answer');
  });
});
