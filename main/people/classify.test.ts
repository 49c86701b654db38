import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { reasonWords, reasonsOf, stateWords } from '../../shared/people-words';
import type { OktaPerson } from '../okta/types';
import { accountsOf } from './accounts';
import { classify } from './classify';
import type { Causes, Classified } from './classify';
import { peopleCsv } from './people-files';
import { personShown } from './person-shown';
import { newScan } from './scan';
import type { Gathered, Scan } from './scan';

const noLinks = { oktaUser: null, oktaAssignments: null, oktopostTeam: null };

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
    lookedUp: isAssigned ? [] : people,
    inRepair: new Set<string>(),
    mappings: null,
    app: null,
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

describe('who shares an email with a member of a group', () => {
  const twin: OktaPerson = { ...kenji, userId: '00u2', login: 'k.mori' };
  const assignment = {
    ...{ userName: twin.login, externalId: '7', syncState: 'SYNCHRONIZED', status: 'PROVISIONED' },
    ...{ scope: 'USER' as const, givenName: null, familyName: null, email: null },
  };
  const membersBeside = (assigned: OktaPerson): Classified[] =>
    classify(
      newScan('readiness', { kind: 'groups', groups: [{ id: '00g1', name: 'Sales' }] }, 'app', false),
      {
        assigned: [{ person: assigned, assignment }],
        members: [kenji],
        accounts: null,
        lookedUp: [],
        inRepair: new Set<string>(),
        mappings: null,
        app: null,
        oktopost: 'no-token',
      },
    );

  it('is found among those who are assigned, is named, and has no row', () => {
    const people = membersBeside(twin);
    expect(people.map(({ row }) => [row.id, row.state])).toEqual([['00u1', 'red']]);
    expect(people[0]?.row.reasons).toContain('double');
    const [shown] = people.map((each) => personShown(each, false, noLinks).recipe.map(({ text }) => text));
    expect(shown).toContain(
      'Same email as another: k.mori. Oktopost takes an email once. Change one of them.',
    );
  });

  it('is nobody who is deactivated, and not the member, who is assigned too', () => {
    for (const assigned of [{ ...twin, status: 'DEPROVISIONED' }, kenji])
      expect(membersBeside(assigned)[0]?.row.reasons).not.toContain('double');
  });
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

it('says of what a life-cycle test made what to do with it, as nobody’s, on screen and in the file', () => {
  const account = {
    ...{ id: '4711', userName: 'Test-new@acme.example', email: null, givenName: 'Lifecycle' },
    ...{ familyName: 'Test', externalId: null, isAdmin: null },
  };
  const rowsOf = (active: boolean, known: readonly OktaPerson[] = []): Classified[] =>
    classify(
      newScan('reconciliation', { kind: 'assigned' }, 'app', true),
      {
        assigned: [],
        members: [],
        accounts: accountsOf([{ ...account, active }]),
        lookedUp: known,
        inRepair: new Set<string>(),
        mappings: null,
        app: null,
        oktopost: 'read',
      },
      new Set(['test-new@acme.example']),
    );
  const said = (people: readonly Classified[]) => {
    const [shown] = people.map((each) => personShown(each, true, noLinks).recipe.map(({ text }) => text));
    return { shown, inFile: inFileOf(people) };
  };
  const closed = 'Deactivate the account in Oktopost: its Okta user is deleted.';
  expect(said(rowsOf(true))).toEqual({ shown: [closed], inFile: closed });
  expect(said(rowsOf(false))).toEqual({ shown: [], inFile: '' });
  const there = said(rowsOf(true, [{ ...kenji, login: account.userName, email: account.userName }]));
  expect(there.shown).toEqual([there.inFile]);
  expect(there.inFile).toContain('clean up, under “Life-cycle test”');
});

/** What the file says is to be done about the first of them. */
function inFileOf(people: readonly Classified[]): string {
  const { text } = peopleCsv('people', people, (each) => each);
  const [first] = Papa.parse<Record<string, string>>(text, { header: true }).data;
  return first?.['What to do'] ?? '';
}

describe('what to do about somebody whom Okta does not send by itself', () => {
  const shownOf = (
    syncState: 'ERROR' | 'DISABLED' | 'SYNCING',
    scope: 'USER' | 'GROUP',
    view: Scan['view'] = 'reconciliation',
    causes: Causes = new Map(),
  ) => {
    const assignment = {
      ...{ userName: kenji.email, externalId: null, syncState, status: 'ACTIVE', scope },
      ...{ givenName: null, familyName: null, email: null },
    };
    const gathered = {
      assigned: [{ person: kenji, assignment }],
      members: [],
      accounts: accountsOf([]),
      lookedUp: [],
      inRepair: new Set<string>(),
      mappings: null,
      app: null,
      oktopost: 'read',
    } as const;
    const [found] = classify(newScan(view, { kind: 'assigned' }, 'app', true), gathered, new Set(), causes);
    if (found === undefined) throw new Error('nobody');
    const { row, recipe } = personShown(found, true, noLinks);
    const ways = recipe.filter(({ place }) => place === 'rollout').map(({ text }) => text);
    const reason = reasonsOf(row);
    return {
      state: row.state,
      reason,
      inFile: inFileOf([found]),
      text: recipe.map(({ text }) => text).join(' '),
      ways,
    };
  };

  it('says what the rollout read of why, of whoever is in error or never sent', () => {
    const cause = {
      of: 'rollout',
      what: 'Oktopost’s account seems to have no free seat.',
      next: 'Buy one.',
    } as const;
    const causes: Causes = new Map([[kenji.userId, cause]]);
    const failed = shownOf('ERROR', 'USER', 'reconciliation', causes);
    expect(failed.reason).toContain('Rollout: Oktopost’s account seems to have no free seat');
    expect(failed.text).toContain(`${cause.what} ${cause.next}`);
    expect(failed.text).not.toContain('Read the message in Okta');
    expect(failed.inFile).toContain(cause.next);
    expect(failed.inFile).not.toContain('Find the cause');
    expect(shownOf('ERROR', 'USER').inFile).toContain('Find the cause in Okta’s Tasks');
    expect(shownOf('ERROR', 'USER').reason).not.toContain('Rollout');
    expect(shownOf('DISABLED', 'USER', 'reconciliation', causes).text).toMatch(/^Oktopost’s account seems/);
    expect(shownOf('SYNCING', 'USER', 'reconciliation', causes).reason).not.toContain('Rollout');
  });

  it('leads to the repair of whoever is assigned directly, in place of a recipe by hand', () => {
    const failed = shownOf('ERROR', 'USER');
    expect(failed).toMatchObject({
      state: 'in-error',
      ways: ['If it fails again, “Repair assignments” unassigns, waits and assigns again.'],
    });
    expect(failed.text).toMatch(/fix its cause.*Repair assignments.*Check again here/);
    const early = shownOf('DISABLED', 'USER');
    expect(early).toMatchObject({
      state: 'too-early',
      ways: ['“Repair assignments” unassigns, waits and assigns again.'],
    });
    for (const { text } of [failed, early]) expect(text).not.toContain('Unassign the person');
  });

  it('does not promise the repair of a push that failed where a group assigns', () => {
    const failed = shownOf('ERROR', 'GROUP');
    expect(failed.ways).toEqual([]);
    expect(failed.text).toContain('Take the person out of the group that assigns them.');
    expect(shownOf('DISABLED', 'GROUP').ways).toEqual([
      '“Repair assignments” says how Okta sends whom a group assigns.',
    ]);
  });

  it('leads there before a rollout too', () => {
    const way = expect.stringMatching(/[Uu]se “Repair assignments” on “Rollout”\.$/);
    expect(shownOf('ERROR', 'USER', 'readiness').ways).toEqual([way]);
    expect(shownOf('DISABLED', 'USER', 'readiness').ways).toEqual([way]);
  });
});
