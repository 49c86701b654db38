import type { LifeCyclePlan, PhaseRecord } from '../../shared/life-cycle';
import { needsLook, noLifeCycle, newestPhase, stoppedLifeCycle } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { Poll } from '../polling/poll';
import { rememberSending } from '../observe/remember-sending';
import { doubtBefore } from './doubt';
import { laterPhase, notStarted, planOnlyFailure, staleChecks, unknownLifeCyclePlan } from './failures';
import { seenOtherwise } from './explain';
import { followPhase } from './follow';
import type { KeptReads } from './kept-reads';
import type { LifeCycleParts } from './parts';
import { testTook } from './pace';
import { newObstacle, planLifeCycle } from './plan';
import { emptyPhase, failedBySight, isOpen, recordsIn, restingState } from './records';
import { writePhase } from './write-phase';

/** The life-cycle test: the whole life of a user of the assistant's own, phase by phase, each a plan of the engine. */
export interface LifeCycleTest {
  /** What would be written, on whom, and what is known to stand in the way. Only reads. */
  plan(): Promise<LifeCyclePlan>;
  /** Begins what was shown, once its checks were read again. @throws AppFailure `plan-unknown`, `plan-only`, `plan-stale`, `not-ready` */
  start(planId: string): Promise<void>;
  /** At once; what was sent to Okta is finished by Okta. */
  stop(): void;
  /**
   * `again`: from the phase that failed or was stopped, or on after a look at Oktopost, which is read first where it can be and nobody
   * has said what it shows; `next`: from the one after it. @throws AppFailure `not-ready`
   */
  resume(from: 'again' | 'next'): void;
  /** Passes over what is left, and deletes the user; once: while that goes on, and after it passed, nothing happens. @throws AppFailure `not-ready` */
  cleanUp(): void;
  /**
   * What the admin saw at Oktopost after the newest phase: something else than expected fails it. Null takes back what was said
   * of any.
   * @throws AppFailure `not-ready` where a later phase has changed what Oktopost shows.
   */
  saw(phase: LifeCyclePhase, asExpected: boolean | null): void;
}

