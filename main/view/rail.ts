import { targetOf } from '../../shared/oktopost';
import { assertNever } from '../../shared/errors';
import { knownOf } from '../../shared/known';
import type { Known, Reading } from '../../shared/known';
import { isUnread } from '../../shared/verification';
import { isStated, settingStatement } from '../summary/statements';
import type { SummaryRead } from '../summary/last-read';
import { finishedStates } from '../../shared/screens';
import { accountStatement } from '../../shared/left-to-do';
import { isHalfTried, signInsVerdict } from '../../shared/single-sign-on';
import { flowFor } from './flow';
import { provenByLife } from '../storage/proven-by-life';
import {
  connectionProof,
  isConnectionProven,
  countedTest,
  refusedStep,
  provingTest,
} from '../storage/proving-test';
import type { Session } from '../storage/session';
import { isGone, hasFixableDifference } from '../steps/app-integration/checks';
import { isRunning } from '../../shared/at-work';
import type { GuidedStepId, FlowScreenId, SideScreenId, StepState } from '../../shared/screens';
import type { Check, RunOutcome } from '../../shared/plan';
import { isRefused } from '../../shared/connection';
import type { OktaConnection, OktopostToken } from '../../shared/connection';

interface RailInput {
  session: Session;
  okta: OktaConnection;
  oktopost: OktopostToken;
  run: Readonly<RunOutcome> | null;
  /** Guided steps that were observed as done and are not any more. */
  lost: readonly GuidedStepId[];
  /** Something of the connection is in doubt. */
  isDoubted: boolean;
  /** Okta shows of the connection that it is not as it has to be. */
  isContradicted: boolean;
  /** The last summary, as long as nothing of what it is made of has changed. */
  summary: SummaryRead;
}

type RailEntry = { screen: FlowScreenId; state: StepState; reachable: boolean };

/** Reachable as soon as there is an app integration: the values for Oktopost, and the summary with what is left to do. */
const reachableWithApp: readonly FlowScreenId[] = ['single-sign-on', 'summary'];

/** State of each screen, from what was observed. A screen can be reached when all before it are done, it was done itself, or it is shown. */
export function railOf(input: RailInput): RailEntry[] {
  let open = true;
  return flowFor(input.session).map((screen): RailEntry => {
    const state = stateOf(screen, input);
    const reachable =
      open ||
      finishedStates.includes(state) ||
      state === 'failed' ||
      screen === input.session.screen ||
      (reachableWithApp.includes(screen) && input.session.app !== null) ||
      isAgain(screen, input);
    // What is looked at has begun, what was read, and what was gone through once.
    const hasBegun =
      screen === input.session.screen ||
      (screen === 'summary' && input.summary !== 'not-read') ||
      isAgain(screen, input);
    const isToCome = !open && !hasBegun;
    const shown = state === 'needs-you' && isToCome ? 'not-yet' : state;
    if (!finishedStates.includes(state) && !isPassable(screen, input)) open = false;
    return { screen, state: shown, reachable };
  });
}

/** A summary can be checked and a failure explained at any time. An undo makes sense as soon as something was done, and to read what remains after it. */
export const moreOf = ({ app, changedSomething }: Session): SideScreenId[] => [
  ...(app === null ? [] : (['people', 'rollout', 'life-cycle'] as const)),
  ...(app === null && !changedSomething ? [] : (['undo'] as const)),
  'drift',
  'explain',
];

/**
 * Not done, and no obstacle to the steps after it: Oktopost's token was accepted before and is only not stored, or one user passed
 * the test and another is in it.
 */
const isPassable = (screen: FlowScreenId, { oktopost, session }: RailInput): boolean =>
  (screen === 'oktopost-token' && oktopost.state === 'token-needed') ||
  (screen === 'test-user' && provingTest(session) !== null);

/** Somebody was tested, so each step before was gone through: whichever is to be mended can be opened, in any order. */
const isAgain = (screen: FlowScreenId, { session }: RailInput): boolean =>
  screen !== 'summary' &&
  dependOnApp.includes(screen) &&
  session.app !== null &&
  (session.test.state !== 'none' || session.earlierPass !== null);

function stateOf(screen: FlowScreenId, input: RailInput): StepState {
  const { session, oktopost, run, summary } = input;
  if (dependOnApp.includes(screen) && isGone(session.appChecks)) return 'needs-you';
  switch (screen) {
    case 'welcome':
      return session.mode === 'unset' ? 'needs-you' : 'chosen';
    case 'destination':
      return isChosen(session) ? 'chosen' : 'needs-you';
    case 'connect-okta':
      return connectionState(input);
    case 'oktopost-token':
      return tokenState(oktopost);
    case 'plan':
      if (session.app !== null) return appState(session) === 'done-read' ? 'done-read' : 'chosen';
      // Approved: the next screen shows the outcome.
      return run?.scope.kind === 'app' ? 'chosen' : 'needs-you';
    case 'apply':
      if (applying(run, 'app')) return 'waiting';
      if (run?.scope.kind === 'app' && run.state === 'failed') return 'failed';
      return appState(session);
    case 'user-names':
      return userNamesState(session, run);
    case 'scim-on':
    case 'connection':
    case 'authenticate':
    case 'to-app':
      return guidedState(input, screen);
    case 'mapping':
      if (applying(run, 'mapping')) return 'waiting';
      if (session.mapping.skipped !== null) return 'skipped';
      return session.mapping.appliedAt === null
        ? 'needs-you'
        : stateOfKnown(knownOf(session.mapping.checks, statedIn(session)));
    case 'test-user':
      return testState(session);
    case 'single-sign-on':
      return signOnState(session);
    case 'summary':
      return summaryStates[summary];
  }
}

