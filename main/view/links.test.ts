import { describe, expect, it } from 'vitest';
import { newSession } from '../storage/session';
import { linksOf } from './links';

// Shows: an answer or a file names where links and secrets go
describe('the links into the console', () => {
  it.each(['https://evil.example', 'ms-settings:'])(
    'lead to the host derived from the org’s own, whatever an older session kept: %s',
    (adminOrigin) => {
      const links = linksOf(
        {
          ...newSession(),
          address: {
            input: 'acme',
            kind: 'okta-host',
            orgUrl: 'https://acme.okta.com',
            adminUrl: 'https://acme-admin.okta.com',
            needsConfirmation: false,
          },
          app: { id: '0oa1', name: 'x', label: 'x', status: 'ACTIVE', createdByUs: true, adminOrigin },
        },
        null,
      );
      expect(links.oktaGeneral).toBe('https://acme-admin.okta.com/admin/app/x/instance/0oa1/#tab-general');
    },
  );
});
