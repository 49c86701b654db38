import type { AppError } from '../../shared/errors';
import { signInWaySchema } from '../../shared/single-sign-on';
import type { SignInCheck, SignInsShown, SignInWay } from '../../shared/single-sign-on';
import type { LogEvent, Okta } from '../okta/types';
import type { Clock } from '../ports';
import { noSignIn } from '../storage/session';
import type { SessionStore } from '../storage/session';
import { requireApp } from '../storage/required';

interface WatchParts {
  store: SessionStore;
  clock: Clock;
  /** @throws AppFailure `token-needed` */
  okta: () => Okta;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

/** Looks in the System Log for the sign-ins that the admin tries: now, or again and again while their screen is open. */
export interface SignInWatch {
  state(): SignInsShown;
  /** From now on a sign-in is this check's. */
  begin(way: SignInWay): Promise<void>;
  decide(way: SignInWay, result: SignInCheck['result']): void;
  goOnWithout(later: boolean): void;
  lookNow(): Promise<void>;
  watch(shown: boolean): void;
  forget(): void;
}

type Look = Pick<SignInsShown, 'lastLookAt' | 'nextLookAt' | 'error'>;

const notLooked: Look = { lastLookAt: null, nextLookAt: null, error: null };

const ways = signInWaySchema.options;
const firstWaitMs = 2_000;
const longestWaitMs = 15_000;
/** Nobody takes longer to sign in: later the log is read on demand only. */
const giveUpMs = 30 * 60_000;
/** This computer's clock and Okta's may differ by as much. */
const skewMs = 60_000;

export function createSignInWatch({ store, clock, okta, changed, toAppError }: WatchParts): SignInWatch {
  let last = notLooked;
  let following: AbortController | null = null;

  const now = (): string => clock.now().toISOString();
  const update = (way: SignInWay, patch: Partial<SignInCheck>): void => {
    const { signIns } = store.session;
    const check = { ...signIns.checks[way], ...patch };
    store.update({ signIns: { later: false, checks: { ...signIns.checks, [way]: check } } });
  };
  const put = (seen: Partial<Look>): void => {
    last = { ...last, ...seen };
    changed();
  };

  const waiting = (): SignInWay[] =>
    ways.filter((way) => {
      const { startedAt, event, result } = store.session.signIns.checks[way];
      if (startedAt === null || event !== null || result === 'did-not-work') return false;
      return clock.now().getTime() - Date.parse(startedAt) < giveUpMs;
    });

  async function signInsSince(from: number): Promise<LogEvent[]> {
    const { id } = requireApp(store.session);
    const until = new Date(clock.now().getTime() + skewMs);
    const events = await okta().logEvents(id, new Date(from - skewMs), until);
    return events.filter(isSignIn);
  }

  /** The check that was begun last takes a sign-in first: it is the one that the admin is at. */
  async function look(): Promise<void> {
    const { checks } = store.session.signIns;
    const started = ways
      .flatMap((way) => {
        const { startedAt, event } = checks[way];
        return startedAt === null || event !== null ? [] : [{ way, at: Date.parse(startedAt) }];
      })
      .sort((a, b) => b.at - a.at);
    if (started.length > 0) {
      const events = await signInsSince(Math.min(...started.map(({ at }) => at)));
      const taken = new Set(ways.map((way) => checks[way].event?.id));
      for (const { way, at } of started) {
        const found = events.find((event) => !taken.has(event.uuid) && fits(event, way, checks[way], at));
        if (found === undefined) continue;
        taken.add(found.uuid);
        const who = found.actor?.alternateId ?? found.actor?.id ?? 'somebody';
        update(way, { event: { id: found.uuid, at: new Date(found.published).toISOString(), who } });
      }
    }
    put({ lastLookAt: now(), nextLookAt: null, error: null });
  }

  async function lookNow(): Promise<void> {
    // Whoever watches sees that it is being read now.
    if (last.nextLookAt !== null) put({ nextLookAt: null });
    try {
      await look();
    } catch (error) {
      put({ error: toAppError(error), lastLookAt: now(), nextLookAt: null });
    }
  }

  async function follow(signal: AbortSignal): Promise<void> {
    for (let wait = firstWaitMs; !signal.aborted; wait = Math.min(wait * 1.4, longestWaitMs)) {
      await lookNow();
      if (signal.aborted) return;
      if (waiting().length === 0) {
        following = null;
        changed();
        return;
      }
      put({ nextLookAt: new Date(clock.now().getTime() + wait).toISOString() });
      try {
        await clock.sleep(wait, signal);
      } catch {
        return;
      }
    }
  }

  const stop = (): void => {
    following?.abort();
    following = null;
  };
  const watch = (shown: boolean): void => {
    stop();
    if (!shown || waiting().length === 0) return;
    following = new AbortController();
    void follow(following.signal);
  };

  return {
    state: () => ({ ...store.session.signIns, watching: following !== null, ...last }),
    begin: async (way) => {
      stop();
      const startedAt = now();
      // Where the log cannot be read, the check goes on by the admin's word alone.
      const before = await signInsSince(Date.parse(startedAt)).catch((error: unknown) => {
        put({ error: toAppError(error) });
        return [];
      });
      update(way, { ...noSignIn, startedAt, after: before.at(-1)?.published ?? null });
      watch(true);
      changed();
    },
    decide: (way, result) => {
      update(way, { result, decidedAt: result === 'open' ? null : now() });
      if (following !== null) watch(true);
      changed();
    },
    goOnWithout: (later) => {
      store.update({ signIns: { ...store.session.signIns, later } });
      changed();
    },
    lookNow,
    watch,
    forget: () => {
      stop();
      last = notLooked;
    },
  };
}

/** Source: Okta facts, "System Log", for the shape; the event's name from Okta's list of event types. */
const isSignIn = ({ eventType, outcome }: LogEvent): boolean =>
  eventType === 'user.authentication.sso' && (outcome === null || outcome.result === 'SUCCESS');

function fits(event: LogEvent, way: SignInWay, { after }: SignInCheck, startedAt: number): boolean {
  const published = Date.parse(event.published);
  if (published < startedAt - skewMs) return false;
  if (after !== null && published <= Date.parse(after)) return false;
  return event.initiation === null || event.initiation === (way === 'from-okta' ? 'idp' : 'sp');
}
