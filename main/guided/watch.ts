import type { AppError } from '../../shared/errors';
import { guidedStepIds, unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedFinding, GuidedStepId } from '../../shared/screens';
import type { Lifetime } from '../lifetime';
import { otherActionsOn } from '../observe/other-actions';
import { showsScim, unseenScim } from '../observe/scim';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { poll } from '../polling/poll';
import type { Backoff, Next, Poll } from '../polling/poll';
import type { Clock } from '../ports';
import { gone, requireApp } from '../storage/required';
import { appKindOf } from '../storage/target';
import { provingTest, refusedStep, standingRefusal } from '../storage/proving-test';
import type { SessionStore } from '../storage/session-store';
import { proven, refused } from './connection-known';
import { createLooks } from './looks';
import { contradicted, notConnected, withoutScim } from './refusals';
import { createRefusedSince } from './refused-since';
import { observe } from './observe';
import type { Observation } from './observe';

interface GuidedParts {
  store: SessionStore;
  clock: Clock;
  okta: () => Okta | null;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  /** Whether a window listens. */
  isSeen: () => boolean;
  /** What was changed since the connection was proven or stated; null: nothing is known of that. */
  doubt: () => GuidedFinding | null;
  /** Reads whether it was, where that can be told. */
  readDoubt: (okta: Okta) => Promise<void>;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
}

/** While the step's screen is open and the step is not done. */
const watchBackoff: Backoff = { firstMs: 2_000, growth: 3, longestMs: 45_000 };
/** For steps observed as done: someone may undo them in the console. */
const againBackoff: Backoff = { firstMs: 60_000, growth: 1.5, longestMs: 300_000 };

/** While one of them is lost, or what is to stay off is on: whoever mends that in the console waits for it to be seen. */
const lostAgainMs = 10_000;

/** Observes guided steps: on demand, repeatedly while their screen is open, and at long intervals once observed as done. */
export interface GuidedWatch {
  state(step: GuidedStepId): Guided;
  /** Steps that were observed as done and are not any more. */
  lost(): GuidedStepId[];
  /** Okta showed an action of the connection as on that is to stay off. */
  isConnectionContradicted(): boolean;
  lookNow(step: GuidedStepId): Promise<void>;
  /** Whether Okta has sent anything since Oktopost refused what it sent. Asks nothing where it refused nothing. @throws AppFailure */
  lookSinceRefusal(): Promise<void>;
  /** Looks once more, where Okta can be asked. @throws AppFailure `conflict` when it shows that the step is not done, `not-ready` for a connection without SCIM. */
  requireNoContradiction(step: GuidedStepId): Promise<void>;
  /**
   * Observes all steps that were done, or are said to be and can be read, now and then at long intervals while a window listens. A failed look changes nothing.
   * Resolves with the app integration as it was read, null when nothing was. `readApp`: reads it where somebody is about to anyway.
   */
  lookAgain(readApp?: () => Promise<App | null>): Promise<App | null>;
  /** Watches this step from now on, or none. */
  watch(step: GuidedStepId | null): void;
  forget(): void;
}

