import type { Assistant, Payload, Value } from '../shared/api';
import type { CallName } from '../shared/call-names';
import { AppFailure } from '../shared/errors';
import type { AppError, Result } from '../shared/errors';
import type { Snapshot } from '../shared/snapshot';

/** The IPC contract as the renderer calls it: what both transports give, and whether the other side still answers. */
export interface ApiClient extends Assistant {
  /** Called with false when the assistant's process is gone, and with true when it responds again. */
  onAlive(listener: (alive: boolean) => void): () => void;
}

type Calls = { [N in CallName]: (payload: Payload<N>) => Promise<Result<Value<N>>> };

/** What the Electron preload exposes as `window.assistant`. */
export interface Bridge extends Calls {
  onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
}

declare global {
  interface Window {
    assistant?: Bridge;
  }
}

/** Electron's bridge where there is one, else the loopback server that served this page. */
export function apiClient(): ApiClient {
  return window.assistant === undefined
    ? httpClient(
        (path, init) => fetch(path, init),
        () => new EventSource('/api/events'),
      )
    : ipcClient(window.assistant);
}

export function ipcClient(bridge: Bridge): ApiClient {
  const calls: Calls = bridge;
  return {
    call: async <N extends CallName>(name: N, payload: Payload<N>) => {
      try {
        return await calls[name](payload);
      } catch {
        return { ok: false, error: noAnswer('Close the window and start the assistant again.') };
      }
    },
    onSnapshot: (listener) => bridge.onSnapshot(listener),
    onAlive: () => () => undefined,
  };
}

/** The part of `EventSource` in use, so that a test can stand in for it. */
export interface EventStream {
  addEventListener(type: 'snapshot' | 'open' | 'error', listener: (event: Event) => void): void;
  close(): void;
}

type Post = (path: string, init: RequestInit) => Promise<Pick<Response, 'json'>>;

/** Browser mode: `POST /api/<name>` and server-sent events at `/api/events`, whole snapshots after each reconnection. */
export function httpClient(post: Post, openEvents: () => EventStream): ApiClient {
  const aliveListeners = new Set<(alive: boolean) => void>();
  const setAlive = (alive: boolean): void => {
    for (const listener of aliveListeners) listener(alive);
  };
  return {
    call: async <N extends CallName>(name: N, payload: Payload<N>) => {
      let answer: unknown;
      try {
        const response = await post(`/api/${name}`, {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
        });
        answer = await response.json();
      } catch {
        return {
          ok: false,
          error: noAnswer('Start it again with npm start, and use the link that it prints.'),
        };
      }
      return isResult<N>(answer) ? answer : { ok: false, error: unreadableAnswer() };
    },
    onSnapshot: (listener) => {
      const events = openEvents();
      events.addEventListener('snapshot', (event) => {
        if (!(event instanceof MessageEvent) || typeof event.data !== 'string') return;
        const snapshot: unknown = JSON.parse(event.data);
        if (isSnapshot(snapshot)) listener(snapshot);
      });
      events.addEventListener('open', () => {
        setAlive(true);
      });
      events.addEventListener('error', () => {
        setAlive(false);
      });
      return () => {
        events.close();
      };
    },
    onAlive: (listener) => {
      aliveListeners.add(listener);
      return () => {
        aliveListeners.delete(listener);
      };
    },
  };
}

/** Main has already encoded the answer through its schema, so only its outer shape is checked. */
function isResult<N extends CallName>(answer: unknown): answer is Result<Value<N>> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'value' in answer : 'error' in answer;
}

function isSnapshot(value: unknown): value is Snapshot {
  return typeof value === 'object' && value !== null && 'seq' in value && 'screen' in value;
}

function noAnswer(next: string): AppError {
  return new AppFailure({
    code: 'unreachable',
    message: 'The assistant no longer responds.',
    owner: 'assistant',
    next,
    retry: true,
  }).error;
}

function unreadableAnswer(): AppError {
  return new AppFailure({
    code: 'unreadable-answer',
    message: 'The assistant answered something this page cannot read.',
    owner: 'assistant',
    next: 'Reload this page. If it happens again, start the assistant again.',
    retry: true,
  }).error;
}
