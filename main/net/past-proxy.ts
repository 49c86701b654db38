import { NetworkFault, readFault } from './fault';

/** What came of signing in to a proxy. `not-asked`: it asked in no way that this computer can answer. */
export type ProxyOutcome = 'signed-in' | 'declined' | 'refused' | 'not-asked';

/** For the exchange after somebody typed, in milliseconds: the time that a request has does not run out over a question. */
const afterQuestionMs = 30_000;

/**
 * `send`, but when a proxy asks who it is, `signIn` is called and the request is sent again: the proxy had sent nothing on.
 * Bodies must be texts. @throws what `send` throws, and NetworkFault.
 */
export function fetchPastProxy(
  send: typeof globalThis.fetch,
  signIn: (address: string, method: string) => Promise<ProxyOutcome>,
): typeof globalThis.fetch {
  return async (input, init) => {
    const first = await send(input, init).then(
      async (response) => {
        if (response.status !== 407) return response;
        await response.body?.cancel();
        return new NetworkFault('proxy-sign-in', '407');
      },
      (thrown: unknown) => {
        const fault = readFault(thrown);
        if (fault.kind !== 'proxy-sign-in') throw thrown;
        return fault;
      },
    );
    if (!(first instanceof NetworkFault)) return first;

    const cancel = cancelOf(init?.signal ?? null);
    const address = input instanceof Request ? input.url : String(input);
    const outcome = await unlessAborted(signIn(address, init?.method ?? 'GET'), cancel);
    if (outcome === 'not-asked') throw first;
    if (outcome !== 'signed-in') throw new NetworkFault(`proxy-${outcome}`, first.code);
    const deadline = AbortSignal.timeout(afterQuestionMs);
    return send(input, { ...init, signal: AbortSignal.any([cancel, deadline]) }).catch((thrown: unknown) => {
      if (cancel.aborted) throw thrown;
      throw deadline.aborted ? new NetworkFault('timed-out', `${afterQuestionMs} ms`) : readFault(thrown);
    });
  };
}

/** Aborted as `signal` is, but not when its time runs out. */
function cancelOf(signal: AbortSignal | null): AbortSignal {
  const cancel = new AbortController();
  const follow = (): void => {
    const reason: unknown = signal?.reason;
    if (!(reason instanceof Error && reason.name === 'TimeoutError')) cancel.abort(reason);
  };
  if (signal?.aborted) follow();
  else signal?.addEventListener('abort', follow, { once: true });
  return cancel.signal;
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject);
  });
}
