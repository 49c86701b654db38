import { assertNever } from '../../shared/errors';
import { accountStatement } from '../../shared/left-to-do';
import {
  cutOff,
  goneOrInactive,
  needsLook,
  newestPhase,
  outcomeOf,
  sawDeleted,
} from '../../shared/life-cycle';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import type { PhaseOutcome } from '../../shared/life-cycle-phases';
import { actualWords, factName, lifeCyclePhaseNames } from '../../shared/life-cycle-words';
import { asksOktopost } from '../../shared/oktopost';
import type { FailedSignIn, SignInCheck } from '../../shared/single-sign-on';
import { noSignIn, signInResults, signInWays } from '../../shared/stated';
import type { Summary } from '../../shared/summary';
import { isUnread } from '../../shared/verification';
import type { Unassignment } from '../../shared/verification';
import { minute } from '../export/document';
import type { Block, Cell } from '../export/document';
import { attemptsByTest, livesOf } from '../storage/lives';
import type { Session } from '../storage/session';
import type { UserTest } from '../storage/user-tests';

/**
 * What was tried, what was expected, what came back, and when. `seen`: only an admin saw the account at Oktopost. `stated`: that a sign-in
 * worked only an admin's word says. `stopped`: written, or perhaps written, and not seen to arrive before the test was stopped. `not read`: nothing shows it.
 */
export interface Fact {
  result: 'pass' | 'seen' | 'stated' | 'fail' | 'stopped' | 'not read';
  what: string;
  /** What became of an account whose user's access was taken away; null: nobody's was. */
  leaves: 'inactive' | 'deleted' | null;
  expected: string;
  actual: string;
  at: string | null;
  /** Whole seconds from the last write to the last look, rounded down as on the screen; null: not measured. */
  seconds: number | null;
  /** In Okta's System Log. */
  events: readonly string[];
}

interface Tested extends Pick<Session, 'lifeCycle' | 'earlierLives'> {
  summary: Pick<Summary, 'destination' | 'region' | 'signOn' | 'stated'>;
  userTests: readonly UserTest[];
  failedSignIns: readonly FailedSignIn[];
}

/** Every fact that a test has found, in the order of the tests. */
export function factsOf(tested: Tested): Fact[] {
  const { summary, userTests, failedSignIns } = tested;
  const isAsked = asksOktopost(summary.destination, summary.region);
  return [
    ...userTests.flatMap((test) => [
      ...testFacts(test, summary.stated, isAsked),
      ...(test.unassignment === null ? [] : [unassignmentFact(test.unassignment, test.user.login)]),
    ]),
    ...lifeFacts(livesOf(tested), isAsked),
    ...signInFacts(failedSignIns.map((failed) => ({ ...failed, result: 'did-not-work' }))),
    ...signInFacts(summary.signOn?.checks ?? []),
  ];
}

/** The facts as a numbered table: `1. PASS`. */
export function factBlocks(facts: readonly Fact[]): Block[] {
  if (facts.length === 0) return [{ kind: 'text', text: 'Nothing was tested yet.' }];
  return [
    {
      kind: 'table',
      heads: ['Fact', 'What was tested', 'Expected', 'What came back', 'When', 'Events in the System Log'],
      rows: facts.map((fact, index) => [
        verdict(fact, index + 1),
        fact.what,
        fact.expected,
        fact.seconds === null ? fact.actual : `${fact.actual}, after ${String(fact.seconds)} s`,
        fact.at === null ? 'not noted' : minute(fact.at),
        fact.events.join(', '),
      ]),
    },
  ];
}

function verdict({ result }: Fact, number: number): Cell {
  switch (result) {
    case 'pass':
      return `${String(number)}. PASS`;
    case 'seen':
      return `${String(number)}. SEEN BY AN ADMIN, NOT READ`;
    case 'stated':
      return `${String(number)}. STATED, NOT READ`;
    case 'fail':
      return { alert: `${String(number)}. FAIL`, text: '' };
    case 'stopped':
      return { alert: `${String(number)}. STOPPED`, text: '' };
    case 'not read':
      return `${String(number)}. NOT READ`;
    default:
      return assertNever(result);
  }
}

