import { isDeepStrictEqual } from 'node:util';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { isFailure, logOutcomeOf } from '../observe/log-outcome';
import { readToApp } from '../observe/to-app';
import type { LogEvent, Okta } from '../okta/types';
import { poll } from '../polling/poll';
import type { Next, Poll } from '../polling/poll';
import { requireApp } from '../storage/required';
import { requireUser } from '../steps/life-cycle/user';
import { secondLookMs } from '../verification/follow';
import { explainPhase, ofBoxes } from './explain';
import { allSame, factsOf, isUnread, lookAtAccount, lookAtOkta } from './look';
import type { AccountLook, OktaLook } from './look';
import type { LifeCycleParts } from './parts';
import { phaseOf } from './scenario';

interface Followed extends Pick<LifeCycleParts, 'store' | 'clock' | 'okta' | 'oktopost' | 'toAppError'> {
  phase: LifeCyclePhase;
  /** How long Okta took for the phases before, in milliseconds; null: not known yet. */
  usualMs: number | null;
  put: (patch: Partial<PhaseRecord>, more?: Partial<LifeCycle>) => void;
  /** `tookMs`: from the write until it was seen; null where nothing was waited for. */
  ended: (state: 'passed' | 'failed', tookMs: number | null) => void;
  broken: (error: unknown) => void;
}

/** Okta usually provisions within a minute; its SCIM requests may take 60 s each. */
const giveUpMs = 4 * 60_000;
/** The System Log comes later than the state: how long a failure waits for its reason. */
const logLagMs = 20_000;
const longestMs = 8_000;
/** Between the first looks while Okta's own pace is not known. */
const firstMs = 400;
const growth = 1.25;

interface Found {
  account: AccountLook;
  okta: OktaLook | null;
  facts: LifeCycleFact[];
  /** The events of this phase, oldest first. */
  events: LogEvent[];
  failed: PhaseRecord['explanation'];
}

/**
 * Follows one phase until Okta and Oktopost show what is expected, or it is certain that they will not. Oktopost is asked first:
 * Okta's state and log are read once it has arrived there, or when it takes longer than usual.
 */
export function followPhase(parts: Followed): Poll {
  const { store, clock, phase, usualMs, put, ended, toAppError } = parts;
  const expected = phaseOf(phase).expected(
    requireUser(store.session),
    store.session.mapping.choice.keepWorkEmail,
  );
  const record = (): PhaseRecord | undefined =>
    store.session.lifeCycle.phases.find((each) => each.phase === phase);
  const known = new Set(store.session.lifeCycle.phases.flatMap(({ eventIds }) => eventIds));
  const started = clock.now().getTime();
  const writtenMs = Date.parse(record()?.writtenAt ?? clock.now().toISOString());
  const elapsed = (): number => clock.now().getTime() - started;
  const isWaited = expected.events !== null;
  // What was measured holds the pauses between looks too: the first look comes a little before.
  const firstWaitMs = isWaited ? (usualMs ?? firstMs) * 0.6 : 0;
  let stepMs = usualMs === null ? firstMs : Math.max(100, usualMs * 0.1);
  let problemSince: number | null = null;
  let arrivedAt: number | null = null;
  let inactiveLooks = 0;

  const soon = (): Next => {
    const afterMs = stepMs;
    stepMs = Math.min(stepMs * growth, longestMs);
    return { afterMs };
  };

  async function read(signal: AbortSignal): Promise<Found> {
    const okta = parts.okta();
    return okta.withContext({ signal }, async () => {
      const { lifeCycle } = store.session;
      const account = await lookAtAccount(parts.oktopost(), lifeCycle, signal);
      const isThere = allSame(factsOf(expected, lifeCycle.accountId, null, account), 'oktopost');
      const isLate = elapsed() > Math.max(5_000, 2 * (usualMs ?? 0));
      const looksAtOkta = arrivedAt === null ? isThere || isLate : !isThere;
      const look = looksAtOkta ? await lookOf(okta) : null;
      const accountId = lifeCycle.accountId;
      const facts = factsOf(expected, accountId, look, account);
      const events = (look?.events ?? []).filter(({ uuid }) => !known.has(uuid));
      return {
        account,
        okta: look,
        facts,
        events,
        failed: await failureOf(okta, look, facts, events, account),
      };
    });
  }

  const lookOf = (okta: Okta): Promise<OktaLook> =>
    lookAtOkta(okta, {
      appId: requireApp(store.session).id,
      known: store.session.lifeCycle,
      expected,
      now: clock.now(),
    });

  const isSent = (events: readonly LogEvent[]): boolean =>
    events.some(
      (event) => expected.events?.includes(event.eventType) === true && logOutcomeOf(event) === 'success',
    );

  function isArrived(facts: readonly LifeCycleFact[], look: OktaLook, events: readonly LogEvent[]): boolean {
    if (!allSame(facts, 'okta') || !allSame(facts, 'oktopost')) return false;
    // Where Oktopost cannot be read, only the log says that Okta has sent it.
    return !isWaited || !isUnread(facts) || isSent(events) || look.events === null;
  }

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
    if (elapsed() > logLagMs && expected.events !== null) {
      const app = await okta.app(requireApp(store.session).id);
      const boxes = app === null ? null : (await readToApp(okta, app)).boxes;
      if (ofBoxes(phase, boxes) !== null) return explained();
    }
    return elapsed() > giveUpMs ? explained() : null;
  }

  const tookMs = (): number | null => (isWaited ? clock.now().getTime() - writtenMs : null);

  return poll<Found>({
    clock,
    backoff: { firstMs: firstWaitMs, growth, longestMs },
    startWith: firstWaitMs > 0 ? 'wait' : 'look',
    read,
    take: ({ account, okta: look, facts, events, failed }): Next => {
      const { lifeCycle } = store.session;
      const before = record();
      const eventIds = [...new Set([...(before?.eventIds ?? []), ...events.map(({ uuid }) => uuid)])];
      const id = look?.appUser?.externalId ?? (account.state === 'read' ? account.account?.id : null) ?? null;
      const accountId = lifeCycle.accountId ?? id;
      const isKnown = isDeepStrictEqual([before?.facts, before?.eventIds], [facts, eventIds]);
      if (!isKnown && (arrivedAt === null || look !== null)) put({ facts, eventIds }, { accountId });
      if (failed !== null) {
        put({ explanation: failed });
        ended('failed', null);
        return 'done';
      }
      if (arrivedAt !== null) {
        if (!isInactive(account)) {
          ended('passed', null);
          return 'done';
        }
        inactiveLooks += 1;
        return { afterMs: longestMs };
      }
      if (look === null || !isArrived(facts, look, events)) return soon();
      if (!expected.looksTwice) {
        ended('passed', tookMs());
        return 'done';
      }
      arrivedAt = elapsed();
      put({ state: 'second-look' });
      return { afterMs: secondLookMs };
    },
    failed: (error): Next => {
      const { code } = toAppError(error);
      const isPassing = ['unreachable', 'timed-out', 'rate-limited', 'unreadable-answer'].includes(code);
      if (isPassing && elapsed() < giveUpMs) return soon();
      parts.broken(error);
      return 'done';
    },
    report: parts.broken,
  });
}

const isInactive = (look: AccountLook): boolean => look.state === 'read' && look.account?.active !== true;
