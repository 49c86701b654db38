import type { AppError } from '../../shared/errors';
import { signInWaySchema } from '../../shared/single-sign-on';
import type { SignInCheck, SignIns, SignInsShown, SignInWay } from '../../shared/single-sign-on';
import { assignedUser } from '../../shared/verification';
import type { Lifetime } from '../lifetime';
import { keepFailed } from '../observe/failed-sign-ins';
import { logOutcomeOf } from '../observe/log-outcome';
import { logUntil, widestSkewMs } from '../observe/okta-clock';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { poll } from '../polling/poll';
import type { Backoff, Next, Poll } from '../polling/poll';
import type { Clock } from '../ports';
import { noSignIn } from '../storage/session';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import { requireApp } from '../storage/required';

interface WatchParts {
  store: SessionStore;
  clock: Clock;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
}

/** Reads the System Log for the sign-ins that the admin tries: on demand, or repeatedly while their screen is open. */
export interface SignInWatch {
  state(): SignInsShown;
  /** Starts a check: the next matching sign-in of the test user counts for it, of anybody where nobody is assigned. */
  begin(way: SignInWay): Promise<void>;
  decide(way: SignInWay, result: SignInCheck['result']): void;
  goOnWithout(later: boolean): void;
  lookNow(): Promise<void>;
  watch(shown: boolean): void;
}

type Look = Pick<SignInsShown, 'lastLookAt' | 'nextLookAt' | 'error'>;

const notLooked: Look = { lastLookAt: null, nextLookAt: null, error: null };

const ways = signInWaySchema.options;
const backoff: Backoff = { firstMs: 2_000, growth: 1.4, longestMs: 15_000 };
/** So late the log may show the sign-in of which the admin says that it did not work. */
const lateLogMs = 120_000;
/** After this time the log is read on demand only. */
const giveUpMs = 30 * 60_000;

