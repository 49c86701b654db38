import { expect, it } from 'vitest';
import { titleFor } from './title';

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: 'https://acme.okta.com',
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;

it('names the org that a click would change', () => {
  expect(titleFor({ mode: 'unset', address: null })).toBe('Oktopost Setup for Okta');
  expect(titleFor({ mode: 'practice', address })).toBe('Practice run – Oktopost Setup for Okta');
  expect(titleFor({ mode: 'real', address })).toBe('acme.okta.com – Oktopost Setup for Okta');
  expect(titleFor({ mode: 'real', address: null })).toBe('Oktopost Setup for Okta');
});
