import type { AppError } from '../../shared/errors';
import { isSeenThere, isUnread } from '../../shared/verification';
import type { AttributeRow, PreCheck, TestSnapshot, TimelineEntry } from '../../shared/verification';
import type { Connections } from '../connections/connections';
import type { Lifetime } from '../lifetime';
import { newestAt } from '../observe/log-outcome';
import { rememberSending } from '../observe/remember-sending';
import type { SendingParts } from '../observe/remember-sending';
import { giveUpMs, logLagMs, secondLookMs, settleMs } from '../observe/okta-pace';
import type { Okta } from '../okta/okta';
import type { Backoff, Next } from '../polling/poll';
import type { Clock } from '../ports';
import { requireApp } from '../storage/required';
import { appKindOf } from '../storage/target';
import { createFollowing, followedAgain, stoppedFollowing } from './following';
import {
  accountName,
  cannotSucceed,
  hasArrived,
  hasReason,
  isInactiveThere,
  lookAtTest,
  timelineOf,
  wasReactivated,
  withEntries,
} from './look';
import type { Look } from './look';
import { compareAttributes, createExpectation } from './rows';
import { verdictOfArrival, verdictOfFailure, wentInactive } from './verdict';

export interface FollowerParts extends SendingParts {
  clock: Clock;
  connections: Pick<Connections, 'okta' | 'oktopost'>;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
}

/** Follows the assigned test user in Okta, its System Log and Oktopost until there is a verdict. */
export interface Follower {
  /** What was found before an assignment is kept with the test that follows. */
  foundBefore(check: PreCheck): void;
  /** Begins with the session's test user. */
  begin(): void;
  /** After a time-out or a stop: follows the same assignment again. */
  again(): void;
  stop(): void;
  /** The assignment itself failed. */
  abandon(error: AppError | null): void;
  /** The user was unassigned: what becomes of the account is followed elsewhere. */
  unassigned(): void;
  forget(): void;
}

/** Nobody arrives sooner: Okta searches for them at Oktopost first, and a look before costs requests and a whole wait more. */
const backoff: Backoff = { firstMs: 300, growth: 1.8, longestMs: 8_000 };

type Ending = Pick<TestSnapshot, 'state' | 'verdict' | 'explanation'>;

interface Found {
  look: Look;
  /** `ending` is null while the test continues. Rejected when the expected values or the cause could not be read. */
  outcome: PromiseSettledResult<{ rows: AttributeRow[]; ending: Ending | null }>;
}

