import { X509Certificate, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSigned } from '../testing/self-signed';
import { signingCertificates } from './certificates';

const keys = (...texts: string[]) =>
  texts.map((text, index) => ({ kid: `kid${index}`, expiresAt: null, created: null, x5c: [text] }));
const inMetadata = (...texts: string[]) => ({ texts });

describe('the signing certificates', () => {
  it('are distinguished: active, coming and earlier', async () => {
    const earlier = await selfSigned('CN=acme, O=Okta', '2020-01-01', '2030-01-01');
    const active = await selfSigned('CN=acme, O=Okta', '2024-01-01', '2034-01-01');
    const coming = await selfSigned('CN=acme, O=Okta', '2026-01-01', '2036-01-01');
    const found = signingCertificates(inMetadata(active), keys(earlier, active, coming));
    expect(found.map(({ role, until }) => `${role} ${until.slice(0, 4)}`)).toEqual([
      'active 2034',
      'coming 2036',
      'earlier 2030',
    ]);
    expect(found.map(({ kid }) => kid)).toEqual(['kid1', 'kid2', 'kid0']);
    const [first] = found;
    const der = Buffer.from(active, 'base64');
    expect(first?.subject).toBe('CN=acme, O=Okta');
    expect(first?.from).toBe('2024-01-01T00:00:00.000Z');
    expect(first?.fingerprint.replaceAll(':', '').toLowerCase()).toBe(
      createHash('sha256').update(der).digest('hex'),
    );
    expect(new X509Certificate(first?.pem ?? '').raw.equals(der)).toBe(true);
    expect(first?.pem).toMatch(/^-----BEGIN CERTIFICATE-----\n[\s\S]*\n-----END CERTIFICATE-----\n$/);
  });

  it('are read from keys in wrapped or armoured base64 too, and known as the same', async () => {
    const active = await selfSigned('CN=acme', '2024-01-01', '2034-01-01');
    const wrapped = active.replace(/.{64}/g, '$&\r\n');
    const armoured = `-----BEGIN CERTIFICATE-----\n${wrapped}\n-----END CERTIFICATE-----\n`;
    expect(signingCertificates(inMetadata(armoured), keys(wrapped, active)).map(({ role }) => role)).toEqual([
      'active',
    ]);
  });

  it('are those of the metadata alone where the keys cannot be read, without what is none', async () => {
    const active = await selfSigned('CN=acme', '2024-01-01', '2034-01-01');
    expect(signingCertificates(inMetadata(active, 'bm90IG9uZQ=='), []).map(({ role }) => role)).toEqual([
      'active',
    ]);
    expect(signingCertificates(inMetadata(), [])).toEqual([]);
  });

  it('are those whose dates can be read', async () => {
    const good = await selfSigned('CN=acme', '2024-01-01', '2034-01-01');
    const der = Buffer.from(good, 'base64');
    // Month 99: as OpenSSL says, a bad time value.
    der.write('34990101', der.indexOf('34010100'), 'latin1');
    const read = signingCertificates(inMetadata(der.toString('base64')), keys(good));
    expect(read.map(({ pem, role }) => [pem.replaceAll('\n', ''), role])).toEqual([
      [expect.stringContaining(good), 'coming'],
    ]);
  });

  it('are told apart by when their keys were made, where the certificates begin in the same second', async () => {
    const [one, other] = [
      await selfSigned('CN=acme', '2026-01-01', '2036-01-01'),
      await selfSigned('CN=acme', '2026-01-01', '2036-01-01'),
    ];
    const made = (text: string, kid: string, created: string) => ({
      kid,
      expiresAt: null,
      created,
      x5c: [text],
    });
    const both = [made(one, 'k1', '2026-01-01T00:00:00.100Z'), made(other, 'k2', '2026-01-01T00:00:00.200Z')];
    const roles = (kid: string) => signingCertificates({ kid }, both).map(({ role }) => role);
    expect(roles('k1')).toEqual(['active', 'coming']);
    expect(roles('k2')).toEqual(['active', 'earlier']);
  });
});
