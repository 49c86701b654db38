import { createStore } from 'zustand';
import type { StoreApi } from 'zustand';
import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import type { AppError, Result } from '../../shared/errors';
import type { Meaning } from '../../shared/explained';
import type { Snapshot } from '../../shared/snapshot';
import type { ApiClient } from '../api';
import { isAtWork, isRunning } from '../../shared/at-work';
import { guidedStepIds } from '../../shared/screens';
import type { Guided, ScreenId } from '../../shared/screens';

export interface AppState {
  /** Null until the first one came. */
  snapshot: Snapshot | null;
  /** The step of the set-up that was shown last: where a screen beside the flow leads back to. Null until one was. */
  lastStep: ScreenId | null;
  /** False when the assistant's process is gone. */
  alive: boolean;
  /** How many calls of each name are pending. */
  pending: Partial<Record<CallName, number>>;
  /** The last failure on each screen, until the next action there. */
  errors: Partial<Record<ScreenId, AppError>>;
  /** Ends the failure on the shown screen: something else is done there, without a call. */
  endError(): void;
  /** Calls main; keeps count, and keeps a failure for the screen it was called on. Payloads are never kept. */
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Result<Value<N>>>;
  /** `field`: the name of the field on that screen that is meant. */
  go(screen: ScreenId, field?: string): Promise<Result<null>>;
  /** The field that is meant on a screen to which another call leads. */
  ask(field: string | undefined): void;
  /** The field that the shown screen was opened for; null: the screen as a whole. */
  askedField: string | null;
  /** What is typed in fields and not done with yet, by the field's name: kept while screens change, and nowhere else. A field for a secret keeps its own. */
  typed: Readonly<Record<string, string>>;
  type(field: string, text: string): void;
  /** Opens the screen that explains a failure with its message filled in. Main has redacted it. */
  explain(text: string): Promise<Result<null>>;
  /** What a failure that is shown means; null where nobody can say: that is no failure of the screen. */
  meaning(text: string): Promise<Meaning | null>;
  /** Subscribes to snapshots and asks for the first one. Returns the function that unsubscribes. */
  start(): () => void;
}

/**
 * Calls that screens make on their own: each clears only its own failure, not that of a user's action. A drift check is none of
 * them: beside its result the failure of a file before would be taken for the result's.
 */
const readings = new Set<CallName>([
  'guided.lookAgain',
  'plan.preview',
  'test.preCheck',
  'singleSignOn.read',
  'summary.get',
  'explain.last',
  'people.rows',
  'people.person',
  'rollout.chosen',
  'rollout.repairRows',
  'rollout.view',
  'rollout.rows',
  'support.message',
]);

const isStep = ({ rail, screen }: Snapshot): boolean => rail.some((step) => step.screen === screen);

export type AppStore = StoreApi<AppState>;

/** A statement was refused by what Okta showed then, and Okta shows it no more. */
const isOutdated = (refusal: AppError, { known }: Guided): boolean =>
  refusal.code === 'conflict' && known !== 'not-yet' && known !== 'lost';

export function createAppStore(client: ApiClient): AppStore {
  return createStore<AppState>((set, get) => {
    // A restarted process numbers its snapshots from the beginning.
    let reconnected = false;
    const take = (snapshot: Snapshot): void => {
      const known = get().snapshot;
      // The same number is the same state: the first comes up to four times, and the page would be drawn as often.
      if (known === null || reconnected || snapshot.seq > known.seq) {
        set(({ lastStep, typed }) => ({
          snapshot,
          lastStep: isStep(snapshot) ? snapshot.screen : lastStep,
          // It was of the set-up before.
          typed: snapshot.mode === 'unset' && known?.mode !== 'unset' ? {} : typed,
        }));
        dropOutdated(snapshot);
      }
      reconnected = false;
    };
    const count = (name: CallName, change: 1 | -1): void => {
      set(({ pending }) => ({ pending: { ...pending, [name]: (pending[name] ?? 0) + change } }));
    };
    const sources = new Map<ScreenId, CallName>();
    const setError = (screen: ScreenId, error: AppError | null, from: CallName): void => {
      sources.set(screen, from);
      set(({ errors }) => {
        const { [screen]: _, ...others } = errors;
        return { errors: error === null ? others : { ...others, [screen]: error } };
      });
    };

    const dropOutdated = ({ guided, rollout, run }: Snapshot): void => {
      if (get().errors.rollout?.code === 'busy' && !isAtWork(rollout) && !isRunning(run))
        setError('rollout', null, 'rollout.view');
      for (const step of guidedStepIds) {
        const refusal = sources.get(step) === 'guided.state' ? get().errors[step] : undefined;
        if (refusal !== undefined && isOutdated(refusal, guided[step])) setError(step, null, 'guided.state');
      }
    };

    const fetchSnapshot = async (): Promise<void> => {
      const result = await client.call('session.snapshot', {});
      if (result.ok) take(result.value);
      else setError('welcome', result.error, 'session.snapshot');
    };

    return {
      snapshot: null,
      lastStep: null,
      alive: true,
      pending: {},
      errors: {},
      endError: () => {
        setError(get().snapshot?.screen ?? 'welcome', null, 'session.go');
      },
      call: async (name, payload) => {
        const screen = get().snapshot?.screen ?? 'welcome';
        count(name, 1);
        if (!readings.has(name) || sources.get(screen) === name) setError(screen, null, name);
        const result = await client.call(name, payload);
        count(name, -1);
        if (!result.ok) setError(screen, result.error, name);
        return result;
      },
      go: (screen, field) => {
        get().ask(field);
        return get().call('session.go', { screen });
      },
      ask: (field) => {
        set({ askedField: field ?? null });
      },
      askedField: null,
      typed: {},
      type: (field, text) => {
        set(({ typed }) => ({ typed: { ...typed, [field]: text } }));
      },
      explain: (text) => {
        get().type('explain', text);
        return get().go('explain');
      },
      meaning: async (text) => {
        const result = await client.call('explain.meaning', { text });
        return result.ok ? result.value : null;
      },
      start: () => {
        const stopSnapshots = client.onSnapshot(take);
        const stopAlive = client.onAlive((alive) => {
          if (alive && !get().alive) {
            reconnected = true;
            void fetchSnapshot();
          }
          set({ alive });
        });
        void fetchSnapshot();
        return () => {
          stopSnapshots();
          stopAlive();
        };
      },
    };
  });
}
