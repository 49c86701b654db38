import { describe, expect, it } from 'vitest';
import { noLifeCycle } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { Summary } from '../../shared/summary';
import type { Unassignment } from '../../shared/verification';
import type { UserTest } from '../storage/user-tests';
import { exampleUserTest } from '../testing/user-test';
import { factBlocks, factsOf } from './facts';
import type { Fact } from './facts';

const at = '2026-11-24T02:00:00.000Z';
const later = '2026-11-24T02:01:00.900Z';
const nothing = {
  summary: { destination: 'board', region: 'us', signOn: null, stated: [] },
  failedSignIns: [],
  earlierLives: [],
  lifeCycle: noLifeCycle,
  userTests: [],
} satisfies Parameters<typeof factsOf>[0];

const row = (change: Partial<Fact>): unknown => {
  const [table] = factBlocks([
    {
      result: 'pass',
      what: 'Unassign Ana',
      leaves: 'inactive',
      expected: 'inactive',
      actual: 'inactive',
      at,
      seconds: null,
      events: ['e1', 'e2'],
      ...change,
    },
  ]);
  return table?.kind === 'table' ? table.rows[0] : null;
};

it('a fact in the table says after how long it was seen, and when, where that is noted', () => {
  const common = ['1. PASS', 'Unassign Ana', 'inactive'];
  const events = 'e1, e2';
  expect(row({})).toEqual([...common, 'inactive', '2026-11-24 02:00 UTC', events]);
  expect(row({ seconds: 0 })).toEqual([...common, 'inactive, after 0 s', '2026-11-24 02:00 UTC', events]);
  expect(row({ at: null, events: [] })).toEqual([...common, 'inactive', 'not noted', '']);
});

describe('the test of a real person', () => {
  const of = (change: Partial<UserTest>, stated: Summary['stated'] = []): Fact[] =>
    factsOf({
      ...nothing,
      summary: { ...nothing.summary, stated },
      userTests: [{ ...exampleUserTest, ...change }],
    });
  const { rows: compared, endedAt, user } = exampleUserTest;
  const [one] = compared;
  const value = { ...(one ?? expect.fail('no row')), okta: 'a', oktopost: 'b' };

  it('is one fact of the arrival, with its events, and one of each value', () => {
    expect(of({ rows: [value] })).toEqual([
      {
        result: 'pass',
        what: 'Assign ana@acme.com, create the account',
        leaves: null,
        expected: 'an account at Oktopost',
        actual: 'Ana arrived.',
        at: endedAt,
        seconds: null,
        events: ['e1', 'e2'],
      },
      {
        result: 'fail',
        what: 'userName of ana@acme.com',
        leaves: null,
        expected: 'ana@acme.com',
        actual: 'Okta: a; Oktopost: b',
        at: endedAt,
        seconds: null,
        events: [],
      },
    ]);
  });

  it('says of each value what is not shown, and whether it is there', () => {
    const rows = (['same', 'not-there-yet', 'different'] as const).map((state) => ({ ...value, state }));
    expect(of({ rows }).map(({ result }) => result)).toEqual(['pass', 'pass', 'fail', 'fail']);
    const [, hidden] = of({ rows: [{ ...value, okta: null, oktopost: null }] });
    expect(hidden?.actual).toBe('Okta: not shown; Oktopost: not shown');
  });

  it('of the pre-built app, whose accounts nothing reads, says that Oktopost was not asked', () => {
    const summary = { ...nothing.summary, destination: 'admin-application' as const };
    const rows = [{ ...value, oktopost: null, state: 'cannot-be-read' as const }];
    const facts = factsOf({ ...nothing, summary, userTests: [{ ...exampleUserTest, rows }] });
    expect(facts.at(-1)?.actual).toBe('Okta: a; Oktopost: not asked');
  });

  it('that failed, or was not finished, is no pass', () => {
    const arrival = (change: Partial<UserTest>) => of({ rows: [value], ...change })[0];
    expect(arrival({ state: 'failed' })?.result).toBe('fail');
    expect(arrival({ state: 'following', verdict: null })).toMatchObject({
      result: 'not read',
      actual: 'not finished',
    });
  });

  it('that was seen by an admin without a name says so, of what nobody read alone', () => {
    const stated = [{ id: `account=${user.id}`, by: null, at, text: 'It is there.' }];
    const unread = { ...value, state: 'cannot-be-read' as const };
    const actuals = (rows: UserTest['rows']) => of({ rows }, stated).map(({ actual }) => actual);
    const saw = 'an admin saw it so there, 2026-11-24 02:00 UTC';
    expect(actuals([unread])).toEqual([`Ana arrived.; ${saw}`, `Okta: a; Oktopost: b; ${saw}`]);
    for (const actual of actuals([value])) expect(actual).not.toContain('saw it');
  });
});

it.each<[string, Partial<Unassignment>, Partial<Fact>]>([
  ['inactive', { state: 'inactive', endedAt: later }, { seconds: 60, at: later, actual: 'It is inactive.' }],
  [
    'not seen to its end',
    { state: 'following', endedAt: null, verdict: null },
    { seconds: null, at, actual: 'not finished' },
  ],
])('the unassignment of the test user, %s, says of whom and when', (_name, change, expected) => {
  const unassignment: Unassignment = {
    state: 'inactive',
    unassignedAt: at,
    endedAt: null,
    lastLookAt: null,
    verdict: 'It is inactive.',
    explanation: null,
    ...change,
  };
  const facts = factsOf({ ...nothing, userTests: [{ ...exampleUserTest, unassignment }] });
  expect(facts.at(-1)).toMatchObject({
    what: 'Unassign ana@acme.com',
    leaves: 'inactive',
    events: [],
    ...expected,
  });
});