export function createSignInWatch(parts: WatchParts): SignInWatch {
  const { store, clock, okta, lifetime, changed, toAppError, report } = parts;
  let last = notLooked;
  let following: Poll | null = null;
  // Replaced when the set-up is reset: an answer to an earlier request is dropped.
  let setUp = {};

  const now = (): string => clock.now().toISOString();
  const update = (way: SignInWay, patch: Partial<SignInCheck>, kept: Partial<SignIns> = {}): void => {
    const { signIns } = store.session;
    const check = { ...signIns.checks[way], ...patch };
    const checks = { ...signIns.checks, [way]: check };
    store.update({ signIns: { ...signIns, ...kept, later: false, checks } });
  };
  const put = (seen: Partial<Look>): void => {
    last = { ...last, ...seen };
    changed();
  };

  const waiting = (): SignInWay[] =>
    ways.filter((way) => {
      const { startedAt, event, result, decidedAt } = store.session.signIns.checks[way];
      if (startedAt === null || event !== null) return false;
      const at = clock.now().getTime();
      if (result === 'did-not-work' && decidedAt !== null) return at - Date.parse(decidedAt) < lateLogMs;
      return at - Date.parse(startedAt) < giveUpMs;
    });

  /** Checks without a sign-in yet, newest first: the newest is the one the admin is working on. */
  const started = (): { way: SignInWay; at: number }[] =>
    ways
      .flatMap((way) => {
        const { startedAt, event } = store.session.signIns.checks[way];
        return startedAt === null || event !== null ? [] : [{ way, at: Date.parse(startedAt) }];
      })
      .sort((a, b) => b.at - a.at);

  async function signInsSince(from: number): Promise<LogEvent[]> {
    const { id } = requireApp(store.session);
    const events = await okta().logEvents(id, new Date(from - widestSkewMs), logUntil(clock.now()));
    return events.filter(isSignIn);
  }

  async function read(): Promise<LogEvent[]> {
    // Shows that the log is being read now.
    if (last.nextLookAt !== null) put({ nextLookAt: null });
    const since = started().map(({ at }) => at);
    return since.length === 0 ? [] : signInsSince(Math.min(...since));
  }

  /** Assigns sign-ins to checks, each to one check at most. */
  function take(events: readonly LogEvent[]): void {
    const { checks } = store.session.signIns;
    const taken = new Set(ways.map((way) => checks[way].event?.id));
    for (const { way, at } of started()) {
      const { asked, other } = checks[way];
      const fitting = events.filter((event) => !taken.has(event.uuid) && fits(event, way, checks[way], at));
      const found = fitting.find((event) => isOf(event, asked));
      const newest = fitting.at(-1);
      if (found !== undefined) {
        taken.add(found.uuid);
        update(way, { event: signInOf(found), other: null });
      } else if (newest !== undefined && newest.uuid !== other?.id) update(way, { other: signInOf(newest) });
    }
    put({ lastLookAt: now(), nextLookAt: null, error: null });
  }

  const takeFailure = (error: unknown): void => {
    put({ error: toAppError(error), lastLookAt: now(), nextLookAt: null });
  };

  async function lookNow(): Promise<void> {
    const asked = setUp;
    try {
      const events = await read();
      if (asked === setUp) take(events);
    } catch (error) {
      if (asked === setUp) takeFailure(error);
    }
    // The look took the time of the next one off.
    if (asked !== setUp || following?.active !== true) return;
    watch(true, 'wait');
    changed();
  }

  const stop = (): void => {
    following?.stop();
    following = null;
  };

  function watch(shown: boolean, startWith: 'look' | 'wait' = 'look'): void {
    stop();
    if (!shown || waiting().length === 0) return;
    const next = (): Next => (waiting().length === 0 ? 'done' : 'again');
    following = poll<LogEvent[]>({
      clock,
      backoff,
      startWith,
      read,
      take: (events): Next => {
        take(events);
        return next();
      },
      failed: (error): Next => {
        takeFailure(error);
        return next();
      },
      onWait: (at) => {
        put({ nextLookAt: at.toISOString() });
      },
      onEnd: changed,
      report,
    });
  }

  const forget = (): void => {
    stop();
    setUp = {};
    last = notLooked;
  };
  lifetime.onForget(forget);
  lifetime.onClose(forget);

  return {
    state: () => ({ ...store.session.signIns, watching: following?.active === true, ...last }),
    begin: async (way) => {
      stop();
      const asked = setUp;
      const startedAt = now();
      // If the log cannot be read, the check relies on the admin's decision alone.
      const before = await signInsSince(Date.parse(startedAt)).catch((error: unknown) => {
        if (asked === setUp) put({ error: toAppError(error) });
        return [];
      });
      if (asked !== setUp) return;
      const { session } = store;
      const after = before.at(-1)?.published ?? null;
      const failed = keepFailed(session.signIns, [way]);
      update(way, { ...noSignIn, startedAt, after, asked: assignedTester(session) }, { failed });
      watch(true);
      changed();
    },
    decide: (way, result) => {
      const isOpen = result === 'open';
      const decidedBy = isOpen ? null : (store.session.org?.login ?? null);
      update(way, { result, decidedAt: isOpen ? null : now(), decidedBy });
      watch(true);
      changed();
    },
    goOnWithout: (later) => {
      store.update({ signIns: { ...store.session.signIns, later } });
      changed();
    },
    lookNow,
    watch: (shown) => {
      watch(shown);
    },
  };
}

/** The test user who is assigned. Null: this set-up assigned nobody, or nobody any more. */
function assignedTester({ test, earlierPass }: Pick<Session, 'test' | 'earlierPass'>): SignInCheck['asked'] {
  const user = assignedUser(test) ?? (earlierPass && assignedUser(earlierPass));
  return user && { id: user.id, login: user.login };
}

/** Okta names who signed in by id, and by the login of then. */
const isOf = ({ actor }: LogEvent, asked: SignInCheck['asked']): boolean =>
  asked === null || actor?.id === asked.id;

const signInOf = ({ uuid, published, actor }: LogEvent): NonNullable<SignInCheck['event']> => ({
  id: uuid,
  at: new Date(published).toISOString(),
  who: actor?.who ?? actor?.id ?? 'somebody',
});

/** Source: Okta facts, section 2, "System Log", for the shape; the event's name from Okta's list of event types. */
const isSignIn = (event: LogEvent): boolean =>
  event.eventType === 'user.authentication.sso' && logOutcomeOf(event) === 'success';

function fits(
  event: LogEvent,
  way: SignInWay,
  { after, decidedAt }: SignInCheck,
  startedAt: number,
): boolean {
  const published = Date.parse(event.published);
  if (published < startedAt - widestSkewMs) return false;
  if (after !== null && published <= Date.parse(after)) return false;
  // What was said became of an earlier one. Where Okta's clock is ahead one may be missed, which is stated then.
  if (decidedAt !== null && published > Date.parse(decidedAt)) return false;
  return event.initiation === null || event.initiation === (way === 'from-okta' ? 'idp' : 'sp');
}