const testResults = {
  passed: 'pass',
  failed: 'fail',
  'timed-out': 'stopped',
  stopped: 'stopped',
  following: 'not read',
  none: 'not read',
} as const satisfies Record<UserTest['state'], Fact['result']>;

const rowResults = {
  same: 'pass',
  different: 'fail',
  'not-there-yet': 'fail',
} as const;

/**
 * What the statement about the account covers, by its words: that it is active, under its user name and with the right name. What else
 * Oktopost holds of a person, its Team page does not show.
 */
const seenWithAccount: readonly string[] = ['active', 'userName', 'name.givenName', 'name.familyName'];

const notStated = 'what was stated of the account does not cover it: Oktopost’s Team page does not show it';

/** What nothing was read of at Oktopost, an admin may have seen there. */
function testFacts(test: UserTest, stated: Summary['stated'], isAsked: boolean): Fact[] {
  const { user, assignedAt, endedAt, state: ended, verdict: said, rows, eventIds } = test;
  const seen = stated.find(({ id }) => id === accountStatement(user.id));
  const unread = seen === undefined ? 'not read' : 'seen';
  const bySight = seen === undefined ? '' : `; ${seen.by ?? 'an admin'} saw it so there, ${minute(seen.at)}`;
  const common = { leaves: null, at: endedAt ?? assignedAt, seconds: null };
  return [
    {
      ...common,
      // Of an arrival that only Okta reports, the verdict says itself that it is not proven.
      result: ended === 'passed' && isUnread(rows) ? unread : testResults[ended],
      what: `Assign ${user.login}, create the account`,
      expected: 'an account at Oktopost',
      actual: `${said ?? 'not finished'}${isUnread(rows) ? bySight : ''}`,
      events: eventIds,
    },
    ...rows.map(({ attribute, expected, okta, oktopost, state }): Fact => {
      const read = `Okta: ${okta ?? 'not shown'}; Oktopost: ${oktopost ?? (isAsked ? 'not shown' : 'not asked')}`;
      const fact = { ...common, what: `${attribute} of ${user.login}`, expected, events: [] };
      if (state !== 'cannot-be-read') return { ...fact, result: rowResults[state], actual: read };
      return seenWithAccount.includes(attribute)
        ? { ...fact, result: unread, actual: `${read}${bySight}` }
        : { ...fact, result: 'not read', actual: seen === undefined ? read : `${read}; ${notStated}` };
    }),
  ];
}

function unassignmentFact(unassignment: Unassignment, login: string): Fact {
  const { state, unassignedAt, endedAt, verdict: said } = unassignment;
  const left = state === 'inactive' || state === 'gone';
  return {
    result: left ? 'pass' : state === 'active' ? 'fail' : 'not read',
    what: `Unassign ${login}`,
    leaves: state === 'gone' ? 'deleted' : 'inactive',
    expected: `the account at Oktopost is ${state === 'gone' ? goneOrInactive : 'inactive'}`,
    actual: said ?? 'not finished',
    at: endedAt ?? unassignedAt,
    seconds: left ? secondsBetween(unassignedAt, endedAt) : null,
    events: [],
  };
}

function lifeFacts(lives: readonly LifeCycle[], isAsked: boolean): Fact[] {
  return attemptsByTest(lives).flatMap((attempts) => {
    const told = new Set<string>();
    return attempts
      .flatMap(({ record, life }) => phaseFacts(record, life, isAsked))
      .map((fact): Fact => {
        // A phase that was tried again keeps the events of the first time.
        const events = fact.events.filter((id) => !told.has(id));
        for (const id of events) told.add(id);
        return { ...fact, events };
      });
  });
}

const phaseResults = {
  proven: 'pass',
  seen: 'seen',
  failed: 'fail',
  stopped: 'stopped',
  'not-read': 'not read',
} as const satisfies Record<PhaseOutcome, Fact['result']>;

