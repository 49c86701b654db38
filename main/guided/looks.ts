import type { AppError } from '../../shared/errors';
import { unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedStepId } from '../../shared/screens';
import { emptyByGuidedStep } from '../storage/session';
import type { Session, SessionStore } from '../storage/session';
import type { Observation } from './observe';

/** What the last look at a step found, and when the next one is. */
type Look = Pick<Guided, 'known' | 'evidence' | 'lastLookAt' | 'nextLookAt' | 'error'>;

const notLooked: Look = {
  known: 'not-looked',
  evidence: [],
  lastLookAt: null,
  nextLookAt: null,
  error: null,
};

interface LooksParts {
  store: SessionStore;
  now: () => string;
  changed: () => void;
}

/** The last look at each guided step of the present app integration; times of reading go to the session. */
export interface Looks {
  of(step: GuidedStepId): Look;
  isLost(step: GuidedStepId): boolean;
  /** Whoever watches sees that the step is being read now. */
  begin(step: GuidedStepId): void;
  next(step: GuidedStepId, at: Date): void;
  /** Keeps what was observed; a step that was read as done once and is not shown any more is lost. @throws AppFailure `storage-failed` */
  take(step: GuidedStepId, observation: Observation): Guided['known'];
  /** Keeps what was known beside the failure; an app integration that is gone takes its steps with it. */
  takeFailure(step: GuidedStepId, error: AppError): void;
  clear(): void;
}

export function createLooks({ store, now, changed }: LooksParts): Looks {
  /** Each with the app integration that it is about: it says nothing of another one. */
  const looks = new Map<GuidedStepId, { appId: string | undefined; look: Look }>();

  const kept = (step: GuidedStepId): Look | undefined => {
    const found = looks.get(step);
    return found?.appId === store.session.app?.id ? found?.look : undefined;
  };
  const put = (step: GuidedStepId, change: Partial<Look>): void => {
    const look = { ...(kept(step) ?? notLooked), ...change };
    looks.set(step, { appId: store.session.app?.id, look });
    changed();
  };

  return {
    of: (step) => kept(step) ?? rememberedLook(store.session, step),
    isLost: (step) => kept(step)?.known === 'lost',
    begin: (step) => {
      if ((kept(step)?.nextLookAt ?? null) !== null) put(step, { nextLookAt: null });
    },
    next: (step, at) => {
      put(step, { nextLookAt: at.toISOString() });
    },
    take: (step, { known, evidence }) => {
      const { readBackAt } = store.session;
      const wasDone = readBackAt[step] !== null;
      if (known === 'read-back' && !wasDone) store.update({ readBackAt: { ...readBackAt, [step]: now() } });
      // An API integration stops showing once the boxes are unticked: only Okta's "not enabled" is a loss.
      const isLost = step === 'authenticate' ? known === 'not-yet' : known !== 'read-back';
      const found = wasDone && isLost ? 'lost' : known;
      // The admin's word was about a connection that is gone together with SCIM.
      if (step === 'scim-on' && found === 'lost' && kept(step)?.known !== 'lost')
        store.update({ statedAt: emptyByGuidedStep, statedBy: emptyByGuidedStep });
      // Where nothing was read there is no time of reading.
      const lastLookAt = unverifiableSteps.includes(step) ? null : now();
      put(step, { known: found, evidence, lastLookAt, nextLookAt: null, error: null });
      return found;
    },
    takeFailure: (step, error) => {
      const lost = error.code === 'not-found' && store.session.readBackAt[step] !== null;
      put(step, { ...(lost && { known: 'lost' }), error, lastLookAt: now(), nextLookAt: null });
    },
    clear: () => {
      looks.clear();
    },
  };
}

/** Before the first look of this start: what an earlier one read. */
function rememberedLook(session: Session, step: GuidedStepId): Look {
  const at = session.readBackAt[step];
  return at === null ? notLooked : { ...notLooked, known: 'read-back', lastLookAt: at };
}
