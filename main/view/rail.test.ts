import { describe, expect, it } from 'vitest';
import type { AppError } from '../../shared/errors';
import type { Check } from '../../shared/plan';
import { stepStateSchema } from '../../shared/screens';
import type { FlowScreenId } from '../../shared/screens';
import { runOf } from '../../shared/testing/plans';
import { noLifeCycle } from '../../shared/life-cycle';
import { connected } from '../../shared/testing/snapshots';
import { failedTest } from '../../shared/testing/test-user';
import { at } from '../../shared/testing/time';
import { emptyPhase } from '../life-cycle/records';
import { newLifeCycleUser } from '../steps/life-cycle/user';
import { newSession, noSignIn } from '../storage/session';
import type { Session } from '../storage/session';
import { settingStatement } from '../summary/statements';
import { railOf } from './rail';

const app = {
  id: '0oa1',
  name: 'x',
  label: 'App',
  status: 'ACTIVE',
  createdByUs: true,
  adminOrigin: null,
};
const check = (state: Check['state'], setting: Check['setting'] = 'sign-on.response'): Check => ({
  setting,
  expected: 'Signed',
  actual: state === 'cannot-be-read' ? null : state === 'same' ? 'Signed' : 'Unsigned',
  state,
  next: null,
});

const failureOf = (code: AppError['code']): AppError => ({
  code,
  message: 'Refused.',
  owner: 'okta-admin',
  next: 'Enter another one.',
  retry: false,
  field: null,
  okta: null,
  at,
});

type Input = Parameters<typeof railOf>[0];
function stateOf(screen: FlowScreenId, session: Partial<Session>, more: Partial<Input> = {}) {
  const base: Session = { ...newSession(), mode: 'practice', destination: 'board', region: 'us', app };
  const rail = railOf({
    session: { ...base, ...session },
    okta: connected,
    oktopost: { state: 'token-needed' },
    run: null,
    lost: [],
    isDoubted: false,
    isContradicted: false,
    summary: 'not-read',
    ...more,
  });
  return rail.find((entry) => entry.screen === screen)?.state;
}

const mapped = (checks: Check[]): Partial<Session> => ({
  mapping: { ...newSession().mapping, appliedAt: at, checks },
});
const passed = (state: 'same' | 'cannot-be-read'): Partial<Session> => ({
  test: {
    ...failedTest,
    state: 'passed',
    decision: 'kept',
    rows: failedTest.rows.map((row) => ({ ...row, state })),
  },
});
const stated = {
  statements: [{ id: settingStatement('sign-on.response', 'Signed'), by: null, at }],
};

