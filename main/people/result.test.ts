import { expect, it } from 'vitest';
import type { OktaPerson } from '../okta/types';
import { knownOf } from './result';

const classified = (userId: string, login: string, email: string) => {
  const person: OktaPerson = {
    ...{ userId, login, email, givenName: 'Ana', familyName: 'Silva' },
    ...{ status: 'ACTIVE', source: null, typeId: null },
  };
  const row = {
    ...{ id: userId, givenName: 'Ana', familyName: 'Silva', email, userName: login },
    reasons: [],
  };
  return { person, email, assignment: null, account: null, row: { ...row, state: 'sent' as const } };
};

it('knows nobody by an email that several have, whichever was read last', () => {
  const known = knownOf([
    classified('1', 'ana.one', 'ana@acme.com'),
    classified('2', 'ana.two', 'Ana@acme.com'),
    classified('3', 'bo@acme.com', 'bo@acme.com'),
  ]);
  expect(Object.fromEntries([...known].map(([key, { userId }]) => [key, userId]))).toEqual({
    '1': '1',
    '2': '2',
    '3': '3',
    'ana.one': '1',
    'ana.two': '2',
    'bo@acme.com': '3',
  });
});
