import { newLinkHint, proofEvent, serverHeader } from '../shared/browser-session';
import { AppFailure } from '../shared/errors';
import type { AppError, Result } from '../shared/errors';
import type { Payload, Value } from '../shared/api';
import type { CallName } from '../shared/call-names';
import type { Snapshot } from '../shared/snapshot';
import type { ApiClient } from './api';
import { notConnected } from './page-session';
import type { PageSession } from './page-session';

/** The part of `EventSource` in use, so that a test can stand in for it. */
export interface EventStream {
  addEventListener(type: 'proof' | 'snapshot' | 'error', listener: (event: Event) => void): void;
  close(): void;
}

interface HttpParts {
  /** Rejects with an `AppFailure` when this page has no session. */
  session: Promise<PageSession>;
  post: (path: string, init: RequestInit) => Promise<Pick<Response, 'json' | 'headers'>>;
  openEvents: (address: string) => EventStream;
  later: (work: () => void, afterMs: number) => void;
}

const reconnectMs = 1000;

/**
 * Browser mode: `POST /api/<name>` and server-sent events, whole snapshots after each reconnection. The stream proves the server:
 * it ends with the process that holds the port, and without it nothing is sent. So calls need somebody who takes snapshots.
 */
export function httpClient({ session, post, openEvents, later }: HttpParts): ApiClient {
  const aliveListeners = new Set<(alive: boolean) => void>();
  const snapshotListeners = new Set<(snapshot: Snapshot) => void>();
  const setAlive = (alive: boolean): void => {
    for (const listener of aliveListeners) listener(alive);
  };
  /** Whether the server has proven itself: of the stream that is open or being opened. */
  let proven = Promise.resolve(false);
  let closeStream: (() => void) | null = null;

  function openStream(): void {
    let events: EventStream | null = null;
    let ended = false;
    const close = (): void => {
      ended = true;
      events?.close();
    };
    closeStream = close;
    proven = new Promise((settle) => {
      const lose = (): void => {
        if (ended) return;
        close();
        settle(false);
        proven = Promise.resolve(false);
        setAlive(false);
        later(() => {
          if (closeStream === close) openStream();
        }, reconnectMs);
      };
      const listen = async (): Promise<void> => {
        const channel = await session;
        const { address, nonce } = await channel.events();
        if (ended) return;
        events = openEvents(address);
        let isServer: Promise<boolean> | null = null;
        events.addEventListener(proofEvent, (event) => {
          isServer = channel.isServer(nonce, textOf(event));
          void isServer.then((is) => {
            if (!is) return lose();
            settle(true);
            if (!ended) setAlive(true);
          });
        });
        events.addEventListener('snapshot', (event) => {
          const snapshot: unknown = JSON.parse(textOf(event) ?? 'null');
          void isServer?.then((is) => {
            if (!is || ended || !isSnapshot(snapshot)) return;
            for (const listener of snapshotListeners) listener(snapshot);
          });
        });
        events.addEventListener('error', lose);
      };
      listen().catch(() => {
        // There is no session: no call gets through either, and says why.
        settle(false);
      });
    });
  }

  return {
    call: async <N extends CallName>(name: N, payload: Payload<N>) => {
      const refused = (error: AppError): Result<Value<N>> => ({ ok: false, error });
      let channel: PageSession;
      try {
        channel = await session;
      } catch (error) {
        return refused(error instanceof AppFailure ? error.error : noAnswer());
      }
      if (!(await proven)) return refused(noAnswer());
      try {
        const { nonce, init } = await channel.seal(name, JSON.stringify(payload));
        const response = await post(`/api/${name}`, init);
        if (!(await channel.isServer(nonce, response.headers.get(serverHeader))))
          return refused(notConnected());
        const answer: unknown = await response.json();
        return isResult<N>(answer) ? answer : refused(unreadableAnswer());
      } catch {
        return refused(noAnswer());
      }
    },
    onSnapshot: (listener) => {
      snapshotListeners.add(listener);
      if (snapshotListeners.size === 1) openStream();
      return () => {
        snapshotListeners.delete(listener);
        if (snapshotListeners.size > 0) return;
        closeStream?.();
        closeStream = null;
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

const textOf = (event: Event): string | null =>
  event instanceof MessageEvent && typeof event.data === 'string' ? event.data : null;

/** Main has already encoded the answer through its schema, so only its outer shape is checked. */
function isResult<N extends CallName>(answer: unknown): answer is Result<Value<N>> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'value' in answer : 'error' in answer;
}

function isSnapshot(value: unknown): value is Snapshot {
  return typeof value === 'object' && value !== null && 'seq' in value && 'screen' in value;
}

const noAnswer = (): AppError =>
  new AppFailure({
    code: 'unreachable',
    message: 'The assistant does not answer this page: it has stopped, or a newer link of it is in use.',
    owner: 'okta-admin',
    next: newLinkHint,
    retry: true,
  }).error;

const unreadableAnswer = (): AppError =>
  new AppFailure({
    code: 'unreadable-answer',
    message: 'The assistant answered something this page cannot read.',
    owner: 'assistant',
    next: 'Reload this page. If it happens again, start the assistant again.',
    retry: true,
  }).error;