export function createLifeCycleTest(parts: LifeCycleParts): LifeCycleTest {
  const { store, clock, lifetime, toAppError, report } = parts;
  /** `usualMs`: how long Okta took for somebody before; null: not known. */
  let planned: { plan: LifeCyclePlan; usualMs: number | null } | null = null;
  let abort = new AbortController();
  let following: Poll | null = null;
  let going = Promise.resolve();
  /** How long Okta took for each phase of this life, and for the test of a person before it, in milliseconds. */
  let delaysMs: number[] = [];
  /** What the last look at the phase before read of Okta. */
  let ahead: KeptReads | null = null;

  const now = (): string => clock.now().toISOString();
  const { put, putPhase, putFound, nextOpen } = recordsIn(parts);

  // Nothing is written at a start of the assistant before somebody says so.
  if (store.session.lifeCycle.state === 'running') put(stoppedLifeCycle(store.session.lifeCycle));

  /** What the phase, which has ended, says of the connection. `failedAt`: when Okta logged its failure, where it did. */
  function tellConnection(phase: LifeCyclePhase, at: string, failedAt: string | null): void {
    const record = store.session.lifeCycle.phases.find((each) => each.phase === phase);
    if (record === undefined) return;
    const { explanation, facts, state, writtenAt, startedAt } = record;
    const isRead =
      state === 'passed' &&
      facts.some((fact) => fact.where === 'oktopost' && fact.actual !== null && fact.state === 'same');
    const failures = explanation === null ? [] : [{ ...explanation, at: failedAt ?? at }];
    const from = writtenAt ?? startedAt ?? at;
    const hasSearched = phase === 'assign' || phase === 'reassign';
    const sent = { from, at, failures, isRead, hasSearched };
    rememberSending(parts, parts.oktopost(), 'life-cycle', sent).catch(report);
  }

  function end(): void {
    put({ state: restingState(store.session.lifeCycle), endedAt: now() });
  }

  async function doPhase(record: PhaseRecord, signal: AbortSignal): Promise<boolean> {
    const { phase, writtenAt, startedAt } = record;
    const doubt = doubtBefore(store.session, record);
    let requestMs = 0;
    let isJustWritten = false;
    if (writtenAt === null) {
      putPhase(phase, { state: 'writing', startedAt: startedAt ?? now(), explanation: null, facts: [] });
      const reads = ahead;
      ahead = null;
      const written = await writePhase(parts, phase, reads, signal);
      const state = store.session.lifeCycle.phases.find((each) => each.phase === phase)?.state;
      // Forgotten meanwhile.
      if (state === undefined) return false;
      if (written === null) {
        // Begun before, it may have been written then.
        if (startedAt === null) putPhase(phase, { startedAt, state: state === 'writing' ? 'to-do' : state });
        return false;
      }
      requestMs = written.tookMs;
      isJustWritten = written.hasWritten;
      putPhase(phase, { state: state === 'writing' ? 'waiting' : state, writtenAt: written.at });
      if (signal.aborted) return false;
    }
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        resolve(false);
      });
      following = followPhase({
        ...parts,
        phase,
        next: followerOf(phase),
        usualMs: usualOf(delaysMs),
        requestMs,
        isJustWritten,
        isLookedAtAgain: writtenAt === null && !isJustWritten,
        doubt,
        put: (found) => {
          putFound(phase, found);
        },
        ended: ({ state, found, failedAt, tookMs, reads }) => {
          if (tookMs !== null) delaysMs = [...delaysMs, tookMs];
          ahead = reads;
          const at = now();
          putFound(phase, found, { state, endedAt: at });
          tellConnection(phase, at, failedAt);
          resolve(state === 'passed');
        },
        broken: reject,
      });
    });
  }

  async function goThrough(signal: AbortSignal): Promise<void> {
    for (let record = nextOpen(); record !== undefined; record = nextOpen()) {
      const { phase } = record;
      const passed = await doPhase(record, signal).catch((error: unknown) => {
        if (signal.aborted) return false;
        putPhase(phase, { state: 'failed', endedAt: now() }, { error: toAppError(error) });
        return false;
      });
      if (signal.aborted) return;
      if (!passed) {
        put({ state: 'failed' });
        return;
      }
      // The next phase changes what the admin can see at Oktopost of this one.
      const newest = newestPhase(store.session.lifeCycle);
      if (newest !== undefined && needsLook(newest) && nextOpen() !== undefined) {
        put({ state: 'stopped' });
        return;
      }
    }
    end();
  }

  function go(): void {
    halt();
    abort = new AbortController();
    const { signal } = abort;
    put({ state: 'running', endedAt: null, error: null });
    // A write that was in flight when the test was stopped is finished first.
    going = going.then(() => (signal.aborted ? undefined : goThrough(signal))).catch(report);
  }

  const halt = (): void => {
    abort.abort();
    following?.stop();
  };
  lifetime.onForget(() => {
    halt();
    planned = null;
    delaysMs = [];
    ahead = null;
  });
  lifetime.onClose(halt);

  function requireStarted(): void {
    if (store.session.planOnly) throw planOnlyFailure();
    if (store.session.lifeCycle.user === null) throw notStarted();
  }

  return {
    plan: async () => {
      const okta = parts.okta();
      const [plan, usualMs] = await Promise.all([
        planLifeCycle(okta, parts.oktopost(), store.session),
        testTook(okta, store.session),
      ]);
      planned = { plan, usualMs };
      return plan;
    },
    start: async (planId) => {
      if (store.session.planOnly) throw planOnlyFailure();
      if (planned === null || planned.plan.id !== planId) throw unknownLifeCyclePlan();
      const { plan, usualMs } = planned;
      const blocking = plan.findings.find(({ level }) => level === 'block');
      if (blocking !== undefined) throw notStarted(blocking.text, blocking.next);
      const obstacle = await newObstacle(parts.okta(), store.session, plan);
      // Begun, read again or forgotten meanwhile.
      if (planned?.plan !== plan) throw unknownLifeCyclePlan();
      if (store.session.planOnly) throw planOnlyFailure();
      planned = null;
      if (obstacle !== null) throw staleChecks(obstacle);
      delaysMs = usualMs === null ? [] : [usualMs];
      const { lifeCycle } = store.session;
      put(
        { ...noLifeCycle, user: plan.user, startedAt: now(), phases: lifeCyclePhases.map(emptyPhase) },
        newestPhase(lifeCycle) === undefined ? null : lifeCycle,
      );
      go();
    },
    stop: () => {
      halt();
      if (store.session.lifeCycle.state === 'running') put({ state: 'stopped' });
    },
    resume: (from) => {
      requireStarted();
      const current = newestPhase(store.session.lifeCycle);
      if (from === 'again' && current?.state === 'failed') {
        putPhase(
          current.phase,
          { ...emptyPhase(current.phase), eventIds: current.eventIds },
          {},
          { ...store.session.lifeCycle, phases: [current] },
        );
      }
      if (from === 'again' && current !== undefined && needsLook(current) && parts.oktopost() !== null) {
        putPhase(current.phase, { state: 'waiting', endedAt: null });
      }
      if (from === 'next' && current !== undefined && isOpen(current)) {
        putPhase(current.phase, { state: 'passed-over', endedAt: now() });
      }
      go();
    },
    cleanUp: () => {
      requireStarted();
      const { lifeCycle } = store.session;
      const newest = newestPhase(lifeCycle);
      const isCleaned = newest?.phase === 'clean-up' && newest.state === 'passed';
      const isCleaning = newest?.phase === 'clean-up' && lifeCycle.state === 'running';
      if (isCleaned || isCleaning) return;
      const phases = lifeCycle.phases.map((record): PhaseRecord => {
        if (record.phase === 'clean-up') return emptyPhase('clean-up');
        return isOpen(record) ? { ...record, state: 'passed-over' } : record;
      });
      halt();
      const isTriedAgain = newest?.phase === 'clean-up' && newest.state === 'failed';
      put({ phases }, isTriedAgain ? { ...lifeCycle, phases: [newest] } : null);
      go();
    },
    saw: (phase, asExpected) => {
      if (asExpected !== null && newestPhase(store.session.lifeCycle)?.phase !== phase) throw laterPhase();
      const by = store.session.org?.login ?? null;
      const { state, phases } = store.session.lifeCycle;
      const record = phases.find((each) => each.phase === phase);
      if (record === undefined) return;
      const seen = asExpected === null ? null : { asExpected, by, at: now() };
      // A word fails a phase that Okta has done, and takes only that back: not what the assistant itself found.
      const isOurs = record.state === 'passed' || record.explanation?.id === seenOtherwise(phase).id;
      const outcome =
        asExpected === false ? failedBySight(phase) : ({ state: 'passed', explanation: null } as const);
      putPhase(phase, { seen, ...(isOurs && outcome) });
      if (state !== 'running') put({ state: restingState(store.session.lifeCycle) });
    },
  };
}

const followerOf = (phase: LifeCyclePhase): LifeCyclePhase | null =>
  lifeCyclePhases[lifeCyclePhases.indexOf(phase) + 1] ?? null;

/** The shortest one; null while nothing was measured. */
const usualOf = (delaysMs: readonly number[]): number | null =>
  delaysMs.length === 0 ? null : Math.min(...delaysMs);
