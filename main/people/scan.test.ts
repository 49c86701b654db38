import { expect, it } from 'vitest';
import { personOf } from '../okta/person';
import { scriptedOrg } from '../okta/testing';
import { smallOkta } from '../testing/small-okta';
import { userWith } from '../testing/okta-objects';
import { classify } from './classify';
import { newScan, readScan } from './scan';

it('says that Oktopost could not be read where its token was taken away before the whole list was there', async () => {
  const { okta } = await scriptedOrg(() => ({ body: [] }));
  const scan = newScan('reconciliation', { kind: 'assigned' }, '0oa1', true);
  const { signal } = new AbortController();
  const gathered = await readScan(scan, { okta, oktopost: null, signal, onProgress: () => undefined });
  expect(gathered).toMatchObject({ oktopost: 'failed', accounts: null });
});

it('finds who has the email of somebody who is assigned, and is not assigned', async () => {
  const one = userWith({ id: '00u1', login: 'one' });
  const other = userWith({ id: '00u2', login: 'other' });
  const assignment = {
    ...{ userName: one.login, externalId: '7', syncState: 'SYNCHRONIZED', status: 'PROVISIONED' },
    ...{ scope: 'USER' as const, givenName: null, familyName: null, email: null },
  };
  const okta = {
    ...smallOkta([]).okta,
    assignedPages: async function* () {
      yield await Promise.resolve({ items: [{ person: personOf(one), assignment }], next: null });
    },
    mappings: () => Promise.resolve({ readable: [], unreadable: [] }),
    app: () => Promise.resolve(null),
    usersNamed: (names: readonly string[]) =>
      Promise.resolve([one, other].filter(({ email }) => names.includes(email))),
  };
  const source = { kind: 'emails', file: 'staff.csv', emails: [one.email] } as const;
  const scan = newScan('readiness', source, '0oa1', false);
  const { signal } = new AbortController();
  const gathered = await readScan(scan, { okta, oktopost: null, signal, onProgress: () => undefined });
  const rows = classify(scan, gathered).map(({ row }) => row);
  expect(rows.map(({ id }) => id)).toEqual(['00u1', '00u2']);
  expect(rows.every(({ reasons }) => reasons.includes('double'))).toBe(true);
});
