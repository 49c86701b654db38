import { explain } from '../explain';
import type { Evidence, LogEvidence } from '../explain/evidence';

export const waiting: Evidence = {
  app: 'custom',
  logEvents: [],
  appUser: { status: 'STAGED', syncState: 'SYNCING', externalId: null, scope: 'USER' },
  features: ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
  userName: 'ana@acme.com',
  email: 'ana@acme.com',
  names: { given: 'Ana', family: 'Silva' },
  atOktopost: 'unknown',
  waitedMs: 10_000,
  toApp: { create: true, update: true, deactivate: true },
};
export const inError: NonNullable<Evidence['appUser']> = {
  status: 'STAGED',
  syncState: 'ERROR',
  externalId: null,
  scope: 'USER',
};
export const off: NonNullable<Evidence['appUser']> = {
  status: 'ACTIVE',
  syncState: 'DISABLED',
  externalId: null,
  scope: 'USER',
};
export const there: NonNullable<Evidence['appUser']> = {
  status: 'PROVISIONED',
  syncState: 'SYNCHRONIZED',
  externalId: '17',
  scope: 'USER',
};

export const event = (reason: string | null, patch: Partial<LogEvidence> = {}): LogEvidence => ({
  eventType: 'application.provision.user.push',
  legacyEventType: 'app.user_management.provision_user_failed',
  severity: 'ERROR',
  result: 'FAILURE',
  reason,
  displayMessage: 'Sync user in external application',
  ...patch,
});
export const said = (reason: string, patch: Partial<Evidence> = {}) =>
  explain({ ...waiting, appUser: inError, logEvents: [event(reason)], ...patch });
export const seen = (patch: Partial<Evidence>) => explain({ ...waiting, ...patch });
export const inSentence = (failure: string): string =>
  `Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: ${failure}`;