export function createFollower(parts: FollowerParts): Follower {
  const { store, clock, connections, changed, report } = parts;
  const following = createFollowing(parts);
  let lastCheck: PreCheck | null = null;

  const now = (): string => clock.now().toISOString();
  const put = (patch: Partial<TestSnapshot>): void => {
    store.update({ test: { ...store.session.test, ...patch } });
    changed();
  };
  const note = (entries: readonly TimelineEntry[]): void => {
    const { timeline: before } = store.session.test;
    const timeline = withEntries(before, entries);
    if (timeline !== before) put({ timeline });
  };

  function start(): void {
    following.start<Found | null>(followed);
  }

  function followed(elapsed: () => number) {
    const expectation = createExpectation();
    let failedSince: number | null = null;
    let elsewhereSince: number | null = null;
    /** Looks after the first one that found everything at Oktopost as expected. */
    let laterLooks = 0;
    /** The assignment that has its verdict. */
    let concluded: string | null = null;

    function conclude(ending: Ending, { events }: Look): void {
      const at = now();
      const failedAt = newestAt(events, 'failure') ?? at;
      const failures = ending.explanation === null ? [] : [{ ...ending.explanation, at: failedAt }];
      // Of the pre-built app Oktopost's accounts cannot be read; that it took this one, Okta shows.
      const mayRead = appKindOf(store.session) === 'custom';
      const isRead = ending.state === 'passed' && (!mayRead || !isUnread(store.session.test.rows));
      const from = store.session.test.assignedAt ?? at;
      const sent = { from, at, failures, isRead, hasSearched: true };
      rememberSending(parts, connections.oktopost(), 'test', sent).catch(report);
      put({ ...ending, endedAt: at });
      concluded = store.session.test.assignedAt;
    }

    /** The user arrived. Where Okta made the account active again, there is no verdict before the second look. */
    function arrived(look: Look, ending: Ending): Next {
      if (!look.oktopostRead || laterLooks > 0) {
        conclude(ending, look);
        return 'done';
      }
      laterLooks = 1;
      if (wasReactivated(look)) note([{ ...waitsForSecondLook, at: now() }]);
      else conclude(ending, look);
      return { afterMs: secondLookMs };
    }

    /** A look after a verdict. It counts only while the user is assigned: the admin may have unassigned them meanwhile. */
    function afterVerdict(look: Look): Next {
      const { user, decision, assignedAt } = store.session.test;
      if (assignedAt !== concluded || decision === 'unassigned' || !isInactiveThere(look)) return 'done';
      laterLooks += 1;
      // They may be unassigned at this very moment: inactive counts when it is seen twice.
      if (laterLooks === 2) return { afterMs: backoff.longestMs };
      note(timelineOf(look, now()));
      conclude(wentInactive(accountName(look, user), look), look);
      return 'done';
    }

    async function endingOf(okta: Okta, read: Look, rows: AttributeRow[]): Promise<Ending | null> {
      const { session } = store;
      // An account that was seen at Oktopost was deleted since.
      const look = { ...read, isElsewhere: read.isElsewhere && !session.test.wasSeen };
      if (hasArrived(look, rows)) {
        return verdictOfArrival(session.test, rows, look);
      }
      const failure = (state: 'failed' | 'timed-out'): Promise<Ending> =>
        verdictOfFailure(okta, session, look, { state, now: clock.now() });
      if (cannotSucceed(look)) {
        failedSince ??= clock.now().getTime();
        if (hasReason(look) || clock.now().getTime() - failedSince > logLagMs) return failure('failed');
      }
      elsewhereSince = look.isElsewhere ? (elsewhereSince ?? clock.now().getTime()) : null;
      if (elsewhereSince !== null && clock.now().getTime() - elsewhereSince > settleMs)
        return failure('failed');
      return elapsed() > giveUpMs ? failure('timed-out') : null;
    }

    async function outcomeOf(okta: Okta, look: Look, expecting: ReturnType<typeof expectation>) {
      const found = compareAttributes((await expecting) ?? [], look);
      const differs = found.some(({ state }) => state === 'different');
      const rows = differs
        ? compareAttributes((await expectation(okta, store.session, true)) ?? [], look)
        : found;
      return { rows, ending: await endingOf(okta, look, rows) };
    }

    return {
      backoff,
      startWith: 'wait' as const,
      read: async (signal: AbortSignal): Promise<Found | null> => {
        const okta = connections.okta();
        const { user, assignedAt } = store.session.test;
        if (okta === null || user === null || assignedAt === null) return null;
        return okta.withContext({ signal }, async () => {
          // It is needed once the user has arrived, and read meanwhile.
          const expecting = expectation(okta, store.session);
          expecting.catch(() => undefined);
          const look = await lookAtTest(okta, connections.oktopost(), {
            appId: requireApp(store.session).id,
            userId: user.id,
            email: user.email,
            assignedAt: new Date(assignedAt),
            now: clock.now(),
          });
          const [outcome] = await Promise.allSettled([outcomeOf(okta, look, expecting)]);
          return { look, outcome };
        });
      },
      take: (found: Found | null): Next => {
        if (found === null) return 'done';
        const { look, outcome } = found;
        if (concluded !== null) return afterVerdict(look);
        note(timelineOf(look, now()));
        if (outcome.status === 'rejected') throw outcome.reason;
        const { rows, ending } = outcome.value;
        put({ rows, wasSeen: store.session.test.wasSeen || isSeenThere(rows), lastLookAt: now() });
        if (ending === null) return 'again';
        if (ending.state === 'passed') return arrived(look, ending);
        conclude(ending, look);
        return 'done';
      },
      failed: (entry: TimelineEntry, isOver: boolean): Next => {
        if (concluded !== null) return 'done';
        note([entry]);
        if (!isOver) return 'again';
        const verdict = `The test could not be followed: ${entry.text}`;
        put({ state: 'timed-out', endedAt: now(), verdict });
        return 'done';
      },
    };
  }

  return {
    foundBefore: (check) => {
      lastCheck = check;
    },
    begin: () => {
      if (lastCheck !== null && lastCheck.user.id === store.session.test.user?.id)
        put({ before: lastCheck.findings.filter(({ untilAssigned }) => untilAssigned !== true) });
      start();
    },
    again: () => {
      put(followedAgain);
      start();
    },
    stop: () => {
      following.stop();
      if (store.session.test.state === 'following') put(stoppedFollowing);
    },
    abandon: (error) => {
      following.stop();
      if (store.session.test.state !== 'following') return;
      put({ state: 'stopped', verdict: error?.message ?? 'The user was not assigned.' });
    },
    unassigned: () => {
      following.stop();
      if (store.session.test.state === 'following')
        put({ state: 'stopped', verdict: 'The user was unassigned before there was a result.' });
    },
    forget: following.stop,
  };
}

const waitsForSecondLook = {
  source: 'assistant',
  text: 'The user arrived. Okta made the account active again, so Oktopost is looked at once more half a minute later.',
  failed: false,
  eventId: null,
} as const;
