import { isDeepStrictEqual } from 'node:util';
import { accountIn, isUserGone } from '../../shared/life-cycle';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { isFailure, newestAt } from '../observe/log-outcome';
import { giveUpMs, logLagMs, secondLookMs } from '../observe/okta-pace';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { poll } from '../polling/poll';
import type { Next, Poll } from '../polling/poll';
import { readForPhase } from '../steps/life-cycle/step';
import { requireApp } from '../storage/required';
import { requireUser } from '../steps/life-cycle/user';
import type { Doubt } from './doubt';
import { eventsOfPhases, saysSent } from './events';
import { boxOff, explainPhase, ofBoxes } from './explain';
import { inactiveBefore, inactiveLater, sendsNoDeactivation } from './left-active';
import { keepReads } from './kept-reads';
import type { KeptReads } from './kept-reads';
import { allSame, factsOf, isUnread, lookAtAccount, lookAtOkta } from './look';
import type { AccountLook, OktaLook } from './look';
import { createPace, oktaTook } from './pace';
import type { LifeCycleParts } from './parts';
import { phaseOf, sentEvents } from './scenario';

/** What a look found, to be kept. */
export interface Findings {
  phase: Partial<PhaseRecord>;
  /** Ids of System Log events, of this phase and of those before it that were logged late. */
  eventIds: ReadonlyMap<LifeCyclePhase, readonly string[]>;
  accountId: LifeCycle['accountId'];
}

interface Followed extends Pick<LifeCycleParts, 'store' | 'clock' | 'okta' | 'oktopost' | 'toAppError'> {
  phase: LifeCyclePhase;
  /** The last look reads what this one is planned by, too; null where nothing follows. */
  next: LifeCyclePhase | null;
  /** How long Okta took for the phases before, in milliseconds; null: not known yet. */
  usualMs: number | null;
  /** How long a request takes, in milliseconds. */
  requestMs: number;
  /** Written a moment ago, and not before a stop or a failure: what is waited for from then on is Okta's pace. */
  isJustWritten: boolean;
  /** Nothing was written: Okta had done the phase before, and somebody may have put Oktopost right by hand since. */
  isLookedAtAgain: boolean;
  /** Inactive now, only a new event of Okta's log says that Okta did it. */
  doubt: Doubt | null;
  put: (found: Findings) => void;
  ended: (ending: Ending) => void;
  broken: (error: unknown) => void;
}

export interface Ending {
  state: 'passed' | 'failed';
  found: Findings;
  /** When Okta logged the newest failure of the phase, ISO 8601; null: it logged none. */
  failedAt: string | null;
  /** How long Okta took, in milliseconds; null where nothing was waited for, or nothing says so. */
  tookMs: number | null;
  /** What the last look read of Okta; null where it read nothing. */
  reads: KeptReads | null;
}

const longestMs = 8_000;

interface Found {
  account: AccountLook;
  okta: OktaLook | null;
  facts: LifeCycleFact[];
  /** By their phases, oldest first. */
  events: ReadonlyMap<LifeCyclePhase, readonly LogEvent[]>;
  failed: PhaseRecord['explanation'];
  reads: KeptReads;
}

/**
 * Follows one phase until Okta and Oktopost show what is expected, or it is certain that they will not. Where Okta's pace is
 * known, the first look is at both, at the time when it should have arrived. After that Oktopost is asked alone: Okta's state
 * and log are read once it has arrived there, or when it takes longer than usual.
 */