/** A phase that has not begun, or was left out before it did, is no fact. */
function phaseFacts(record: PhaseRecord, lifeCycle: LifeCycle, isAsked: boolean): Fact[] {
  const { user, state: ofTest } = lifeCycle;
  const { phase, state, facts, writtenAt, endedAt, eventIds, seen, explanation } = record;
  const cut = cutOff(record, ofTest === 'running');
  const outcome = outcomeOf(record, ofTest === 'running');
  if (outcome === null) return [];
  const what = `Life cycle of ${user?.email ?? 'the assistant’s user'}: ${withinSentence(lifeCyclePhaseNames[phase])}`;
  const bySight =
    seen === null
      ? []
      : [
          `${seen.by ?? 'an admin'} saw it at Oktopost ${seen.asExpected ? 'as expected' : 'differing'}, ${minute(seen.at)}`,
        ];
  const ended = state === 'passed' || state === 'failed';
  return [
    {
      result: phaseResults[outcome],
      what,
      leaves: whatLeaves(record, lifeCycle),
      expected: inWords(facts, ({ expected }) => expected),
      actual: [
        cut === 'writing'
          ? 'Okta may have taken it'
          : state === 'failed' && writtenAt === null
            ? notDone(record, lifeCycle)
            : inWords(facts, (fact) => actualWords(fact, isAsked)),
        ...(needsLook(record) ? [`done by Okta; Oktopost was not ${isAsked ? 'read' : 'asked'}`] : []),
        ...bySight,
        ...(explanation === null ? [] : [explanation.what]),
        ...(cut === null ? [] : ['stopped before it was seen to arrive']),
        ...(ended || cut !== null ? [] : ['not finished']),
      ].join('; '),
      at: endedAt ?? writtenAt,
      seconds: state === 'passed' ? secondsBetween(writtenAt, endedAt) : null,
      events: eventIds,
    },
  ];
}

function whatLeaves(record: PhaseRecord, { phases }: LifeCycle): Fact['leaves'] {
  const { phase } = record;
  if (phase !== 'unassign' && phase !== 'deactivate') return null;
  const later = phase === 'unassign' ? phases.filter((each) => each.phase === 'reassign') : [];
  return [record, ...later].some(sawDeleted) ? 'deleted' : 'inactive';
}

/** Okta refused it, or it was not sent. */
function notDone(record: PhaseRecord, lifeCycle: LifeCycle): string {
  const { error } = lifeCycle;
  return error === null || newestPhase(lifeCycle) !== record ? 'not done' : `not done: ${error.message}`;
}

const withinSentence = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

const inWords = (facts: readonly LifeCycleFact[], value: (fact: LifeCycleFact) => string): string =>
  facts.length === 0 ? 'Okta took it' : facts.map((fact) => `${factName(fact)}: ${value(fact)}`).join('; ');

/** The event proves Okta's part, an admin's word that Oktopost let the person in. */
function signInFacts(checks: readonly (FailedSignIn & Pick<SignInCheck, 'result'>)[]): Fact[] {
  return checks.flatMap(({ way, result, decidedAt, decidedBy, event }): Fact[] =>
    result === 'open' && event === null
      ? []
      : [
          {
            result: signInResult(result),
            what: `Sign in ${signInWays[way]}`,
            leaves: null,
            expected: 'an event of Okta, and signed in at Oktopost',
            actual: [
              event === null ? `Okta shows ${noSignIn}` : `Okta signed ${event.who} in`,
              saidOf(result, decidedBy),
            ].join('; '),
            at: event?.at ?? decidedAt,
            seconds: null,
            events: event === null ? [] : [event.id],
          },
        ],
  );
}

const saidOf = (result: SignInCheck['result'], by: string | null): string =>
  by === null || result === 'open' ? signInResults[result] : `${signInResults[result]} by ${by}`;

function signInResult(result: SignInCheck['result']): Fact['result'] {
  switch (result) {
    case 'did-not-work':
      return 'fail';
    case 'worked':
      return 'stated';
    case 'open':
      return 'not read';
    default:
      return assertNever(result);
  }
}

function secondsBetween(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  return Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / 1000));
}
