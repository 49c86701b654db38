import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { peopleStateOrder, reconciliationStates } from '../../shared/people';
import type { OktaPerson } from '../okta/types';
import { accountsOf } from './accounts';
import { classify } from './classify';
import { peopleCsv } from './people-files';
import { personShown } from './person-shown';
import { newScan } from './scan';

const grace: OktaPerson = {
  userId: '00uGrace',
  login: 'grace@acme.example',
  email: 'grace@acme.example',
  givenName: 'Grace',
  familyName: 'Garcia',
  status: 'DEPROVISIONED',
  source: 'OKTA',
  typeId: null,
};
const team = 'https://app.oktopost.com/team';
const links = {
  oktaUser: null,
  oktaAssignments: 'https://acme-admin.okta.com/assignments',
  oktopostTeam: team,
};

function classified(active: boolean, status = grace.status) {
  const account = {
    id: 'x1',
    userName: grace.email,
    givenName: 'Grace',
    familyName: 'Garcia',
    email: grace.email,
    active,
    externalId: null,
    isAdmin: null,
  };
  const gathered = {
    assigned: [],
    members: [],
    lookedUp: [{ ...grace, status }],
    accounts: accountsOf([account]),
    inRepair: new Set<string>(),
    mappings: null,
    app: null,
    oktopost: 'read' as const,
  };
  const [found] = classify(newScan('reconciliation', { kind: 'assigned' }, '0oa1', true), gathered);
  if (found === undefined) throw new Error('nobody');
  return found;
}

/** What the row of a CSV says of state and what to do. */
function csvOf(active: boolean, status?: string): (string | undefined)[] {
  const { text } = peopleCsv('people', [classified(active, status)], (each) => each);
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
  return [data[1]?.[0], data[1]?.at(-1)];
}

describe('somebody who left', () => {
  it('comes before everybody else of who arrived', () => {
    const first = peopleStateOrder.find((state) => reconciliationStates.some((each) => each === state));
    expect(first).toBe('left-active');
  });

  it('has the account closed while it is active, and is never to be assigned', () => {
    const close = 'Close the account at Oktopost: Okta does not do it any more.';
    expect(personShown(classified(true), true, links)).toMatchObject({
      retry: null,
      recipe: [{ text: close, link: team, place: null }],
    });
    expect(csvOf(true)).toEqual(['Left, still active', close]);
  });

  it('with an account that is inactive asks for nothing', () => {
    const texts = personShown(classified(false), true, links).recipe.map(({ text }) => text);
    expect(texts.join(' ')).not.toMatch(/\bAssign\b/);
    expect(csvOf(false)).toEqual(['Not assigned', '']);
  });
});

it('somebody who is suspended is to be unsuspended before anything else, in the CSV as beside the row', () => {
  const first = 'Okta does not provision such a user. Unsuspend first.';
  const then = 'Assign the person; or have the account closed, if it is active.';
  expect(csvOf(true, 'SUSPENDED')).toEqual(['Not assigned', `${first} ${then}`]);
  const { recipe } = personShown(classified(true, 'SUSPENDED'), true, links);
  expect(recipe.map(({ text }) => text).slice(-2)).toEqual([`Suspended in Okta: ${first}`, then]);
});
