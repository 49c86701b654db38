import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { reasonWords, stateWords } from '../../shared/people-words';
import type { OktaPerson } from '../okta/types';
import { classify } from './classify';
import type { Classified } from './classify';
import { peopleCsv } from './people-files';
import { newScan } from './scan';
import type { Gathered } from './scan';

const kenji: OktaPerson = {
  ...{ userId: '00u1', login: 'kmori', email: 'kenji.mori@acme.example', givenName: 'Kenji' },
  ...{ familyName: 'Mori', status: 'ACTIVE', source: 'OKTA', typeId: null },
};

function ofList(emails: readonly string[], people: readonly OktaPerson[], isAssigned = false): Classified[] {
  const assignment = {
    ...{ userName: 'kmori', externalId: '7', syncState: 'SYNCHRONIZED', status: 'PROVISIONED' },
    ...{ scope: 'USER' as const, givenName: null, familyName: null, email: null },
  };
  const gathered: Gathered = {
    assigned: isAssigned ? people.map((person) => ({ person, assignment })) : [],
    members: [],
    accounts: null,
    known: new Map(),
    lookedUp: isAssigned ? [] : people,
    mappings: null,
    oktopost: 'no-token',
  };
  return classify(
    newScan('readiness', { kind: 'emails', file: 'staff.csv', emails }, 'app', false),
    gathered,
  );
}

it.each([false, true])('has one row for somebody whom a list names twice (assigned: %s)', (isAssigned) => {
  const people = ofList(['kmori', 'Kenji.Mori@acme.example', 'nobody@acme.example'], [kenji], isAssigned);
  expect(people.map(({ row }) => row.id)).toEqual(['00u1', 'email:nobody@acme.example']);
  expect(people[0]?.row.reasons).not.toContain('double');
});

it.each([false, true])('names both of two who share an email (assigned: %s)', (isAssigned) => {
  const twin = { ...kenji, userId: '00u2', login: 'k.mori' };
  const people = ofList([kenji.email, kenji.email], [kenji, twin], isAssigned);
  expect(people.map(({ row }) => row.id)).toEqual(['00u1', '00u2']);
  expect(people.every(({ row }) => row.reasons.includes('double'))).toBe(true);
});

it('takes who is active for the one who is meant, not a deactivated namesake', () => {
  const gone = { ...kenji, userId: '00u2', login: 'k.mori', status: 'DEPROVISIONED' };
  expect(ofList([kenji.email], [gone, kenji]).map(({ row }) => row.id)).toEqual(['00u1']);
});

it('exports for each person what their own reasons ask for', () => {
  const gone = { ...kenji, status: 'DEPROVISIONED', login: kenji.email };
  const nameless = {
    ...kenji,
    userId: '00u2',
    login: 'x@acme.example',
    email: 'x@acme.example',
    familyName: '',
  };
  const fine = { ...kenji, userId: '00u3', login: 'y@acme.example', email: 'y@acme.example' };
  const people = ofList([gone.email, nameless.email, fine.email], [gone, nameless, fine]);
  const { text } = peopleCsv('people', people, (value) => value);
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.map((row) => row['What to do'])).toEqual([
    reasonWords.deactivated.next,
    reasonWords['family-name-missing'].next,
    stateWords.unread.next ?? '',
  ]);
});