describe('a phase of the life-cycle test', () => {
  const fact = { where: 'oktopost', what: 'active', expected: 'no', actual: 'no', state: 'same' } as const;
  const record: PhaseRecord = {
    phase: 'unassign',
    state: 'passed',
    startedAt: at,
    writtenAt: at,
    endedAt: later,
    facts: [fact],
    eventIds: [],
    explanation: null,
    seen: null,
  };
  const explanation = {
    id: 'unknown',
    what: 'The cause is not known.',
    next: '',
    owner: 'unknown',
    guess: true,
    said: null,
    place: null,
  } as const;
  const of = (change: Partial<PhaseRecord>, state: LifeCycle['state'] = 'stopped'): Partial<Fact> => {
    const lifeCycle = { ...noLifeCycle, state, phases: [{ ...record, ...change }] };
    return factsOf({ ...nothing, lifeCycle })[0] ?? {};
  };
  const unread = { facts: [{ ...fact, actual: null, state: 'cannot-be-read' as const }] };

  it('of the pre-built app says that Oktopost was not asked', () => {
    const summary = { ...nothing.summary, destination: 'admin-application' as const };
    const lifeCycle = { ...noLifeCycle, state: 'stopped' as const, phases: [{ ...record, ...unread }] };
    expect(factsOf({ ...nothing, summary, lifeCycle })[0]?.actual).toBe(
      'Oktopost, active: not asked; done by Okta; Oktopost was not asked',
    );
  });

  it('takes somebody’s access away when it unassigns or deactivates', () => {
    const removing = lifeCyclePhases.filter((phase) => of({ phase }).leaves !== null);
    expect(removing).toEqual(['unassign', 'deactivate']);
  });

  it('is named without the user where none is known', () => {
    expect(of({}).what).toBe('Life cycle of the assistant’s user: unassign');
  });

  it.each<[string, Partial<PhaseRecord>, LifeCycle['state'], string]>([
    ['that was looked at', {}, 'stopped', 'Oktopost, active: no'],
    ['without anything to look at', { facts: [] }, 'stopped', 'Okta took it'],
    [
      'that nobody could read',
      unread,
      'stopped',
      'Oktopost, active: not read; done by Okta; Oktopost was not read',
    ],
    [
      'that an admin saw',
      { ...unread, seen: { asExpected: true, by: null, at } },
      'stopped',
      'Oktopost, active: not read; an admin saw it at Oktopost as expected, 2026-11-24 02:00 UTC',
    ],
    [
      'that an admin saw differing',
      { ...unread, seen: { asExpected: false, by: 'ada@acme.example', at } },
      'stopped',
      'Oktopost, active: not read; done by Okta; Oktopost was not read; ada@acme.example saw it at Oktopost differing, 2026-11-24 02:00 UTC',
    ],
    [
      'that failed, and why',
      { state: 'failed', explanation },
      'stopped',
      'Oktopost, active: no; The cause is not known.',
    ],
    ['that was not done', { state: 'failed', writtenAt: null }, 'stopped', 'not done'],
    [
      'that was stopped before it arrived',
      { state: 'waiting', endedAt: null },
      'stopped',
      'Oktopost, active: no; stopped before it was seen to arrive',
    ],
    [
      'that was cut off while it was written',
      { state: 'writing', writtenAt: null, endedAt: null, facts: [] },
      'stopped',
      'Okta may have taken it; stopped before it was seen to arrive',
    ],
    [
      'that still waits',
      { state: 'waiting', endedAt: null },
      'running',
      'Oktopost, active: no; not finished',
    ],
  ])('%s says so', (_name, change, state, actual) => {
    expect(of(change, state).actual).toBe(actual);
  });

  it('has the time of its end, else of its writing, and seconds only where it passed', () => {
    expect(of({})).toMatchObject({ at: later, seconds: 60 });
    expect(of({ endedAt: null })).toMatchObject({ at, seconds: null });
    expect(of({ writtenAt: null })).toMatchObject({ seconds: null });
    expect(of({ state: 'failed' })).toMatchObject({ at: later, seconds: null });
    // A clock that was set back.
    expect(of({ writtenAt: later, endedAt: at })).toMatchObject({ seconds: 0 });
  });
});

describe('a sign-in', () => {
  type SignInCheck = NonNullable<Summary['signOn']>['checks'][number];
  const event = { id: 'e1', who: 'Ana', at: later };
  const of = (change: Partial<SignInCheck>): Partial<Fact> => {
    const check: SignInCheck = {
      ...{ way: 'from-okta', result: 'worked', decidedAt: at, decidedBy: null, event },
      ...change,
    };
    const signOn = {
      issuer: 'http://www.okta.com/exk1',
      signOnUrl: 'https://acme.okta.com/app/exk1/sso/saml',
      certificate: null,
      policy: null,
      checks: [check],
    };
    return factsOf({ ...nothing, summary: { ...nothing.summary, signOn } })[0] ?? {};
  };

  it.each<[string, Partial<SignInCheck>, Fact['result'], string]>([
    ['that worked', {}, 'stated', 'Okta signed Ana in; worked, stated'],
    ['that did not', { result: 'did-not-work' }, 'fail', 'Okta signed Ana in; did not work, stated'],
    ['of which nobody has said', { result: 'open' }, 'not read', 'Okta signed Ana in; nothing stated'],
    ['that Okta does not show', { event: null }, 'stated', 'Okta shows none that counts; worked, stated'],
  ])('%s says whose word it is', (_name, change, result, actual) => {
    expect(of(change)).toMatchObject({ result, actual, leaves: null, seconds: null });
  });

  it('has the time of its event, else of the admin’s word', () => {
    expect(of({})).toMatchObject({ at: later, events: ['e1'] });
    expect(of({ event: null })).toMatchObject({ at, events: [] });
  });
});
