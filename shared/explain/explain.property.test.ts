import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationSchema } from '../verification';
import { explain } from '.';
import type { Evidence } from './evidence';

const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const words = fc.oneof(
  fc.string({ maxLength: 2000 }),
  fc.constantFrom(
    'Unauthorized.',
    'Bearer x',
    'Errors reported by remote server: ',
    'Conflict: limit',
    'null',
  ),
  fc
    .array(fc.constantFrom('Error while ', 'creating user', ': ', '409', '. ', 'limit', 'Bearer '), {
      maxLength: 300,
    })
    .map((parts) => parts.join('')),
);
const anyEvidence: fc.Arbitrary<Evidence> = fc.record(
  {
    app: fc.constantFrom('custom', 'catalogue'),
    logEvents: fc.array(
      fc.record({
        eventType: fc.constantFrom('application.provision.user.sync', 'application.provision.user.push', 'x'),
        legacyEventType: nullable(words),
        severity: fc.constantFrom('INFO', 'WARN', 'ERROR', ''),
        result: nullable(fc.constantFrom('SUCCESS', 'FAILURE', 'SKIPPED')),
        reason: nullable(words),
        displayMessage: nullable(words),
      }),
      { maxLength: 5 },
    ),
    appUser: nullable(
      fc.record({
        status: fc.constantFrom('STAGED', 'ACTIVE', 'PROVISIONED', ''),
        syncState: fc.constantFrom('DISABLED', 'ERROR', 'OUT_OF_SYNC', 'SYNCHRONIZED', 'SYNCING', ''),
        externalId: nullable(words),
        scope: fc.constantFrom('USER', 'GROUP'),
      }),
    ),
    features: nullable(
      fc.array(fc.constantFrom('SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES')),
    ),
    assignedBeforeScim: fc.boolean(),
    userName: nullable(words),
    email: nullable(words),
    names: fc.record({ given: nullable(words), family: nullable(words) }),
    atOktopost: fc.constantFrom('yes', 'no', 'unknown'),
    waitedMs: fc.double(),
    toApp: nullable(fc.record({ create: fc.boolean(), update: fc.boolean(), deactivate: fc.boolean() })),
  },
  {
    requiredKeys: [
      'app',
      'logEvents',
      'appUser',
      'features',
      'userName',
      'email',
      'names',
      'atOktopost',
      'waitedMs',
      'toApp',
    ],
  },
);

describe('any evidence', () => {
  it('gets an explanation with an owner, a next action and a place', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const explained = explanationSchema.parse(explain(evidence));
        expect(explained.what).toMatch(/\.$/);
        expect(explained.next).not.toBe('');
        expect(explained.place).not.toBeNull();
        expect(explained.said?.length ?? 0).toBeLessThanOrEqual(600);
        const verbatim = evidence.logEvents.flatMap(({ reason, displayMessage }) => [reason, displayMessage]);
        if (explained.said !== null && !explained.said.includes('Bearer ***')) {
          const { said: shown } = explained;
          expect(verbatim.some((text) => text?.trim().startsWith(shown))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is never changed and always explained alike', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const before = JSON.stringify(evidence);
        const once = explain(evidence);
        expect(explain(evidence)).toEqual(once);
        expect(JSON.stringify(evidence)).toBe(before);
      }),
    );
  });
});
