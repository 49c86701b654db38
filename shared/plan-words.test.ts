import { describe, expect, it } from 'vitest';
import { allWarnings, blastRadius, assignmentWords } from './plan-words';
import type { Change, ChangeRow, Plan } from './plan';

const change = (verb: Change['verb'], pushes: number): Change => ({
  id: verb,
  title: verb,
  verb,
  rows: [],
  warnings: [],
  pushes,
  undo: '',
  irreversibleEffect: null,
});
const plan = (changes: Change[], assigned: Plan['assigned']): Pick<Plan, 'changes' | 'assigned'> => ({
  changes,
  assigned,
});

describe('the numbers of a plan', () => {
  it.each([
    [{ users: 0, groups: 0, more: false }, 'Nobody is assigned.'],
    [{ users: 1, groups: 0, more: false }, 'One person is assigned.'],
    [{ users: 412, groups: 1, more: false }, '412 people and one group are assigned.'],
    [{ users: 5000, groups: 12, more: true }, 'At least 5,000 people and 12 groups are assigned.'],
  ])('say of %j: %s', (assigned, words) => {
    expect(assignmentWords(assigned)).toBe(words);
  });

  it('count changes by what they do, and all pushes together', () => {
    const changes = [change('create', 0), change('update', 411), change('delete', 1), change('keep', 0)];
    expect(blastRadius(plan(changes, { users: 2, groups: 0, more: false }))).toEqual([
      ['Changes', '1 to add, 1 to change, 1 to remove, 1 up to date.'],
      ['Assigned already', '2 people are assigned.'],
      ['Goes to Oktopost', '412 updates of users, by Okta.'],
    ]);
    const rows = (verb: Change['verb'], ...rowVerbs: ChangeRow['verb'][]): Change => ({
      ...change(verb, 0),
      rows: rowVerbs.map((rowVerb, index) => ({
        setting: `mapping:attribute${String(index)}`,
        now: null,
        after: null,
        verb: rowVerb,
        note: null,
      })),
    });
    const [counted] = blastRadius(
      plan([rows('update', 'change', 'change', 'remove', 'keep'), rows('create', 'add', 'add')], null),
    );
    expect(counted).toEqual(['Changes', '1 to add, 2 to change, 1 to remove.']);
    expect(blastRadius(plan([change('create', 0)], null))).toEqual([
      ['Changes', '1 to add.'],
      ['Assigned already', 'Okta does not report it.'],
      ['Goes to Oktopost', 'Nothing.'],
    ]);
  });
});

describe('a plan about people', () => {
  const unassign = (login: string, warnings: string[] = []): Change => ({
    ...change('delete', 1),
    id: `unassign-${login}`,
    rows: [{ setting: `assignment:${login}`, now: login, after: null, verb: 'remove', note: null }],
    warnings,
  });
  const sent = (changes: Change[]): string | undefined => blastRadius(plan(changes, null))[2]?.[1];
  const logins = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `user${String(index + 1)}@acme.example`);

  it('names whom Okta sends, five of them at most', () => {
    expect(sent([unassign('ana@acme.example')])).toBe('One user, by Okta: ana@acme.example.');
    expect(sent([...logins(2).map((login) => unassign(login)), change('update', 0)])).toBe(
      '2 users, by Okta: user1@acme.example, user2@acme.example.',
    );
    expect(sent(logins(1_007).map((login) => unassign(login)))).toBe(
      `1,007 users, by Okta: ${logins(5).join(', ')} and 1,002 more.`,
    );
    // A change of everybody names nobody.
    expect(sent([unassign('ana@acme.example'), change('update', 411)])).toBe(
      '412 updates of users, by Okta.',
    );
  });

  it('says of whom each warning is, each warning once', () => {
    const changes = [
      ...logins(7).map((login) => unassign(login, ['The account stays active.'])),
      unassign('bruno@acme.example', ['Okta’s last push failed.']),
      { ...change('update', 0), warnings: ['Sign-on changes.'] },
    ];
    expect(allWarnings({ lockOut: [], warnings: ['Of the plan.', 'Of the plan.'], changes })).toEqual([
      'Of the plan.',
      `${logins(5).join(', ')} and 2 more: The account stays active.`,
      'bruno@acme.example: Okta’s last push failed.',
      'Sign-on changes.',
    ]);
  });
});