describe('the list of steps', () => {
  it.each([
    ['done-read', [check('same')]],
    ['differs', [check('same'), check('different', 'mapping:userName')]],
    ['done-unread', [check('same'), check('cannot-be-read')]],
    ['done-unread', []],
  ] as const)('says %s of what was read of the mapping', (state, checks) => {
    expect(stateOf('mapping', mapped([...checks]))).toBe(state);
  });

  it.each([
    ['done-read', [check('same')]],
    ['needs-you', [check('different', 'sign-on.audience')]],
    ['differs', [check('different')]],
    ['done-unread', [check('same'), check('cannot-be-read')]],
  ] as const)('says %s of what was read of the app integration', (state, appChecks) => {
    expect(stateOf('apply', { appChecks: [...appChecks] })).toBe(state);
  });

  it('says “stated” of what nobody could read and the admin says is so', () => {
    expect(stateOf('apply', { appChecks: [check('cannot-be-read')], ...stated })).toBe('done-stated');
    expect(stateOf('apply', { appChecks: [check('different')], ...stated })).toBe('differs');
  });

  it('counts as read what a life-cycle test proved since, as the summary does, until the next write', () => {
    const appChecks = [check('same'), check('cannot-be-read', 'user-name-format.update-on')];
    const renamed = { ...emptyPhase('user-name'), state: 'passed', endedAt: at } as const;
    const lived: Partial<Session> = {
      appChecks,
      lifeCycle: {
        ...noLifeCycle,
        state: 'passed',
        user: newLifeCycleUser('id', 'acme.example', 'ab12cd'),
        phases: [renamed],
      },
    };
    expect(stateOf('apply', { appChecks })).toBe('done-unread');
    expect([stateOf('apply', lived), stateOf('plan', lived)]).toEqual(['done-read', 'done-read']);
    const updateOnWritten = { at: '2099-01-01T00:00:00.000Z', isStatedSince: false };
    expect(stateOf('apply', { ...lived, updateOnWritten })).toBe('done-unread');
  });

  it('says of the screen that is looked at what is to be done there, though a step before it is open', () => {
    expect(stateOf('summary', { screen: 'summary' })).toBe('needs-you');
    expect(stateOf('summary', { screen: 'apply' })).toBe('not-yet');
  });

  it('does not call a token stated that is kept unchecked: nobody said that it works', () => {
    const oktopost = { state: 'unchecked', error: failureOf('unreachable') } as const;
    expect(stateOf('oktopost-token', {}, { oktopost })).toBe('done-unread');
  });

  it('is done with the test only when something was read at Oktopost', () => {
    expect(stateOf('test-user', passed('same'))).toBe('done-read');
    expect(stateOf('test-user', passed('cannot-be-read'))).toBe('done-unread');
    // Somebody looked there; of another user that says nothing.
    const looked = (userId: string): Partial<Session> => ({
      ...passed('cannot-be-read'),
      statements: [{ id: `account=${userId}`, by: null, at }],
    });
    expect(stateOf('test-user', looked(failedTest.user?.id ?? ''))).toBe('done-stated');
    expect(stateOf('test-user', looked('00u-other'))).toBe('done-unread');
  });

  it('says “skipped” of the whole only where nothing of it was done', () => {
    const open = newSession().signIns.checks['from-okta'];
    const worked = { ...open, result: 'worked' as const };
    const tried = (one: typeof open | typeof worked): Partial<Session> => ({
      signIns: { later: true, checks: { 'from-oktopost': one, 'from-okta': open }, failed: [] },
    });
    expect(stateOf('single-sign-on', tried(open))).toBe('skipped');
    expect(stateOf('single-sign-on', tried(worked))).toBe('part-skipped');
    const left = (triedAt: string | null): Partial<Session> => ({
      destination: 'admin-application',
      userNames: { looked: null, triedAt, skipped: true },
    });
    expect(stateOf('user-names', left(null))).toBe('skipped');
    expect(stateOf('user-names', left(at))).toBe('part-skipped');
  });

  it.each([
    ['not-read', 'not-yet'],
    ['read-again', 'needs-you'],
    ['left', 'needs-you'],
    ['faults', 'differs'],
    ['done', 'done-read'],
    ['done-stated', 'done-stated'],
  ] as const)('says of a summary that is %s: %s', (summary, state) => {
    expect(stateOf('summary', {}, { summary })).toBe(state);
  });

  it('says of a token or service app that Okta took before and refuses now what it says of one that was not stored', () => {
    const org = {
      name: 'Acme',
      subdomain: 'acme',
      login: null,
      roles: null,
      rights: [],
      checkedAt: at,
    };
    const refused = { okta: { state: 'failed', error: failureOf('token-refused') } } as const;
    const unreachable = { okta: { state: 'failed', error: failureOf('unreachable') } } as const;
    expect(stateOf('connect-okta', { org }, { okta: { state: 'token-needed' } })).toBe('needs-you');
    expect(stateOf('connect-okta', { org }, refused)).toBe('needs-you');
    expect(stateOf('connect-okta', { org }, unreachable)).toBe('failed');
    expect(stateOf('connect-okta', {}, refused)).toBe('failed');
  });

  it('leads to a step that failed, so that what failed can be read', () => {
    const session: Session = { ...newSession(), mode: 'practice', destination: 'board', region: 'us' };
    const run = runOf({ state: 'failed' });
    const rail = railOf({
      ...{
        session,
        okta: connected,
        oktopost: { state: 'none' },
        run,
        lost: [],
        isDoubted: false,
        isContradicted: false,
      },
      summary: 'not-read',
    });
    expect(rail.find(({ screen }) => screen === 'apply')).toMatchObject({ state: 'failed', reachable: true });
  });

  it('is green at the connection only where each of its settings is proven: Push Profile Updates by a life-cycle test', () => {
    const filledIn: Partial<Session> = {
      ...passed('same'),
      statedAt: { ...newSession().statedAt, connection: at },
      connectionSince: at,
    };
    expect(stateOf('connection', filledIn)).toBe('done-stated');
    const renamed = { ...emptyPhase('first-name'), state: 'passed', endedAt: at } as const;
    const lived: Partial<Session> = {
      ...filledIn,
      lifeCycle: {
        ...noLifeCycle,
        state: 'passed',
        user: newLifeCycleUser('id', 'acme.example', 'ab12cd'),
        phases: [renamed],
      },
    };
    expect(stateOf('connection', lived)).toBe('done-read');
    // Filled in again since.
    const later = '2099-01-01T00:00:00.000Z';
    const test = { ...newSession().test, ...lived.test, endedAt: later };
    expect(stateOf('connection', { ...lived, test, connectionSince: later })).toBe('done-stated');
  });

  it('says “stated” of sign-ins that worked, also where Okta logged its part: nobody read that Oktopost let the person in', () => {
    const event = { id: 'evt-1', at, who: 'ana@acme.com' };
    const worked = { ...noSignIn, startedAt: at, event, result: 'worked' as const, decidedAt: at };
    const checks = { 'from-oktopost': worked, 'from-okta': worked };
    const both: Partial<Session> = { signIns: { later: false, checks, failed: [] } };
    expect(stateOf('single-sign-on', both)).toBe('done-stated');
  });

  it('is green nowhere in a set-up of which nothing was read', () => {
    const said: Partial<Session> = {
      ...mapped([]),
      appChecks: [check('cannot-be-read')],
      statedAt: { 'scim-on': at, connection: at, authenticate: at, 'to-app': at },
      ...passed('cannot-be-read'),
      signIns: {
        later: false,
        checks: {
          'from-oktopost': { ...noSignIn, startedAt: at, result: 'worked', decidedAt: at },
          'from-okta': { ...noSignIn, startedAt: at, result: 'worked', decidedAt: at },
        },
        failed: [],
      },
    };
    const rail = railOf({
      session: { ...newSession(), mode: 'practice', destination: 'board', region: 'us', app, ...said },
      okta: { state: 'token-needed' },
      oktopost: { state: 'token-needed' },
      run: null,
      lost: [],
      isDoubted: false,
      isContradicted: false,
      summary: 'done-stated',
    });
    expect(rail.filter(({ state }) => state === 'done-read')).toEqual([]);
    expect(rail.every(({ state }) => stepStateSchema.options.includes(state))).toBe(true);
  });
});
