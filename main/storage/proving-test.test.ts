import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/explain/advice';
import { at } from '../../shared/testing/time';
import { afterSending } from './proving-test';
import { newSession } from './session';

const failure = (id: Cause) => ({ id, what: 'What Oktopost answered.', next: 'What to do.' });
const refusedBy = (of: 'test' | 'life-cycle' | 'rollout', ...ids: Cause[]) =>
  afterSending(newSession(), of, { at, failures: ids.map(failure), isRead: false }).connectionRefused;

describe('what Oktopost refuses before any test has passed', () => {
  it.each<[Cause, string]>([
    ['token-refused', 'connection.authorization'],
    ['sign-in-refused', 'connection.authorization'],
    ['access-refused', 'connection.authorization'],
    ['wrong-address', 'connection.base-url'],
  ])('is the connection’s where it refuses whatever Okta sends: %s', (id, setting) => {
    for (const of of ['test', 'life-cycle', 'rollout'] as const)
      expect(refusedBy(of, 'bad-request', id)).toMatchObject({ of, setting });
  });

  it.each<Cause>([
    'bad-request',
    'already-exists',
    'value-taken',
    'licence-limit',
    'server-fault',
    'no-connection',
  ])('is not the connection’s where it has something against one person, or is out: %s', (id) => {
    expect(refusedBy('test', id)).toBeNull();
  });
});