/** Screens that depend on the app integration; reset when it is deleted. */
const dependOnApp: readonly FlowScreenId[] = [
  'user-names',
  'scim-on',
  'connection',
  'authenticate',
  'to-app',
  'mapping',
  'test-user',
  'summary',
];

function appState(session: Session): StepState {
  const { app, appChecks, destination, region } = session;
  if (app === null || appChecks.length === 0) return 'needs-you';
  if (isGone(appChecks)) return 'failed';
  const fixable =
    destination !== null && region !== null && hasFixableDifference(appChecks, targetOf(destination, region));
  return fixable ? 'needs-you' : stateOfKnown(knownOf(appChecks.map(provenIn(session)), statedIn(session)));
}

/** A check as the summary counts it: what Okta did not show when it was read, a life-cycle test may have proven since. */
const provenIn =
  (session: Session) =>
  (check: Check): Check =>
    check.state === 'cannot-be-read' && provenByLife(session, check.setting)?.how === 'proven-by-life-cycle'
      ? { ...check, state: 'same' }
      : check;

/** The state of a step that is done: one rule, so that nothing is green that was not read as it should be. */
function stateOfKnown({ how, right }: Known): StepState {
  if (!right) return 'differs';
  switch (how) {
    case 'read':
      return 'done-read';
    case 'stated':
      return 'done-stated';
    case 'unread':
      return 'done-unread';
    default:
      return assertNever(how);
  }
}

const statedIn =
  (session: Session) =>
  ({ setting, expected }: Pick<Check, 'setting' | 'expected'>): boolean =>
    isStated(session, settingStatement(setting, expected));

const summaryStates: Record<SummaryRead, StepState> = {
  'not-read': 'needs-you',
  'read-again': 'needs-you',
  left: 'needs-you',
  faults: 'differs',
  done: 'done-read',
  'done-stated': 'done-stated',
};

const applying = (run: Readonly<RunOutcome> | null, kind: 'app' | 'mapping' | 'user-names'): boolean =>
  run !== null && run.scope.kind === kind && isRunning(run);

/** A template may have a destination that Oktopost’s article lacks: the admin still has to confirm it. */
function isChosen({ destination, region, confirmedUndocumentedTarget }: Session): boolean {
  if (destination === null || region === null) return false;
  return targetOf(destination, region).inArticle || confirmedUndocumentedTarget;
}

function userNamesState({ userNames }: Session, run: Readonly<RunOutcome> | null): StepState {
  if (applying(run, 'user-names')) return 'waiting';
  if (userNames.looked?.differing === 0) return 'done-read';
  if (!userNames.skipped) return 'needs-you';
  return userNames.triedAt === null ? 'skipped' : 'part-skipped';
}

function connectionState({ okta, session }: RailInput): StepState {
  switch (okta.state) {
    case 'connected':
      return 'done-read';
    case 'checking':
      return 'waiting';
    case 'failed':
      // Okta took it before: it was revoked, as the summary asks at the end, and nothing of the set-up failed.
      return isRefused(okta) && session.org !== null ? 'needs-you' : 'failed';
    case 'none':
    case 'token-needed':
      return 'needs-you';
  }
}

function tokenState({ state }: OktopostToken): StepState {
  switch (state) {
    case 'accepted':
      return 'done-read';
    case 'unchecked':
      return 'done-unread';
    case 'checking':
      return 'waiting';
    case 'refused':
      return 'failed';
    case 'none':
    case 'token-needed':
      return 'needs-you';
  }
}

function guidedState({ session, lost, isDoubted, isContradicted }: RailInput, step: GuidedStepId): StepState {
  if (lost.includes(step) || step === refusedStep(session)) return 'failed';
  if (session.readBackAt[step] !== null) return 'done-read';
  if (step === 'connection' && isContradicted) return 'needs-you';
  if (step === 'connection' && isDoubted) return 'done-unread';
  if (step === 'connection' && isConnectionProven(session)) return 'done-read';
  if (session.statedAt[step] !== null) return 'done-stated';
  // Whoever arrived proved all of it but Push Profile Updates, which nobody stated of this connection.
  return step === 'connection' && connectionProof(session) !== null ? 'done-unread' : 'needs-you';
}

/** Another computer read it, before it saved this set-up. */
const isOfFile = ({ endedAt }: Session['test'], { handedOver }: Session): boolean =>
  handedOver !== null && endedAt !== null && endedAt <= handedOver.at;

/** How it is known that the test user arrived: where nothing was read at Oktopost, somebody may have looked there. */
function readingOf(test: Session['test'], session: Session): Reading {
  if (!isUnread(test.rows)) return isOfFile(test, session) ? 'unread' : 'read';
  return test.user !== null && isStated(session, accountStatement(test.user.id)) ? 'stated' : 'unread';
}

function testState(session: Session): StepState {
  const test = countedTest(session);
  switch (test.state) {
    case 'passed':
      return stateOfKnown({ how: readingOf(test, session), right: true });
    case 'following':
      return 'waiting';
    case 'failed':
    case 'timed-out':
      return 'failed';
    case 'none':
    case 'stopped':
      return 'needs-you';
  }
}

function signOnState({ signIns }: Session): StepState {
  const verdict = signInsVerdict(signIns);
  switch (verdict) {
    // Okta logs its part only: that Oktopost let the person in is an admin's word.
    case 'read':
    case 'stated':
      return 'done-stated';
    case 'failed':
      return 'failed';
    case 'open':
      if (!signIns.later) return 'needs-you';
      return isHalfTried(signIns) ? 'part-skipped' : 'skipped';
  }
}
