import type { CannotAssign, PersonState } from '../../../shared/rollout';
import { newestAt, newestOf } from '../../observe/log-outcome';
import { giveUpMs, logLagMs, secondLookMs } from '../../observe/okta-pace';
import type { LogEvent } from '../../okta/types';
import { poll } from '../../polling/poll';
import type { Backoff, Next } from '../../polling/poll';
import type { RingPerson } from '../../steps/rollout/ring';
import { requireApp } from '../../storage/required';
import { cannotAssignCause, readCannotAssign } from './cannot-assign';
import { failuresOf } from './failure-groups';
import type { Cause } from './failure-groups';
import { explainPerson, readSetting } from './explain-person';
import type { Setting } from './explain-person';
import {
  eventsAbout,
  hasFailed,
  hasReason,
  isLogged,
  isMissing,
  isThere,
  lookAtRing,
  wasReactivated,
} from './ring-look';
import type { RingLook } from './ring-look';
import type { StoredRing } from '../rollout-store';
import type { RolloutParts } from '../parts';

interface Followed {
  people: readonly RingPerson[];
  /** Known to have failed already: Okta refused the assignment. */
  refused: ReadonlySet<string>;
  /** Nothing was sent just now: who is not assigned has failed, and is not waited for. */
  isCheck?: boolean;
  /** A group assigns them. */
  isGroup?: boolean;
  since: Date;
  /** Stops it. */
  signal: AbortSignal;
  /** After each look. */
  looked: () => void;
  /** Nobody waits for more than one look: one that fails is not tried again. */
  isEnding?: () => boolean;
}

export type RingOutcome = Pick<StoredRing, 'failed' | 'failures' | 'looked' | 'logged'>;

/** When what came of people was, as Okta has it, ISO 8601, by user id; nobody of whom Okta did not tell. */
export interface RingTimes {
  readonly arrived: ReadonlyMap<string, string>;
  readonly failed: ReadonlyMap<string, string>;
}

/** A ring that is followed, with the present state of each of its people. */
export interface RingFollower {
  readonly states: ReadonlyMap<string, PersonState>;
  readonly times: RingTimes;
  /** Null: it was stopped. Rejects with why a look failed that was not tried again. */
  readonly outcome: Promise<RingOutcome | null>;
}

const backoff: Backoff = { firstMs: 1_000, growth: 1.4, longestMs: 10_000 };
/** Looks that fail in a row before it ends. */
const mostFailedLooks = 5;
/** Nobody has arrived or failed for so long. */
const stallMs = giveUpMs;
/** Accounts of a ring that are looked at in Oktopost. */
export const lookedAtMost = 50;

/**
 * Follows the people of a ring until each has arrived or will not arrive any more. The state comes from Okta's list; the log is read
 * for the reason of a failure and at the end; at most fifty accounts, spread over the ring, are looked at in Oktopost.
 */
