import { beforeEach, expect, it } from 'vitest';
import { noTest } from '../../shared/verification';
import { ana } from '../../shared/testing/test-user';
import type { Okta } from '../okta/okta';
import type { User } from '../okta/types';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { mappingWith, oktaWith, userWith } from '../testing/okta-objects';
import { createExpectation } from './rows';

let user: User | null;
let reads: number;
/** Whether Okta's answers come from those of just now. */
let isShared: boolean;
let asked: number[];
let okta: Okta;

beforeEach(() => {
  user = userWith();
  reads = 0;
  isShared = false;
  asked = [];
  okta = oktaWith({
    recently: async ({ withinMs, onShared }, work) => {
      asked.push(withinMs);
      if (isShared && withinMs > 0) onShared?.(new Date(0));
      return work();
    },
    user: () => {
      reads += 1;
      return Promise.resolve(user);
    },
    mappings: () =>
      Promise.resolve({
        readable: [mappingWith({ givenName: 'user.firstName', familyName: 'user.lastName' })],
        unreadable: [],
      }),
  });
});

const session: Session = {
  ...newSession(),
  app: { id: '0oa1', name: 'a', label: 'b', status: 'ACTIVE', createdByUs: true, adminOrigin: null },
  test: { ...noTest, user: ana },
};
const givenName = (expected: Awaited<ReturnType<ReturnType<typeof createExpectation>>>) =>
  expected?.find(({ attribute }) => attribute === 'name.givenName')?.expected;

it('what is expected is read once, and again only after a run has written the mapping', async () => {
  const read = createExpectation();
  expect(givenName(await read(okta, session))).toBe('Ana');
  user = userWith({ givenName: 'Anna' });
  expect(givenName(await read(okta, session))).toBe('Ana');
  expect(reads).toBe(1);
  const written = { ...session, mapping: { ...session.mapping } };
  expect(givenName(await read(okta, written))).toBe('Anna');
  expect(reads).toBe(2);
});

it('what was read of answers of just now is read afresh once, before anything is said to differ', async () => {
  isShared = true;
  const read = createExpectation();
  await read(okta, session);
  user = userWith({ givenName: 'Anna' });
  expect(givenName(await read(okta, session, true))).toBe('Anna');
  await read(okta, session, true);
  expect(asked).toEqual([expect.any(Number), 0]);
  expect(asked[0]).toBeGreaterThan(0);
});

it('what was read of answers of just now serves as long as nothing differs', async () => {
  isShared = true;
  const read = createExpectation();
  await read(okta, session);
  await read(okta, session);
  expect(reads).toBe(1);
});

it('what was read afresh already is not read again', async () => {
  const read = createExpectation();
  await read(okta, session);
  await read(okta, session, true);
  expect(reads).toBe(1);
});

it('nothing is expected without a test user, or of one whom Okta does not know any more', async () => {
  const read = createExpectation();
  expect(await read(okta, { ...session, test: noTest })).toBeNull();
  expect(reads).toBe(0);
  user = null;
  expect(await read(okta, session)).toBeNull();
  // It is not remembered: they may come back.
  user = userWith();
  expect(givenName(await read(okta, session))).toBe('Ana');
});
