import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPushFailed, neverSentWords, pushFailedWords, wasNeverSent } from './never-sent';
import { emailRule, isFromDirectory, isSendable, statusRule } from './person-rules';

describe('whom Okta provisions', () => {
  it.each([
    ['ACTIVE', 'active', true],
    ['PROVISIONED', 'waits', true],
    ['STAGED', 'waits', true],
    ['RECOVERY', 'waits', true],
    ['PASSWORD_EXPIRED', 'waits', true],
    ['LOCKED_OUT', 'waits', true],
    ['SUSPENDED', 'suspended', false],
    ['DEPROVISIONED', 'deactivated', false],
    // What Okta may call a status one day is not taken for an active one.
    ['NEW_STATUS', 'deactivated', false],
    ['', 'unknown', true],
  ])('of status %j is %s', (status, rule, sendable) => {
    expect(statusRule(status)).toBe(rule);
    expect(isSendable({ status }, 'ana@acme.example')).toBe(sendable);
    expect(isSendable({ status }, ' ')).toBe(false);
  });

  it('has an email that is one word with one @ inside; anything else is missing or unusable', () => {
    expect(['', ' ', '\t'].map(emailRule)).toEqual(['missing', 'missing', 'missing']);
    const unusable = [
      'ana',
      '@acme',
      'ana@',
      'a b@acme',
      'ana@acme example',
      'a@b@c',
      ' ana@acme',
      'ana@acme ',
    ];
    expect(unusable.map(emailRule)).toEqual(unusable.map(() => 'unusable'));
    const word = fc.stringMatching(/^[^\s@]+$/);
    fc.assert(
      fc.property(word, word, (name, host) => {
        expect(emailRule(`${name}@${host}`)).toBe('usable');
      }),
    );
  });

  it('comes from a directory only where Okta says so', () => {
    expect([null, 'OKTA', 'LDAP'].map(isFromDirectory)).toEqual([false, false, true]);
  });
});

describe('whom Okta has never sent', () => {
  it.each([
    [null, 'DISABLED', true, false],
    [null, 'OUT_OF_SYNC', true, false],
    [null, 'SYNCING', false, false],
    [null, 'ERROR', false, true],
    ['7', 'DISABLED', false, false],
    ['7', 'ERROR', false, true],
  ])('of id %j and state %s', (externalId, syncState, never, failed) => {
    expect([wasNeverSent({ externalId, syncState }), isPushFailed({ syncState })]).toEqual([never, failed]);
  });

  it('is counted in words', () => {
    expect(neverSentWords(1).text).toMatch(/^One person was assigned/);
    expect(neverSentWords(2_000).text).toMatch(/^2,000 people were assigned/);
    expect(pushFailedWords(1).text).toMatch(/failed for one assigned person\.$/);
    expect(pushFailedWords(2_000).text).toMatch(/failed for 2,000 assigned people\.$/);
  });
});
