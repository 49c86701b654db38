import { expect, it } from 'vitest';
import { causesOf, withKnownCauses } from './known-cause';

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

it('is told of each person as the newest ring read it, and of nobody without one', () => {
  const causes = causesOf([
    {
      failed: [person('a', 'seat'), person('b', 'unknown')],
      failures: [cause('seat', 1), cause('unknown', 1)],
    },
    { failed: [person('a', 'token'), person('c', 'gone')], failures: [cause('token', 1)] },
  ]);
  expect([...causes]).toEqual([['a', { what: 'token.', next: 'Next.' }]]);
});
