import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { oktaFeatures } from '../../shared/oktopost';
import { guidedStepIds } from '../../shared/setup';
import type { Guided, GuidedStepId } from '../../shared/setup';
import type { Okta } from '../okta/types';
import type { Clock } from '../ports';
import type { Session, SessionStore } from './session';
import { requireApp } from './step';
import { hasScimAttributes } from './steps/mapping';
import { gone, readToApp } from './steps/to-app';

interface Observation {
  known: 'read-back' | 'not-yet' | 'cannot-be-read';
  evidence: string[];
}

/** Reads Okta back for one guided step. Every profile of what Okta shows is survived. Source: Okta facts, section 1. */
async function observe(okta: Okta, step: GuidedStepId, appId: string): Promise<Observation> {
  // Okta's public API shows neither base URL nor token: only the test user proves the connection.
  if (step === 'connection') return { known: 'cannot-be-read', evidence: [] };
  const app = await okta.app(appId);
  if (app === null) throw gone();
  if (step === 'scim-on') {
    const features = `features: ${app.features.length === 0 ? 'none shown' : app.features.join(', ')}`;
    if (app.features.includes(oktaFeatures.scim)) return { known: 'read-back', evidence: [features] };
    const schema = await okta.appUserSchema(appId);
    if (!hasScimAttributes(schema)) return { known: 'not-yet', evidence: [features] };
    return {
      known: 'read-back',
      evidence: [features, `app user profile: ${schema.length} attributes, SCIM’s among them`],
    };
  }
  const { boxes, evidence } = await readToApp(okta, app);
  if (boxes === null) return { known: 'cannot-be-read', evidence };
  return { known: boxes.every(Boolean) ? 'read-back' : 'not-yet', evidence };
}

interface GuidedParts {
  store: SessionStore;
  clock: Clock;
  okta: () => Okta | null;
  changed: () => void;
  toAppError: (error: unknown) => AppError;
}

const firstWaitMs = 2_000;
const longestWaitMs = 20_000;

/** Looks at guided steps: now, or again and again with back-off while their screen is open. */
export interface GuidedWatch {
  state(step: GuidedStepId): Guided;
  lost(): GuidedStepId[];
  lookNow(step: GuidedStepId): Promise<void>;
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

export function createGuidedWatch({ store, clock, okta, changed, toAppError }: GuidedParts): GuidedWatch {
  const looks = new Map<GuidedStepId, Look>();
  let watching: { step: GuidedStepId; abort: AbortController } | null = null;

  const put = (step: GuidedStepId, seen: Partial<Look>): void => {
    looks.set(step, { ...(looks.get(step) ?? notLooked), ...seen });
    changed();
  };

  async function look(step: GuidedStepId): Promise<Guided['known']> {
    const client = okta();
    if (client === null) {
      throw new AppFailure({
        code: 'token-needed',
        message: 'There is no connection to Okta, so nothing can be read back.',
        owner: 'okta-admin',
        next: 'Enter the Okta API token again.',
      });
    }
    const { id } = requireApp(store.session);
    const { known, evidence } = await observe(client, step, id);
    const now = clock.now().toISOString();
    const before = store.session.readBackAt[step];
    if (known === 'read-back') {
      store.update({ readBackAt: { ...store.session.readBackAt, [step]: before ?? now } });
    }
    const seen = known === 'not-yet' && before !== null ? 'lost' : known;
    // Where nothing was read there is no time of reading.
    const lastLookAt = step === 'connection' ? null : now;
    put(step, { known: seen, evidence, lastLookAt, nextLookAt: null, error: null });
    return seen;
  }

  async function lookNow(step: GuidedStepId): Promise<Guided['known'] | null> {
    try {
      return await look(step);
    } catch (error) {
      put(step, { error: toAppError(error), lastLookAt: clock.now().toISOString(), nextLookAt: null });
      return null;
    }
  }

  async function follow(step: GuidedStepId, signal: AbortSignal): Promise<void> {
    for (let wait = firstWaitMs; !signal.aborted; wait = Math.min(wait * 1.5, longestWaitMs)) {
      const known = await lookNow(step);
      if (signal.aborted) return;
      if (known === 'read-back' || (known === 'cannot-be-read' && step === 'connection')) {
        watching = null;
        changed();
        return;
      }
      put(step, { nextLookAt: new Date(clock.now().getTime() + wait).toISOString() });
      try {
        await clock.sleep(wait, signal);
      } catch {
        return;
      }
    }
  }

  const watch = (step: GuidedStepId | null): void => {
    watching?.abort.abort();
    watching = null;
    if (step === null) return;
    const abort = new AbortController();
    watching = { step, abort };
    void follow(step, abort.signal);
  };

  return {
    state: (step) => ({
      ...(looks.get(step) ?? rememberedLook(store.session, step)),
      watching: watching?.step === step,
      statedAt: store.session.statedAt[step],
    }),
    lost: () => guidedStepIds.filter((step) => looks.get(step)?.known === 'lost'),
    lookNow: async (step) => {
      if (watching?.step === step) {
        watch(step);
        return;
      }
      await lookNow(step);
    },
    watch,
    forget: () => {
      watch(null);
      looks.clear();
    },
  };
}

/** Before the first look of this start: what an earlier one read. */
function rememberedLook(session: Session, step: GuidedStepId): Look {
  const at = session.readBackAt[step];
  return at === null ? notLooked : { ...notLooked, known: 'read-back', lastLookAt: at };
}
