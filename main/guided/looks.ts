import type { AppError } from '../../shared/errors';
import { guidedStepIds, unverifiableSteps } from '../../shared/screens';
import type { Guided, GuidedStepId } from '../../shared/screens';
import { withoutStatements } from '../storage/refuted-steps';
import type { Session } from '../storage/session';
import type { SessionStore } from '../storage/session-store';
import type { Observation } from './observe';

/** Result of the last look at a step, and the time of the next one. */
type Look = Pick<Guided, 'known' | 'evidence' | 'finding' | 'lastLookAt' | 'nextLookAt' | 'error'>;

const notLooked: Look = {
  known: 'not-looked',
  evidence: [],
  finding: null,
  lastLookAt: null,
  nextLookAt: null,
  error: null,
};

interface LooksParts {
  store: SessionStore;
  now: () => string;
  changed: () => void;
}

/** The last look at each guided step of the current app integration; the session keeps when a step was first observed as done. */
export interface Looks {
  of(step: GuidedStepId): Look;
  isLost(step: GuidedStepId): boolean;
  /** Shows that the step is being read now. */
  begin(step: GuidedStepId): void;
  next(step: GuidedStepId, at: Date): void;
  /**
   * Stores an observation; a step that was done once and is not any more becomes `lost`, and a
   * statement that Okta contradicts is dropped, with that it is not the same connection any more where SCIM is off. @throws AppFailure `storage-failed`
   */
  take(step: GuidedStepId, observation: Observation): Guided['known'];
  /** Stores a failed look beside what was known; if the app integration is gone, a step that was done is lost, and what was found of it is no more. */
  takeFailure(step: GuidedStepId, error: AppError): void;
  clear(): void;
}

export function createLooks({ store, now, changed }: LooksParts): Looks {
  /** With the id of the app integration that was observed: a look does not apply to another one. */
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
    take: (step, { known, evidence, finding = null, contradicts = false }) => {
      const { readBackAt } = store.session;
      const wasDone = readBackAt[step] !== null;
      if (known === 'read-back' && !wasDone) store.update({ readBackAt: { ...readBackAt, [step]: now() } });
      // An API integration stops showing once the boxes are unticked: only Okta's "not enabled" is a loss.
      const isLost = step === 'authenticate' ? known === 'not-yet' : known !== 'read-back';
      const found = wasDone && isLost ? 'lost' : known;
      // Without SCIM the connection is gone too, and with it what the admin stated about it.
      const isScimLost = step === 'scim-on' && found === 'lost' && kept(step)?.known !== 'lost';
      const refuted = step === 'scim-on' ? guidedStepIds : [step];
      const isRefuted = contradicts && refuted.some((each) => store.session.statedAt[each] !== null);
      if (isScimLost || isRefuted) store.update(withoutStatements(store.session, refuted, now()));
      // Nothing was read, so there is no time of a look.
      const lastLookAt = unverifiableSteps.includes(step) ? null : now();
      put(step, { known: found, evidence, finding, lastLookAt, nextLookAt: null, error: null });
      return found;
    },
    takeFailure: (step, error) => {
      const isGone = error.code === 'not-found';
      const isLost = isGone && store.session.readBackAt[step] !== null;
      put(step, {
        // Otherwise nothing was read, and what is known is of the look before.
        ...(isGone && { finding: null, evidence: [], lastLookAt: now() }),
        ...(isLost && { known: 'lost' }),
        ...{ error, nextLookAt: null },
      });
    },
    clear: () => {
      looks.clear();
    },
  };
}

/** Before the first look since the assistant was started: what the session remembers. */
function rememberedLook(session: Session, step: GuidedStepId): Look {
  const at = session.readBackAt[step];
  return at === null ? notLooked : { ...notLooked, known: 'read-back', lastLookAt: at };
}
