import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { noLifeCycle } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import type { SignInCheck } from '../../shared/single-sign-on';
import type { Unassignment } from '../../shared/verification';
import { exampleUserTest } from '../testing/user-test';
import { factBlocks, factsOf } from './facts';
import type { Fact } from './facts';

const board = { destination: 'board', region: 'us' } as const;
const user = {
  id: '00u1',
  marker: 'marker',
  familyName: 'Cycle',
  givenName: 'Life',
  email: 'life@acme.example',
  changedGivenName: 'Lives',
  changedEmail: 'lives@acme.example',
};
const phase = (changes: Partial<PhaseRecord>): PhaseRecord => ({
  phase: 'unassign',
  state: 'passed',
  startedAt: '2026-11-24T02:00:00.000Z',
  writtenAt: '2026-11-24T02:00:10.000Z',
  endedAt: '2026-11-24T02:00:52.900Z',
  facts: [{ where: 'oktopost', what: 'active', expected: 'no', actual: 'no', state: 'same' }],
  eventIds: ['event-1'],
  explanation: null,
  seen: null,
  ...changes,
});
const unread: PhaseRecord['facts'] = [
  { where: 'oktopost', what: 'active', expected: 'no', actual: null, state: 'cannot-be-read' },
];
const seen = (asExpected: boolean): PhaseRecord['seen'] => ({
  asExpected,
  by: null,
  at: '2026-11-24T02:05:00.000Z',
});
const notBegun = { startedAt: null, writtenAt: null, endedAt: null, facts: [] };
const ofPhase = (changes: Partial<PhaseRecord>, state: LifeCycle['state'] = 'stopped'): Fact[] =>
  factsOf({
    summary: { ...board, signOn: null, stated: [] },
    failedSignIns: [],
    earlierLives: [],
    lifeCycle: { ...noLifeCycle, state, user, phases: [phase(changes)] },
    userTests: [],
  });

it('has every life-cycle test, with each phase that failed and was tried again before what came of it then', () => {
  const life = (email: string, ...phases: PhaseRecord[]): LifeCycle => ({
    ...noLifeCycle,
    state: 'stopped',
    user: { ...user, email },
    phases,
  });
  const failed = phase({ state: 'failed' });
  const again = phase({ eventIds: ['event-1', 'event-2'] });
  const facts = factsOf({
    summary: { ...board, signOn: null, stated: [] },
    failedSignIns: [],
    earlierLives: [
      life('one', failed),
      life('one', phase({ phase: 'create', eventIds: [] }), again),
      life('two', failed),
    ],
    lifeCycle: life('two', phase({ phase: 'create', eventIds: [] }), again),
    userTests: [],
  });
  const ofEach = (email: string): unknown[] => [
    [`Life cycle of ${email}: create the user in Okta`, 'pass', []],
    [`Life cycle of ${email}: unassign`, 'fail', ['event-1']],
    [`Life cycle of ${email}: unassign`, 'pass', ['event-2']],
  ];
  expect(facts.map(({ what, result, events }) => [what, result, events])).toEqual([
    ...ofEach('one'),
    ...ofEach('two'),
  ]);
});

