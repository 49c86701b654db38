import { expect, it } from 'vitest';
import { fileName } from './file-name';

const at = '2026-11-24T02:00:00.000Z';

it('a file name carries what it is, the org, the destination, the region and the day', () => {
  const about = {
    practice: false,
    orgUrl: 'https://acme.okta.com',
    destination: 'admin-application',
    region: 'eu',
  } as const;
  expect(fileName('summary', about, at)).toBe('oktopost-okta-summary-acme-admin-application-eu-2026-11-24');
  expect(fileName('summary', { ...about, practice: true, orgUrl: 'http://127.0.0.1:4000' }, at)).toBe(
    'practice-oktopost-okta-summary-admin-application-eu-2026-11-24',
  );
  expect(fileName('plan-app', { ...about, destination: null, region: null }, at)).toBe(
    'oktopost-okta-plan-app-acme-2026-11-24',
  );
});
