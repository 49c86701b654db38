import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOktaAddress } from './okta-address';
import { anyCharacter } from './testing/text';

const acme = { kind: 'okta-host', orgUrl: 'https://acme.okta.com', adminUrl: 'https://acme-admin.okta.com' };

describe('an Okta address as people paste it', () => {
  it.each([
    'acme',
    'acme-admin',
    ' ACME.okta.com ',
    'acme.okta.com.',
    'acme.okta.com:443',
    'acme.okta.com/app/UserHome?x=1#y',
    'https://acme.okta.com',
    'HTTPS://Acme.Okta.Com/',
    'https://acme-admin.okta.com/admin/app/acme_oktopost_1/instance/0oa1/#tab-general',
    'acme-admin.okta.com/admin/users@x',
    '\tacme.okta.com\n',
  ])('reads %j as acme', (input) => {
    expect(readOktaAddress(input)).toEqual(acme);
  });

  it.each(['oktapreview.com', 'okta-emea.com', 'okta-gov.com', 'okta.mil'])('knows %s', (suffix) => {
    expect(readOktaAddress(`dev-12345-admin.${suffix}/admin`)).toEqual({
      kind: 'okta-host',
      orgUrl: `https://dev-12345.${suffix}`,
      adminUrl: `https://dev-12345-admin.${suffix}`,
    });
  });

  it.each([
    'login.acme.com',
    'evil-okta.com',
    'okta.com.evil.com',
    'acme.okta.com.evil.com',
    'https://acme.okta.com.evil.com/acme.okta.com',
    'acme.okta.community',
    'xn--kta-jua.com',
  ])('takes %j as a custom domain at most', (input) => {
    expect(readOktaAddress(input).kind).toBe('custom-domain');
  });

  it.each([
    ['', /Enter the address/],
    ['   ', /Enter the address/],
    ['http://acme.okta.com', /https/],
    ['ftp://acme.okta.com', /ftp/],
    ['https://acme.okta.com@evil.com', /@/],
    ['https://evil.com\\@acme.okta.com', /backslash/],
    ['anna@acme.com', /@/],
    ['https://acme.okta.com:8443/', /port/],
    ['acme.okta.com:0443', /port/],
    ['acme.okta.com:443:1', /port/],
    ['acme okta com', /spaces/],
    ['acme.okta\u200b.com', /spaces/],
    ['аcme.okta.com', /imitate/],
    ['acme。okta。com', /imitate/],
    ['xn--cme-7cd.okta.com', /not the address of an org/],
    ['acme%2eokta.com', /not a host name/],
    ['acme..okta.com', /not a host name/],
    ['.okta.com', /not a host name/],
    ['-acme.okta.com', /not a host name/],
    ['acme_1.okta.com', /not a host name/],
    [`${'a'.repeat(64)}.okta.com`, /not a host name/],
    ['okta.com', /not an org/],
    ['https://okta.mil/', /not an org/],
    ['a.b.okta.com', /not an org/],
    ['www.okta.com', /Okta’s own/],
    ['login.okta.com', /Okta’s own/],
    ['https://developer.okta.com/docs', /Okta’s own/],
    ['login-admin.okta.com', /Okta’s own/],
    ['localhost', /not a public/],
    ['localhost:443', /not a public/],
    ['app.localhost', /not a public/],
    ['127.0.0.1', /not a public/],
    ['10.0.0.0x1', /not a public/],
    ['https://[::1]/', /not a public/],
    ['x'.repeat(3000), /too long/],
  ])('refuses %j with a reason', (input, reason) => {
    const read = readOktaAddress(input);
    expect(read).toMatchObject({ kind: 'bad' });
    expect(read.kind === 'bad' && read.reason).toMatch(reason);
  });

  const pieces = fc.array(
    fc.constantFrom(
      ...['acme', '-admin', '.', 'okta', '.com', '.okta.com', '.okta.mil', 'https://', 'http://', '@', ':'],
      ...['443', '/', '\\', '?', '#', 'evil', ' ', 'xn--', '%2e', 'О', '[', '1', 'okta-emea.com', '-'],
    ),
    { maxLength: 8 },
  );
  const hostile = fc.oneof(
    fc.string(),
    fc.string({ unit: anyCharacter }),
    fc.webUrl(),
    fc.domain(),
    pieces.map((parts) => parts.join('')),
  );

  it('never makes an Okta host of anything but one label before an Okta suffix, and is idempotent', () => {
    fc.assert(
      fc.property(hostile, (input) => {
        const read = readOktaAddress(input);
        if (read.kind !== 'okta-host') return;
        expect(read.orgUrl).toMatch(
          /^https:\/\/[a-z0-9][a-z0-9-]*\.(okta\.com|oktapreview\.com|okta-emea\.com|okta-gov\.com|okta\.mil)$/,
        );
        expect(read.adminUrl).toBe(read.orgUrl.replace('.', '-admin.'));
        expect(readOktaAddress(read.orgUrl)).toEqual(read);
        expect(readOktaAddress(read.adminUrl)).toEqual(read);
      }),
      { numRuns: 5000 },
    );
  });
});