describe('facts of the life-cycle test', () => {
  it('say what was expected, what came back, and how long Okta took', () => {
    expect(ofPhase({})).toEqual([
      {
        result: 'pass',
        what: 'Life cycle of life@acme.example: unassign',
        leaves: 'inactive',
        expected: 'Oktopost, active: no',
        actual: 'Oktopost, active: no',
        at: '2026-11-24T02:00:52.900Z',
        seconds: 42,
        events: ['event-1'],
      },
    ]);
  });

  it.each<[string, Partial<PhaseRecord>, Fact['result'] | 'no fact']>([
    ['what failed is no pass', { state: 'failed' }, 'fail'],
    ['what Oktopost did not show is not read', { facts: unread }, 'not read'],
    ['what only an admin saw there is no unqualified pass', { facts: unread, seen: seen(true) }, 'seen'],
    ['what an admin saw differing fails', { facts: unread, seen: seen(false) }, 'fail'],
    ['what was written and not followed to its end is told', { state: 'waiting', endedAt: null }, 'stopped'],
    ['what may have been written is told', { state: 'writing', writtenAt: null, facts: [] }, 'stopped'],
    ['what was left out after it was written is told', { state: 'passed-over', endedAt: null }, 'stopped'],
    ['what has not begun is no fact', { state: 'to-do', ...notBegun }, 'no fact'],
    ['what was left out before it began is no fact', { state: 'passed-over', ...notBegun }, 'no fact'],
  ])('%s', (_, changes, result) => {
    expect(ofPhase(changes).map((fact) => fact.result)).toEqual(result === 'no fact' ? [] : [result]);
  });

  it('of a phase that Okta refused say so, with its words, and that nothing was done; of no phase before it', () => {
    const error = new AppFailure({
      code: 'missing-right',
      message: 'The token’s owner may not do this in Okta',
      owner: 'okta-admin',
      next: '',
    }).error;
    const refused = phase({ phase: 'create', state: 'failed', writtenAt: null, facts: [], eventIds: [] });
    const actuals = (phases: PhaseRecord[]): string[] =>
      factsOf({
        summary: { ...board, signOn: null, stated: [] },
        failedSignIns: [],
        earlierLives: [],
        lifeCycle: { ...noLifeCycle, state: 'failed', user, phases, error },
        userTests: [],
      }).map(({ actual }) => actual);
    expect(actuals([refused])).toEqual(['not done: The token’s owner may not do this in Okta']);
    expect(actuals([refused, { ...refused, phase: 'clean-up' }])[0]).toBe('not done');
  });

  it('call “none” what was looked for and is not there, and “not read” what nobody could read', () => {
    const fact = { where: 'okta', what: 'account', expected: '4711', actual: null } as const;
    const [gone] = ofPhase({ state: 'failed', facts: [{ ...fact, state: 'different' }] });
    expect(gone?.actual).toBe('Okta, account: none');
    const [unseen] = ofPhase({ state: 'failed', facts: [{ ...fact, state: 'cannot-be-read' }] });
    expect(unseen?.actual).toContain('Okta, account: not read');
  });

  it('are not read while the test still waits for them', () => {
    expect(ofPhase({ state: 'waiting', endedAt: null }, 'running').map(({ result }) => result)).toEqual([
      'not read',
    ]);
  });
});

it.each<[SignInCheck['result'], 'event' | 'no event', Fact['result'] | 'no fact']>([
  ['worked', 'event', 'stated'],
  ['worked', 'no event', 'stated'],
  ['did-not-work', 'event', 'fail'],
  ['open', 'event', 'not read'],
  ['open', 'no event', 'no fact'],
])('a sign-in that %s by an admin’s word, with %s of Okta: %s', (result, logged, expected) => {
  const at = '2026-11-24T02:00:00.000Z';
  const event = logged === 'event' ? { id: 'event-1', who: 'Ana', at } : null;
  const facts = factsOf({
    summary: {
      ...board,
      signOn: {
        issuer: 'http://www.okta.com/exk1',
        signOnUrl: 'https://acme.okta.com/app/exk1/sso/saml',
        certificate: null,
        policy: null,
        checks: [{ way: 'from-okta', result, decidedAt: at, decidedBy: null, event }],
      },
      stated: [],
    },
    failedSignIns: [],
    earlierLives: [],
    lifeCycle: noLifeCycle,
    userTests: [],
  });
  expect(facts.map((fact) => fact.result)).toEqual(expected === 'no fact' ? [] : [expected]);
});

it('tells of sign-ins that did not work before, too', () => {
  const at = '2026-11-24T02:00:00.000Z';
  const facts = factsOf({
    summary: { ...board, signOn: null, stated: [] },
    lifeCycle: noLifeCycle,
    earlierLives: [],
    userTests: [],
    failedSignIns: [
      { way: 'from-okta', event: { id: 'event-1', who: 'Ana', at }, decidedAt: at, decidedBy: null },
      { way: 'from-oktopost', event: null, decidedAt: at, decidedBy: 'ada@acme.com' },
    ],
  });
  expect(facts[1]?.actual).toBe('Okta shows none that counts; did not work, stated by ada@acme.com');
  expect(facts.map(({ result, what, events }) => [result, what, events])).toEqual([
    ['fail', 'Sign in from the Okta tile', ['event-1']],
    ['fail', 'Sign in from Oktopost', []],
  ]);
});