export function followPhase(parts: Followed): Poll {
  const { store, clock, phase, next, usualMs, put, ended, toAppError, doubt } = parts;
  const expected = phaseOf(phase).expected(
    requireUser(store.session),
    store.session.mapping.choice.keepWorkEmail,
  );
  const record = (): PhaseRecord | undefined =>
    store.session.lifeCycle.phases.find((each) => each.phase === phase);
  const started = clock.now().getTime();
  const writtenMs = Date.parse(record()?.writtenAt ?? clock.now().toISOString());
  const elapsed = (): number => clock.now().getTime() - started;
  const knownBefore = new Set(store.session.lifeCycle.phases.flatMap(({ eventIds }) => eventIds));
  const isWaited = sentEvents[phase] !== null;
  const isOver = doubt?.kind === 'left-active' && doubt.isOver;
  const pace = createPace(usualMs, parts.requestMs);
  let problemSince: number | null = null;
  let arrivedAt: number | null = null;
  let inactiveLooks = 0;
  let looks = 0;
  let looksAtOkta = 0;

  /** Until an answer of Oktopost shows the arrival, Okta is read only at the first look, or when it is late. */
  function isWide(oktopostIsRead: boolean): boolean {
    if (arrivedAt !== null) return false;
    const isLate = elapsed() > Math.max(5_000, 2 * (usualMs ?? 0));
    // Where nothing is read ahead, Okta can be asked twice in as few requests.
    const isTimely = usualMs !== null && looks <= (expected.looksTwice ? 2 : 1);
    return !isWaited || !oktopostIsRead || isLate || isTimely;
  }

  async function read(signal: AbortSignal): Promise<Found> {
    const okta = parts.okta();
    const reads = keepReads(okta, clock);
    looks += 1;
    return okta.withContext({ signal }, async () => {
      const { lifeCycle } = store.session;
      const oktopost = parts.oktopost();
      const accountId = accountIn(lifeCycle, phase);
      const isLast = arrivedAt !== null;
      const wide = isWide(oktopost !== null);
      const [account, first] = await Promise.all([
        lookAtAccount(oktopost, { ...lifeCycle, accountId }, signal),
        wide ? lookOf(reads.okta) : null,
        wide || isLast ? readAhead(reads.okta) : null,
      ]);
      const isThere = allSame(factsOf(expected, accountId, null, account), 'oktopost');
      const isDue = first === null && (isLast ? !isThere : isThere);
      const [look] = isDue ? await Promise.all([lookOf(reads.okta), readAhead(reads.okta)]) : [first];
      const facts = factsOf(expected, accountId, look, account);
      const events = eventsOfPhases(lifeCycle.phases, phase, look?.events ?? []);
      const failed = await failureOf(okta, look, facts, events.get(phase) ?? [], account);
      return { account, okta: look, facts, events, failed, reads };
    });
  }

  function lookOf(okta: Okta): Promise<OktaLook> {
    looksAtOkta += 1;
    return lookAtOkta(okta, {
      appId: requireApp(store.session).id,
      known: store.session.lifeCycle,
      expected,
      now: clock.now(),
      // The log is read for its reasons and as evidence: once, and again where the phase does not end.
      readsLog: (isWaited || doubt !== null) && (looksAtOkta !== 2 || parts.oktopost() === null),
    });
  }

  /** What the next phase is planned by; where it cannot be read, its own reading says so. */
  const readAhead = (okta: Okta): Promise<unknown> =>
    next === null || (expected.looksTwice && arrivedAt === null)
      ? Promise.resolve()
      : readForPhase(okta, store.session, next).catch(() => undefined);

  const isSent = (events: readonly LogEvent[]): boolean => events.some((event) => saysSent(phase, event));

  function isArrived(facts: readonly LifeCycleFact[], look: OktaLook, events: readonly LogEvent[]): boolean {
    if (!allSame(facts, 'okta') || !allSame(facts, 'oktopost')) return false;
    if (doubt !== null && !isUnread(facts)) {
      // One look may have read the account before Okta's push, and the log after it.
      return isDeactivatedSince(look) || (!isOver && isSent(events));
    }
    // Where Oktopost cannot be read, or says nothing of who changed it, only the log says that Okta has sent it.
    const isShown = !isUnread(facts) && !parts.isLookedAtAgain;
    return !isWaited || isShown || isSent(events) || look.events === null;
  }

  const isDeactivatedSince = ({ events }: OktaLook): boolean =>
    events?.some((event) => !knownBefore.has(event.uuid) && saysSent('unassign', event)) === true;

  /** Why it will not arrive any more; null while it may. */
  async function failureOf(
    okta: Okta,
    look: OktaLook | null,
    facts: readonly LifeCycleFact[],
    events: readonly LogEvent[],
    account: AccountLook,
  ): Promise<PhaseRecord['explanation']> {
    if (look === null || isArrived(facts, look, events)) return null;
    const explained = (isStale = false): Promise<PhaseRecord['explanation']> =>
      explainPhase(okta, store.session, { phase, facts, look, events, isStale, waitedMs: elapsed() });
    if (arrivedAt !== null) return isInactive(account) && inactiveLooks > 0 ? explained(true) : null;
    if (doubt !== null && allSame(facts, 'okta') && allSame(facts, 'oktopost') && !isUnread(facts)) {
      // What Okta has sent may be logged later.
      const mayBeLogged = look.events !== null && (isWaited || !isOver);
      if (mayBeLogged && elapsed() <= logLagMs) return null;
      if (doubt.kind === 'left-active')
        return inactiveLater(store.session, phase, doubt, clock.now().toISOString());
      const off = ofBoxes(phase, await boxesNow(okta));
      return off === null ? inactiveBefore : boxOff(off);
    }
    // Deleting the user sends nothing: one look decides.
    if (phase === 'clean-up' && isOver && isUserGone(facts)) return explained();
    const hasFailed = events.some(isFailure) || look.appUser?.syncState === 'ERROR';
    const hasReason = events.some((event) => isFailure(event) && event.outcome?.reason !== null);
    // Okta says that it has sent it, and holds something else itself.
    const isSettled = isSent(events) && !allSame(facts, 'okta') && look.appUser?.syncState !== 'SYNCING';
    // Both say that all is well, and Oktopost shows something else: an older push may have come after this one.
    const isContradicted = isSent(events) && !allSame(facts, 'oktopost');
    if (!hasFailed && !isSettled && !isContradicted) problemSince = null;
    else problemSince ??= elapsed();
    if (hasFailed && hasReason) return explained();
    if (problemSince !== null && elapsed() - problemSince > (isSettled ? 2_000 : logLagMs))
      return explained();
    if (elapsed() > logLagMs / 2 && sendsNoDeactivation({ phase, look }, store.session)) return explained();
    if (elapsed() > logLagMs && isWaited && ofBoxes(phase, await boxesNow(okta)) !== null) return explained();
    return elapsed() > giveUpMs ? explained() : null;
  }

  async function boxesNow(okta: Okta): Promise<ToAppBoxes | null> {
    const app = await okta.app(requireApp(store.session).id);
    return app === null ? null : (await readToApp(okta, app)).boxes;
  }

  /** By Okta's own clock where it says so; else from its answer to the write until it was seen. */
  function tookMs({ okta, reads }: Found): number | null {
    if (!isWaited || !parts.isJustWritten) return null;
    const ofAssignment = phase === 'assign' || phase === 'reassign' ? (okta?.appUser ?? null) : null;
    const seen = reads.since + parts.requestMs / 2 - writtenMs;
    return (ofAssignment === null ? null : oktaTook(ofAssignment)) ?? seen;
  }

  function findingsOf({ account, okta: look, facts, events, failed }: Found): Findings {
    const { lifeCycle } = store.session;
    const id = look?.appUser?.externalId ?? (account.state === 'read' ? account.account?.id : null) ?? null;
    const isTold = arrivedAt === null || look !== null;
    return {
      phase: {
        ...(isTold ? { facts } : {}),
        ...(failed === null ? {} : { explanation: failed }),
      },
      eventIds: new Map([...events].map(([of, list]) => [of, list.map(({ uuid }) => uuid)])),
      accountId: lifeCycle.accountId ?? id,
    };
  }

  return poll<Found>({
    clock,
    backoff: { firstMs: isWaited ? pace.firstMs(started - writtenMs) : 0, growth: 1, longestMs },
    startWith: isWaited ? 'wait' : 'look',
    read,
    take: (seen): Next => {
      const found = findingsOf(seen);
      const { account, okta: look, facts, events, failed, reads } = seen;
      if (failed !== null) {
        const failedAt = newestAt(events.get(phase) ?? [], 'failure');
        ended({ state: 'failed', found, failedAt, tookMs: null, reads: null });
        return 'done';
      }
      if (arrivedAt !== null && !isInactive(account)) {
        ended({ state: 'passed', found, failedAt: null, tookMs: null, reads });
        return 'done';
      }
      const hasArrived = look !== null && isArrived(facts, look, events.get(phase) ?? []);
      // Where Oktopost cannot be read, a second look would show nothing more.
      const looksTwice = expected.looksTwice && account.state === 'read';
      if (arrivedAt === null && hasArrived && !looksTwice) {
        ended({ state: 'passed', found, failedAt: null, tookMs: tookMs(seen), reads });
        return 'done';
      }
      if (arrivedAt === null && hasArrived) {
        arrivedAt = elapsed();
        put({ ...found, phase: { ...found.phase, state: 'second-look' } });
        return { afterMs: secondLookMs };
      }
      if (isNew(found)) put(found);
      if (arrivedAt === null) return pace.soon();
      inactiveLooks += 1;
      return { afterMs: longestMs };
    },
    failed: (error): Next => {
      const { code } = toAppError(error);
      const isPassing = ['unreachable', 'timed-out', 'rate-limited', 'unreadable-answer'].includes(code);
      if (isPassing && elapsed() < giveUpMs) return pace.soon();
      parts.broken(error);
      return 'done';
    },
    report: parts.broken,
  });

  /** Each is written to the disk. */
  function isNew({ phase: { facts }, eventIds, accountId }: Findings): boolean {
    const { lifeCycle } = store.session;
    const known = new Set(lifeCycle.phases.flatMap((each) => each.eventIds));
    return (
      accountId !== lifeCycle.accountId ||
      (facts !== undefined && !isDeepStrictEqual(record()?.facts, facts)) ||
      [...eventIds.values()].flat().some((id) => !known.has(id))
    );
  }
}

const isInactive = (look: AccountLook): boolean => look.state === 'read' && look.account?.active !== true;