export function createGuidedWatch(parts: GuidedParts): GuidedWatch {
  const { store, clock, okta, lifetime, isSeen, doubt, readDoubt, changed, toAppError, report } = parts;
  const since = createRefusedSince(parts);
  const looks = createLooks({ store, now: () => clock.now().toISOString(), changed });
  let watched: { step: GuidedStepId; poll: Poll } | null = null;
  let slow: Poll | null = null;
  let underWay: Promise<App | null> = Promise.resolve(null);
  let following: Promise<App | null> | null = null;
  /** Actions of the connection that Okta showed as on, and are to stay off. */
  let others: { appId: string; finding: GuidedFinding; at: string } | null = null;

  const othersOn = () =>
    others?.appId === store.session.app?.id && appKindOf(store.session) === 'custom' ? others : null;
  const lost = (): GuidedStepId[] => guidedStepIds.filter(looks.isLost);
  const isWatched = (step: GuidedStepId): boolean => watched?.step === step && watched.poll.active;

  /** Remembers that `features` shows SCIM: from then on its absence means that SCIM is off. */
  async function readApp(
    client: Okta,
    reading = (): Promise<App | null> => client.app(requireApp(store.session).id),
  ): Promise<App> {
    const app = await reading();
    if (app === null) throw gone();
    const finding = otherActionsOn(app);
    others = finding === null ? null : { appId: app.id, finding, at: clock.now().toISOString() };
    if (okta() === client && showsScim(app) && !store.session.featuresShowScim)
      store.update({ featuresShowScim: true });
    return app;
  }

  async function read(step: GuidedStepId, client: Okta | null): Promise<Observation> {
    looks.begin(step);
    if (unverifiableSteps.includes(step)) {
      if (client !== null) await readDoubt(client);
      return { known: 'cannot-be-read', evidence: [] };
    }
    if (client === null) throw notConnected();
    return observe(client, step, await readApp(client), store.session, clock.now());
  }

  /** One look. The answer is dropped when the connection was replaced meanwhile. */
  async function look(step: GuidedStepId): Promise<Observation | null> {
    const client = okta();
    try {
      const observation = await read(step, client);
      if (okta() !== client) return null;
      looks.take(step, observation);
      return observation;
    } catch (error) {
      if (okta() === client) looks.takeFailure(step, toAppError(error));
      return null;
    }
  }

  const stop = (): void => {
    watched?.poll.stop();
    watched = null;
  };

  /** Resolves after the first look, or at the first wait; polling continues. */
  async function begin(step: GuidedStepId, startWith: 'look' | 'wait' = 'look'): Promise<void> {
    stop();
    const begun = poll<Observation>({
      clock,
      backoff: watchBackoff,
      startWith,
      read: () => read(step, okta()),
      take: (observation): Next => {
        const known = looks.take(step, observation);
        return known === 'read-back' || unverifiableSteps.includes(step) ? 'done' : 'again';
      },
      failed: (error): Next => {
        looks.takeFailure(step, toAppError(error));
        return 'again';
      },
      onWait: (at) => {
        looks.next(step, at);
      },
      onEnd: changed,
      report,
    });
    watched = { step, poll: begun };
    await begun.firstLook;
  }

  /** SCIM was looked for, and Okta does not show it. */
  const isUnseenScim = (step: GuidedStepId): boolean =>
    step === 'scim-on' && looks.of(step).known === 'not-yet';

  /** Nobody has arrived either, which would show it. */
  const hasUnseenScim = (): boolean => isUnseenScim('scim-on') && provingTest(store.session) === null;

  /** One request for the app integration serves all steps; a watched step is polled separately. */
  async function lookAtDone(reading?: () => Promise<App | null>): Promise<App | null> {
    const client = okta();
    const { readBackAt, statedAt } = store.session;
    // What was stated may be shown by now, or contradicted.
    const isStated = (step: GuidedStepId): boolean =>
      statedAt[step] !== null && !unverifiableSteps.includes(step);
    const done = guidedStepIds.filter(
      (step) => (readBackAt[step] !== null || isStated(step) || isUnseenScim(step)) && !isWatched(step),
    );
    if (client === null || done.length === 0) return null;
    try {
      const app = await readApp(client, reading);
      for (const step of done) {
        const observation = await observe(client, step, app, store.session, clock.now());
        // The connection was replaced meanwhile: this answer is about the previous org or set-up.
        if (okta() !== client) return null;
        looks.take(step, observation);
      }
      return app;
    } catch (error) {
      const appError = toAppError(error);
      if (appError.code !== 'not-found' || okta() !== client) return null;
      for (const step of done) looks.takeFailure(step, appError);
      return null;
    }
  }

  const lookInTurn = (oneLook: () => Promise<App | null>): Promise<App | null> =>
    (underWay = underWay.then(oneLook, oneLook));

  /** The look under way may have read before what a caller wants to see: callers share the one that follows it. */
  const lookShared = (): Promise<App | null> =>
    (following ??= lookInTurn(() => {
      following = null;
      return lookAtDone();
    }));

  function lookAgain(reading?: () => Promise<App | null>): Promise<App | null> {
    slow?.stop();
    const first = reading === undefined ? lookShared() : lookInTurn(() => lookAtDone(reading));
    let next = (): Promise<App | null> => first;
    slow = poll<App | null>({
      clock,
      backoff: againBackoff,
      startWith: 'look',
      isSeen,
      read: () => {
        const promised = next();
        next = lookShared;
        return promised;
      },
      take: (): Next => (lost().length === 0 && othersOn() === null ? 'again' : { afterMs: lostAgainMs }),
      failed: (): Next => 'again',
      report,
    });
    return first;
  }

  /** The page of the connection comes with SCIM: one that is said to be filled in before is another app integration's. */
  async function requireScim(): Promise<void> {
    const { readBackAt, statedAt } = store.session;
    if (readBackAt['scim-on'] !== null || statedAt['scim-on'] !== null) return;
    const seen = await look('scim-on');
    if (seen?.known === 'not-yet') throw withoutScim();
  }

  const forget = (): void => {
    stop();
    slow?.stop();
    looks.clear();
  };
  lifetime.onForget(forget);
  lifetime.onClose(forget);

  /** What Okta shows of the connection speaks against what was said of it: that is to be said again. */
  function againstConnection(): Partial<Guided> {
    const on = othersOn();
    if (on === null || standingRefusal(store.session) !== null) return {};
    return { known: 'not-yet', finding: on.finding, lastLookAt: on.at, statedAt: null };
  }

  return {
    state: (step) => ({
      ...looks.of(step),
      watching: isWatched(step),
      statedAt: store.session.statedAt[step],
      ...(needScim.includes(step) && hasUnseenScim() ? { known: 'not-yet', finding: unseenScim } : {}),
      ...(step === refusedStep(store.session) ? refused(store.session, since.said()) : {}),
      ...(step === 'connection' ? { ...proven(store.session, doubt()), ...againstConnection() } : {}),
    }),
    lost,
    isConnectionContradicted: () => othersOn() !== null,
    lookNow: async (step) => {
      // Of the connection itself nothing can be read; that SCIM is on, and what is to stay off, can.
      if (step === 'connection' && (othersOn() !== null || hasUnseenScim())) await lookAgain();
      await (isWatched(step) ? begin(step) : look(step));
    },
    lookSinceRefusal: since.look,
    requireNoContradiction: async (step) => {
      if (okta() === null) return;
      if (step === 'connection') {
        await requireScim();
        if (othersOn() !== null) await look('scim-on');
        const on = othersOn();
        if (on !== null) throw contradicted(on.finding);
        return;
      }
      const seen = await look(step);
      // The look took the time of the next one off: that one follows soon, since the step is about to be done.
      if (isWatched(step)) void begin(step, 'wait');
      if (seen?.contradicts === true) throw contradicted();
    },
    lookAgain,
    watch: (step) => {
      if (step === null) stop();
      else void begin(step);
    },
    forget,
  };
}

const needScim: readonly GuidedStepId[] = ['connection', 'to-app'];