it.each<[Unassignment['state'], Fact['result'], number | null]>([
  ['inactive', 'pass', 60],
  ['gone', 'pass', 60],
  ['active', 'fail', null],
  ['unread', 'not read', null],
  ['following', 'not read', null],
])('an account that is %s after the unassignment: %s', (state, result, seconds) => {
  const facts = factsOf({
    summary: { ...board, signOn: null, stated: [] },
    failedSignIns: [],
    earlierLives: [],
    lifeCycle: noLifeCycle,
    userTests: [
      {
        ...exampleUserTest,
        unassignment: {
          state,
          unassignedAt: '2026-11-24T02:00:00.000Z',
          endedAt: '2026-11-24T02:01:00.000Z',
          lastLookAt: null,
          verdict: null,
          explanation: null,
        },
      },
    ],
  });
  expect(facts.slice(-1)).toMatchObject([{ result, seconds }]);
});

it('numbers the facts, and a failed one stands out', () => {
  const [table] = factBlocks([
    ...ofPhase({}),
    ...ofPhase({ state: 'failed' }),
    ...ofPhase({ facts: unread }),
    ...ofPhase({ facts: unread, seen: seen(true) }),
  ]);
  expect(table?.kind === 'table' ? table.rows.map(([first]) => first) : []).toEqual([
    '1. PASS',
    { alert: '2. FAIL', text: '' },
    '3. NOT READ',
    '4. SEEN BY AN ADMIN, NOT READ',
  ]);
  expect(factBlocks([])).toEqual([{ kind: 'text', text: 'Nothing was tested yet.' }]);
});

it.each([
  ['passed', 'same', 'pass'],
  ['passed', 'cannot-be-read', 'not read'],
  ['failed', 'different', 'fail'],
  ['timed-out', 'not-there-yet', 'stopped'],
  ['stopped', 'not-there-yet', 'stopped'],
  ['following', 'not-there-yet', 'not read'],
] as const)('a test user who %s, whose values at Oktopost are “%s”: %s', (ended, state, result) => {
  const rows = exampleUserTest.rows.map((row) => ({ ...row, state }));
  const [arrival] = factsOf({
    summary: { ...board, signOn: null, stated: [] },
    failedSignIns: [],
    earlierLives: [],
    lifeCycle: noLifeCycle,
    userTests: [{ ...exampleUserTest, state: ended, rows }],
  });
  expect(arrival?.result).toBe(result);
});

it('what an admin stated of a test user whom nobody could read at Oktopost is seen, not read', () => {
  const [first] = exampleUserTest.rows;
  if (first === undefined) throw new Error('the example compared nothing');
  const attributes = ['userName', 'name.givenName', 'name.familyName', 'emails[work]', 'active'];
  const rows = attributes.map((attribute) => ({ ...first, attribute, state: 'cannot-be-read' as const }));
  const statedAt = '2026-11-24T02:09:00.000Z';
  const of = (userId: string): Fact[] =>
    factsOf({
      summary: {
        ...board,
        signOn: null,
        stated: [{ id: `account=${userId}`, by: 'ana@acme.com', at: statedAt, text: 'It is there.' }],
      },
      failedSignIns: [],
      earlierLives: [],
      lifeCycle: noLifeCycle,
      userTests: [{ ...exampleUserTest, rows }],
    });
  const { user: tested } = exampleUserTest;
  const facts = of(tested.id);
  expect(facts.map(({ what, result }) => [what.split(' of ')[0], result])).toEqual([
    [`Assign ${tested.login}, create the account`, 'seen'],
    // The statement asks for nothing else, and Oktopost’s Team page does not show it.
    ...rows.map(({ attribute }) => [attribute, attribute === 'emails[work]' ? 'not read' : 'seen']),
  ]);
  for (const { actual, result } of facts)
    expect([actual.includes('ana@acme.com saw it so there'), actual.includes('does not cover it')]).toEqual(
      result === 'seen' ? [true, false] : [false, true],
    );
  expect(new Set(of('somebody-else').map(({ result }) => result))).toEqual(new Set(['not read']));
});
