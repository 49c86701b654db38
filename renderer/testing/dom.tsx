import type { ReactNode } from 'react';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ByRoleMatcher } from '@testing-library/react';
import { onTestFinished } from 'vitest';
import type { Payload, Value } from '../../shared/api';
import type { CallName } from '../../shared/call-names';
import type { AppError, Result } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import { at } from '../../shared/testing/time';
import { createAppStore } from '../store/app-store';
import { StoreProvider } from '../store/context';

/** jsdom measures nothing. */
class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

// jsdom has no layout, knows of no user, and has dialogs that never open.
if (typeof Element !== 'undefined') {
  Object.assign(document.defaultView ?? {}, {
    ResizeObserver: NoResizes,
    scrollTo: () => undefined,
  });
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
  Object.assign(navigator, { userActivation: { hasBeenActive: true } });
  const setOpen = (dialog: HTMLDialogElement, open: boolean): void => {
    dialog.open = open;
    for (const other of document.body.children) if (other !== dialog) other.ariaHidden = open ? 'true' : null;
  };
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      setOpen(this, true);
    },
    close(this: HTMLDialogElement) {
      setOpen(this, false);
    },
  });
}

/** What main answers, per call. A call without an entry is never answered. */
export type Answers = { [N in CallName]?: (payload: Payload<N>) => Answer<N> };

type Answer<N extends CallName> = Result<Value<N>> | Promise<Result<Value<N>>>;

export interface Shown {
  /** Every call so far, oldest first. */
  calls: { name: CallName; payload: unknown }[];
  /** The calls of one name. */
  callsOf: (name: CallName) => unknown[];
  /** Main sends another snapshot: the shown one with these changes. */
  send: (change: Partial<Snapshot>) => Promise<void>;
  /** The connection to main is lost (false), or made once more. */
  setAlive: (alive: boolean) => Promise<void>;
}

/** Renders a part of a page in the DOM (needs `@vitest-environment jsdom`) beside a main that gives these answers. */
export async function show(part: ReactNode, snapshot: Snapshot, answers: Answers = {}): Promise<Shown> {
  onTestFinished(cleanup);
  const calls: Shown['calls'] = [];
  let sent = snapshot;
  let tellAlive: (alive: boolean) => void = () => undefined;
  let receive: (next: Snapshot) => void = () => undefined;
  const store = createAppStore({
    call: async <N extends CallName>(name: N, payload: Payload<N>) => {
      calls.push({ name, payload });
      const answer: Answers[N] = answers[name];
      return answer === undefined ? new Promise<Result<Value<N>>>(() => undefined) : answer(payload);
    },
    onSnapshot: (listener) => {
      receive = listener;
      return () => undefined;
    },
    onAlive: (listener) => {
      tellAlive = listener;
      return () => undefined;
    },
  });
  store.getState().start();
  receive(snapshot);
  calls.length = 0;
  await act(async () => {
    render(<StoreProvider store={store}>{part}</StoreProvider>);
  });
  return {
    calls,
    callsOf: (name) => calls.filter((call) => call.name === name).map(({ payload }) => payload),
    send: (change) =>
      act(async () => {
        sent = { ...sent, ...change, seq: sent.seq + 1 };
        receive(sent);
      }),
    setAlive: (alive) =>
      act(async () => {
        tellAlive(alive);
      }),
  };
}

/** Presses what has this role and name, and lets everything that follows happen. */
export async function press(name: string | RegExp, role: ByRoleMatcher = 'button'): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole(role, { name }));
  });
}

/** The status in the bar. */
export const barState = (): string | null => document.querySelector('.bar-state')?.textContent ?? null;

export const ok = <T,>(value: T): Result<T> => ({ ok: true, value });

export const refused = (change: Partial<AppError> = {}): { ok: false; error: AppError } => ({
  ok: false,
  error: {
    code: 'plan-stale',
    message: 'Okta has changed since this plan was shown.',
    owner: 'okta-admin',
    next: 'Preview the plan again.',
    retry: true,
    field: null,
    okta: null,
    at,
    ...change,
  },
});

/** An answer that the test gives later. */
export function later<T>(): { promise: Promise<T>; give: (value: T) => Promise<void> } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return {
    promise,
    give: (value) =>
      act(async () => {
        resolve(value);
        await promise;
      }),
  };
}
