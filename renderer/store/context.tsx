import { createContext, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CallName } from '../../shared/call-names';
import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import type { AppState, AppStore } from './app-store';
import { isOpenStep, openStep } from '../../shared/screens';
import type { ScreenId, StepState } from '../../shared/screens';
import type { PlanScope, Run } from '../../shared/plan';

const StoreContext = createContext<AppStore | null>(null);

export function StoreProvider({ store, children }: { store: AppStore; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

export function useApp<T>(select: (state: AppState) => T): T {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('no StoreProvider');
  return useStore(store, select);
}

/** The current snapshot; only for what `App` shows after the first one came. */
export function useSnapshot(): Snapshot {
  const snapshot = useApp((state) => state.snapshot);
  if (snapshot === null) throw new Error('no snapshot yet');
  return snapshot;
}

/** What is typed in a field of this name, also before another screen was shown, and the function that keeps it. */
export function useTyped(field: string): [text: string, type: (text: string) => void] {
  const type = useApp((state) => state.type);
  return [
    useApp(({ typed }) => typed[field] ?? ''),
    (text) => {
      type(field, text);
    },
  ];
}

/**
 * What is chosen or typed in a field of this name in place of what is saved, and not sent yet: kept while other screens are shown, until
 * something else is saved. `sent` ends it.
 */
export function useDraft(
  field: string,
  saved: string,
): [value: string, change: (value: string) => void, sent: () => void] {
  const [kept, keep] = useTyped(`${field}, saved: ${saved}`);
  const [value, setValue] = useState(kept === '' ? saved : kept);
  return [
    value,
    (next) => {
      setValue(next);
      keep(next);
    },
    () => {
      keep('');
    },
  ];
}

export function usePending(...names: CallName[]): boolean {
  return useApp(({ pending }) => names.some((name) => (pending[name] ?? 0) > 0));
}

/** Where this set-up goes; null before it is chosen. */
export function useTarget(): Target | null {
  const { destination, region } = useSnapshot();
  return destination === null || region === null ? null : targetOf(destination, region);
}

export interface StepPlace {
  state: StepState;
  previous: ScreenId | null;
  next: ScreenId | null;
  nextReachable: boolean;
}

/** The place of a screen in the flow. */
export function useStep(screen: ScreenId): StepPlace {
  return placeOf(useSnapshot().rail, screen);
}

export function placeOf(rail: Snapshot['rail'], screen: ScreenId): StepPlace {
  const index = rail.findIndex((entry) => entry.screen === screen);
  const next = index === -1 ? undefined : rail[index + 1];
  return {
    state: rail[index]?.state ?? 'not-yet',
    previous: rail[index - 1]?.screen ?? null,
    next: next?.screen ?? null,
    nextReachable: next?.reachable ?? false,
  };
}

/** The latest run if it is about one of these scopes. */
export function useRun(...kinds: PlanScope['kind'][]): Run | null {
  const { run } = useSnapshot();
  return run !== null && kinds.includes(run.scope.kind) ? run : null;
}

/** Where a screen beside the flow leads back to: the step that was shown before it; where none was, the set-up continues. */
export const stepToReturnTo = (rail: Snapshot['rail'], lastStep: ScreenId | null): ScreenId =>
  rail.find(({ screen, reachable }) => screen === lastStep && reachable)?.screen ?? openStep(rail);

/** The first that is open before one of its steps, and the first after it; null where none is. */
export function openAround(
  rail: Snapshot['rail'],
  step: ScreenId,
): { before: ScreenId | null; after: ScreenId | null } {
  const at = rail.findIndex(({ screen }) => screen === step);
  return {
    before: rail.slice(0, Math.max(0, at)).find(isOpenStep)?.screen ?? null,
    after: rail.slice(at + 1).find(isOpenStep)?.screen ?? null,
  };
}
