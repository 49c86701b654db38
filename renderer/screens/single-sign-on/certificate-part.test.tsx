import { describe, expect, it } from 'vitest';
import type { Certificate } from '../../../shared/single-sign-on';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { renderPart, wordsOf } from '../../testing/render';
import { CertificatePart } from './certificate-part';

const certificate = (role: Certificate['role'], until: string): Certificate => ({
  role,
  kid: role,
  subject: 'CN=acme',
  fingerprint: role,
  from: '2020-01-01T00:00:00.000Z',
  until,
  pem: '-----BEGIN CERTIFICATE-----\nMIIA\n-----END CERTIFICATE-----\n',
});
const show = (certificates: Certificate[]): string => {
  const part = <CertificatePart certificates={certificates} loading={false} onAgain={() => undefined} />;
  return wordsOf(renderPart(part, snapshotAt('single-sign-on')));
};

describe('the certificates of an app integration', () => {
  it('that ended are no proof that nobody gets in', () => {
    const words = show([certificate('active', '2024-01-01T00:00:00.000Z')]);
    expect(words).toContain('It has expired: Oktopost may refuse sign-ins with it.');
    expect(words).not.toContain('nobody can sign in');
  });

  it('of a roll-over can be copied and saved before they are active', () => {
    const words = show([
      certificate('active', '2099-01-01T00:00:00.000Z'),
      certificate('coming', '2099-01-01T00:00:00.000Z'),
    ]);
    expect(words).toContain('Next certificate');
    expect(words).toContain('Save okta-next.cert');
    expect(words).toContain('Open the certificates in Okta');
    expect(words).toContain('Check again');
    expect(words).not.toContain('no longer in use');
    expect(show([certificate('active', '2099-01-01T00:00:00.000Z')])).not.toContain('Next certificate');
  });
});
