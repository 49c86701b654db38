import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { App, Okta } from '../okta/types';
import type { Clock } from '../ports';
import { observe } from './observe';
import type { Observation } from './observe';
import { emptyByGuidedStep } from '../storage/session';
import type { Session, SessionStore } from '../storage/session';
import { showsScim } from '../observe/scim';
import { gone, requireApp } from '../storage/required';
import { guidedStepIds, unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedStepId } from '../../shared/screens';

interface GuidedParts {
  store: SessionStore;
  clock: Clock;
  okta: () => Okta | null;
  /** Whether anyone sees what is found. */
  seen: () => boolean;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

/** While its screen is open and the step is not done. */
const watchWait = { firstMs: 2_000, longestMs: 20_000 };
/** For what was read as done: someone may undo it in the console. */
const againWait = { firstMs: 60_000, longestMs: 300_000 };
const growth = 1.5;

/** Looks at guided steps: now, again and again while their screen is open, and slowly once they were read as done. */
export interface GuidedWatch {
  state(step: GuidedStepId): Guided;
  /** What was read as done and is not any more. */
  lost(): GuidedStepId[];
  lookNow(step: GuidedStepId): Promise<void>;
  /** Looks at all that was read as done, at once and then slowly as long as someone sees it. A failed look changes nothing. */
  lookAgain(): Promise<void>;
  /** Watches this step from now on, or none. */
  watch(step: GuidedStepId | null): void;
  forget(): void;
}

type Look = Pick<Guided, 'known' | 'evidence' | 'lastLookAt' | 'nextLookAt' | 'error'>;

const notLooked: Look = {
  known: 'not-looked',
  evidence: [],
  lastLookAt: null,
  nextLookAt: null,
  error: null,
};

export function createGuidedWatch({
  store,
  clock,
  okta,
  seen,
  changed,
  toAppError,
}: GuidedParts): GuidedWatch {
  /** Each with the app integration that it is about: it says nothing of another one. */
  const looks = new Map<GuidedStepId, { appId: string | undefined; look: Look }>();
  let watching: { step: GuidedStepId; abort: AbortController } | null = null;
  let again = new AbortController();
  let looking: Promise<void> | null = null;

  const now = (): string => clock.now().toISOString();
  const lookOf = (step: GuidedStepId): Look | undefined => {
    const kept = looks.get(step);
    return kept?.appId === store.session.app?.id ? kept?.look : undefined;
  };
  const put = (step: GuidedStepId, change: Partial<Look>): void => {
    const next = { ...(lookOf(step) ?? notLooked), ...change };
    looks.set(step, { appId: store.session.app?.id, look: next });
    changed();
  };

  async function readApp(client: Okta): Promise<App> {
    const app = await client.app(requireApp(store.session).id);
    if (app === null) throw gone();
    if (showsScim(app) && !store.session.featuresShowScim) store.update({ featuresShowScim: true });
    return app;
  }

  /** Keeps what was observed; what was read as done once and is not shown any more is lost. */
  function take(step: GuidedStepId, { known, evidence }: Observation): Guided['known'] {
    const { readBackAt } = store.session;
    const wasDone = readBackAt[step] !== null;
    if (known === 'read-back' && !wasDone) store.update({ readBackAt: { ...readBackAt, [step]: now() } });
    // An API integration stops showing once the boxes are unticked: only Okta's "not enabled" is a loss.
    const isLost = step === 'authenticate' ? known === 'not-yet' : known !== 'read-back';
    const found = wasDone && isLost ? 'lost' : known;
    // What the admin said was said of a connection that went with SCIM.
    const justLost = found === 'lost' && lookOf(step)?.known !== 'lost';
    if (step === 'scim-on' && justLost)
      store.update({ statedAt: emptyByGuidedStep, statedBy: emptyByGuidedStep });
    // Where nothing was read there is no time of reading.
    const lastLookAt = unverifiableSteps.includes(step) ? null : now();
    put(step, { known: found, evidence, lastLookAt, nextLookAt: null, error: null });
    return found;
  }

  function takeFailure(step: GuidedStepId, error: AppError): void {
    const lost = error.code === 'not-found' && store.session.readBackAt[step] !== null;
    put(step, { ...(lost && { known: 'lost' }), error, lastLookAt: now(), nextLookAt: null });
  }

  async function look(step: GuidedStepId): Promise<Guided['known'] | null> {
    // Whoever watches sees that it is being read now.
    if ((lookOf(step)?.nextLookAt ?? null) !== null) put(step, { nextLookAt: null });
    try {
      if (unverifiableSteps.includes(step)) return take(step, { known: 'cannot-be-read', evidence: [] });
      const client = okta();
      if (client === null) throw notConnected();
      return take(step, await observe(client, step, await readApp(client), store.session));
    } catch (error) {
      takeFailure(step, toAppError(error));
      return null;
    }
  }

  async function follow(
    step: GuidedStepId,
    first: Promise<Guided['known'] | null>,
    signal: AbortSignal,
  ): Promise<void> {
    let looked = first;
    for (let wait = watchWait.firstMs; ; wait = Math.min(wait * growth, watchWait.longestMs)) {
      const known = await looked;
      if (signal.aborted) return;
      if (known === 'read-back' || unverifiableSteps.includes(step)) {
        watching = null;
        changed();
        return;
      }
      put(step, { nextLookAt: new Date(clock.now().getTime() + wait).toISOString() });
      if (!(await slept(wait, signal))) return;
      looked = look(step);
    }
  }

  /** One request for the app integration serves all steps; the one that is watched is looked at anyway. */
  async function lookAtDone(): Promise<void> {
    const client = okta();
    const { readBackAt } = store.session;
    const done = guidedStepIds.filter((step) => readBackAt[step] !== null && step !== watching?.step);
    if (client === null || done.length === 0) return;
    try {
      const app = await readApp(client);
      for (const step of done) {
        const observation = await observe(client, step, app, store.session);
        // Another org or another set-up meanwhile: this answer is about the one before.
        if (okta() !== client) return;
        take(step, observation);
      }
    } catch (error) {
      const appError = toAppError(error);
      if (appError.code !== 'not-found' || okta() !== client) return;
      for (const step of done) takeFailure(step, appError);
    }
  }

  async function keepLooking(signal: AbortSignal): Promise<void> {
    for (let wait = againWait.firstMs; ; wait = Math.min(wait * growth, againWait.longestMs)) {
      if (!(await slept(wait, signal)) || !seen()) return;
      await lookAtDone();
    }
  }

  const slept = (ms: number, signal: AbortSignal): Promise<boolean> =>
    clock.sleep(ms, signal).then(
      () => true,
      () => false,
    );

  function lookAgain(): Promise<void> {
    again.abort();
    const { signal } = (again = new AbortController());
    looking ??= lookAtDone().finally(() => {
      looking = null;
    });
    void looking.then(() => keepLooking(signal));
    return looking;
  }

  const stop = (): void => {
    watching?.abort.abort();
    watching = null;
  };

  /** Ends with the first look; further ones follow. */
  const begin = async (step: GuidedStepId): Promise<void> => {
    stop();
    const abort = new AbortController();
    watching = { step, abort };
    const first = look(step);
    void follow(step, first, abort.signal);
    await first;
  };

  return {
    state: (step) => ({
      ...(lookOf(step) ?? rememberedLook(store.session, step)),
      watching: watching?.step === step,
      statedAt: store.session.statedAt[step],
    }),
    lost: () => guidedStepIds.filter((step) => lookOf(step)?.known === 'lost'),
    lookNow: async (step) => {
      if (watching?.step === step) {
        await begin(step);
        return;
      }
      await look(step);
    },
    lookAgain,
    watch: (step) => {
      if (step === null) stop();
      else void begin(step);
    },
    forget: () => {
      stop();
      again.abort();
      looks.clear();
    },
  };
}

const notConnected = (): AppFailure =>
  new AppFailure({
    code: 'token-needed',
    message: 'There is no connection to Okta, so nothing can be read back.',
    owner: 'okta-admin',
    next: 'Enter the Okta API token again.',
    field: 'okta-token',
  });

/** Before the first look of this start: what an earlier one read. */
function rememberedLook(session: Session, step: GuidedStepId): Look {
  const at = session.readBackAt[step];
  return at === null ? notLooked : { ...notLooked, known: 'read-back', lastLookAt: at };
}