export function followRing(
  parts: Pick<RolloutParts, 'store' | 'clock' | 'okta' | 'oktopost'>,
  {
    people,
    refused,
    isCheck = false,
    isGroup = false,
    since,
    signal: stopping,
    looked,
    isEnding = () => false,
  }: Followed,
): RingFollower {
  const { store, clock } = parts;
  const { id: appId } = requireApp(store.session);
  const byId = new Map(people.map((person) => [person.userId, person]));
  const sample = sampleOf(people);
  const states = new Map<string, PersonState>();
  const causes = new Map<string, { cause: Cause; eventId: string | null }>();
  const seen = new Set<string>();
  const logged = new Set<string>();
  const reactivated = new Set<string>();
  const errorSince = new Map<string, number>();
  const times = { arrived: new Map<string, string>(), failed: new Map<string, string>() };
  let isLogRead = false;
  let isOktopostRead = false;
  let setting: Setting | null = null;
  /** Who is not assigned and cannot be, as of the present look. */
  let away: ReadonlyMap<string, CannotAssign> = new Map();
  let lastChange = clock.now().getTime();
  let allArrivedAt: number | null = null;
  let isSecondLook = false;
  /** As of the present look. */
  let isStalled = false;
  let failedLooks = 0;
  for (const { userId } of people) states.set(userId, refused.has(userId) ? 'failed' : 'waiting');

  const isOpen = (userId: string): boolean => states.get(userId) === 'waiting';
  const hasOpen = (): boolean => people.some(({ userId }) => isOpen(userId));

  function fail(userId: string, cause: Cause, events: readonly LogEvent[]): void {
    states.set(userId, 'failed');
    causes.set(userId, { cause, eventId: newestOf(events, 'failure')?.uuid ?? null });
    lastChange = clock.now().getTime();
  }

  async function read(signal: AbortSignal): Promise<RingLook> {
    const okta = parts.okta();
    isStalled = clock.now().getTime() - lastChange > stallMs;
    return okta.withContext({ signal }, async () => {
      const isLast = !hasOpen();
      const open = people.filter(
        ({ userId }) => isOpen(userId) || (isLast && states.get(userId) === 'arrived'),
      );
      const look = await lookAtRing(okta, parts.oktopost(), {
        appId,
        open,
        since,
        now: clock.now(),
        isLookedAt: (userId) => sample.has(userId),
        readsLog: isLast || isStalled,
      });
      const needsSetting =
        isCheck || isStalled || open.some(({ userId }) => hasFailed(look.assigned.get(userId)));
      if (needsSetting) setting ??= await readSetting(okta, appId);
      const missing = open.filter(({ userId }) => !look.assigned.has(userId));
      const isJudged = isCheck || isStalled;
      away = isJudged
        ? await readCannotAssign(
            okta,
            missing.map(({ userId }) => userId),
          )
        : new Map();
      return look;
    });
  }

  function judge(userId: string, person: RingPerson, look: RingLook): void {
    const appUser = look.assigned.get(userId);
    const events = eventsAbout(look, person);
    const account = look.accounts.get(userId);
    const now = clock.now().getTime();
    const explained = (): void => {
      const reason = away.get(userId);
      fail(
        userId,
        reason !== undefined
          ? cannotAssignCause(reason)
          : explainPerson(store.session, setting, {
              person,
              appUser,
              events,
              account,
              waitedMs: now - since.getTime(),
              isGroup: appUser === undefined ? isGroup : appUser.scope === 'GROUP',
            }),
        events,
      );
    };
    if (account !== undefined && account.state !== 'not-read') {
      isOktopostRead = true;
      if (account.state === 'gone') seen.delete(userId);
      else seen.add(userId);
    }
    if (isThere(appUser)) {
      if (appUser.lastSync !== null) times.arrived.set(userId, appUser.lastSync);
      if (!isMissing(account?.state)) {
        states.set(userId, 'arrived');
        lastChange = now;
      } else if (isSecondLook || isStalled) explained();
      return;
    }
    if (hasFailed(appUser)) {
      const first = errorSince.get(userId) ?? now;
      errorSince.set(userId, first);
      // Okta tells the reason a little later than that it failed.
      if (hasReason(events) || now - first > logLagMs) explained();
      return;
    }
    if (isStalled || (isCheck && appUser === undefined)) explained();
  }

  function take(look: RingLook): Next {
    const isAgain = !hasOpen();
    if (look.events !== null) {
      isLogRead = true;
      for (const person of people) {
        const events = eventsAbout(look, person);
        if (isLogged(events)) logged.add(person.userId);
        if (wasReactivated(events)) reactivated.add(person.userId);
        const [arrivedAt, failedAt] = [newestAt(events, 'success'), newestAt(events, 'failure')];
        if (arrivedAt !== null) times.arrived.set(person.userId, arrivedAt);
        if (failedAt !== null) times.failed.set(person.userId, failedAt);
      }
    }
    if (isAgain) {
      // Whoever was made active again is looked at once more: inactive now is a failure.
      for (const [userId, account] of look.accounts) {
        const person = byId.get(userId);
        if (account.state === 'inactive' && person !== undefined && isSecondLook) judge(userId, person, look);
      }
    } else {
      const judged = people.filter(({ userId }) => isOpen(userId));
      for (const person of judged) judge(person.userId, person, look);
    }
    looked();
    if (hasOpen()) return 'again';
    return isAgain ? last(look) : { afterMs: 0 };
  }

  /** Everybody is settled: the log has to have caught up, and whoever was reactivated is looked at twice. */
  function last(look: RingLook): Next {
    const now = clock.now().getTime();
    allArrivedAt ??= now;
    const arrived = people.filter(({ userId }) => states.get(userId) === 'arrived');
    if (!isSecondLook && [...reactivated].some((userId) => sample.has(userId)) && parts.oktopost() !== null) {
      isSecondLook = true;
      return { afterMs: secondLookMs };
    }
    const isLagging = look.events !== null && arrived.some(({ userId }) => !logged.has(userId));
    return isLagging && now - allArrivedAt < logLagMs ? { afterMs: 2_000 } : 'done';
  }

  function outcomeNow(): RingOutcome {
    // Whoever was refused has no cause of this following.
    const failed = people.flatMap(({ userId }) => {
      const known = causes.get(userId);
      return known === undefined ? [] : [{ userId, ...known, note: known.cause.what }];
    });
    return {
      ...failuresOf(failed),
      looked: isOktopostRead ? seen.size : null,
      logged: isLogRead
        ? people.filter(({ userId }) => logged.has(userId) && states.get(userId) === 'arrived').length
        : null,
    };
  }

  let stopped = (): void => undefined;
  const outcome = new Promise<RingOutcome | null>((resolve, reject) => {
    const following = poll({
      clock,
      backoff,
      startWith: 'look',
      read,
      take: (look) => {
        failedLooks = 0;
        const next = take(look);
        if (next === 'done') resolve(outcomeNow());
        return next;
      },
      failed: (error) => {
        failedLooks += 1;
        if (failedLooks >= mostFailedLooks || isEnding()) throw error;
        return 'again';
      },
      report: reject,
    });
    stopped = () => {
      following.stop();
      resolve(null);
    };
    stopping.addEventListener('abort', stopped);
  }).finally(() => {
    stopping.removeEventListener('abort', stopped);
  });
  return { states, times, outcome };
}

/** At most fifty, spread evenly. */
function sampleOf(people: readonly RingPerson[]): ReadonlySet<string> {
  const step = Math.max(1, people.length / lookedAtMost);
  const sample = new Set<string>();
  for (let at = 0; at < people.length; at += step) {
    const person = people[Math.floor(at)];
    if (person !== undefined) sample.add(person.userId);
  }
  return sample;
}
