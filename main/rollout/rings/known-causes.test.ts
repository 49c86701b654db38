import { describe, expect, it } from 'vitest';
import type { PersonCause } from '../../../shared/people';
import { noTest } from '../../../shared/verification';
import type { TestSnapshot } from '../../../shared/verification';
import { followingUnassignment } from '../../storage/session';
import type { UserTest } from '../../storage/user-tests';
import { causesOf, withKnownCauses } from './known-causes';

const cause = (id: string, people: number) => ({ id, what: `${id}.`, next: 'Next.', people });
const person = (userId: string, of: string) => ({ userId, cause: of, note: `${of}.`, eventId: null });

it('keeps a cause that was known where another try brought none, and takes a new one', () => {
  const before = {
    failed: [person('a', 'token'), person('b', 'token'), person('c', 'refused')],
    failures: [cause('token', 2), cause('refused', 1)],
  };
  const outcome = {
    failed: [person('a', 'nothing-said'), person('b', 'already-exists'), person('c', 'nothing-said')],
    failures: [cause('nothing-said', 2), cause('already-exists', 1)],
  };
  expect(withKnownCauses(outcome, before)).toEqual({
    failed: [person('a', 'token'), person('b', 'already-exists'), person('c', 'nothing-said')],
    failures: [cause('token', 1), cause('nothing-said', 1), cause('already-exists', 1)],
  });
});

it('keeps that Okta refused somebody who still is not assigned', () => {
  const before = {
    failed: [person('a', 'refused'), person('b', 'token')],
    failures: [cause('refused', 1), cause('token', 1)],
  };
  const failed = [person('a', 'not-assigned'), person('b', 'not-assigned')];
  expect(withKnownCauses({ failed, failures: [cause('not-assigned', 2)] }, before)).toEqual({
    failed: [person('a', 'refused'), person('b', 'not-assigned')],
    failures: [cause('refused', 1), cause('not-assigned', 1)],
  });
});

const at = (minute: number): string => `2026-11-30T09:0${String(minute)}:00.000Z`;
const ring = (
  endedAt: string,
  failed: ReturnType<typeof person>[],
  failures: ReturnType<typeof cause>[],
) => ({
  ...{ endedAt, failed, failures },
});
type Tests = Parameters<typeof causesOf>[1];
const noTests: Tests = { test: noTest, earlierTests: [], earlierPass: null };

it('is told of each person as the newest ring read it, and of nobody without one', () => {
  const causes = causesOf(
    [
      ring(at(1), [person('a', 'seat'), person('b', 'unknown')], [cause('seat', 1), cause('unknown', 1)]),
      ring(at(2), [person('a', 'token'), person('c', 'gone')], [cause('token', 1)]),
    ],
    noTests,
  );
  expect([...causes]).toEqual([['a', { of: 'rollout', what: 'token.', next: 'Next.' }]]);
});

describe('of the user of a test', () => {
  const rings = [ring(at(2), [person('a', 'seat')], [cause('seat', 1)])];
  const user = { id: 'a', login: 'a', email: 'a', givenName: 'A', familyName: 'B', status: 'ACTIVE' };
  const failed: TestSnapshot = {
    ...{ ...noTest, user, state: 'failed', verdict: 'It failed.', assignedAt: at(3), endedAt: at(4) },
    explanation: {
      ...{ id: 'x', what: 'It failed.', owner: 'okta-admin', next: 'Mend it.' },
      ...{ guess: true, said: null, place: null },
    },
  };
  const told = (tests: Partial<Tests>) => causesOf(rings, { ...noTests, ...tests }).get('a') ?? null;
  const earlier: UserTest = { ...failed, user, eventIds: [] };

  it.each([
    ['the newer one', { test: failed }, { of: 'test', what: 'It failed.', next: 'Mend it.' }],
    [
      'not an older one',
      { test: { ...failed, endedAt: at(1) } },
      { of: 'rollout', what: 'seat.', next: 'Next.' },
    ],
    ['one before the last', { earlierTests: [earlier] }, { of: 'test', what: 'It failed.', next: null }],
    [
      'none of one that passed since',
      { earlierTests: [earlier], test: { ...failed, state: 'passed', assignedAt: at(5), endedAt: at(6) } },
      null,
    ],
    [
      'none once they are unassigned',
      { test: { ...failed, unassignment: followingUnassignment(at(5)) } },
      null,
    ],
  ] satisfies [string, Partial<Tests>, PersonCause | null][])('%s', (_what, tests, expected) => {
    expect(told(tests)).toEqual(expected);
  });
});
