import { describe, expect, it } from 'vitest';
import { NetworkFault, networkFailure } from './fault';
import { fetchText } from './fetch-text';
import { fetchPastProxy } from './past-proxy';
import type { ProxyOutcome } from './past-proxy';

const request = { url: 'https://acme.example/x', timeoutMs: 10_000, maxBytes: 1_000 };
type Send = typeof globalThis.fetch;

const asks = (): Promise<Response> => Promise.resolve(new Response(null, { status: 407 }));
const answers = (): Promise<Response> => Promise.resolve(new Response('arrived'));

/** A network that gives these answers, one after the other. */
function network(...given: (() => Promise<Response>)[]) {
  const sent: { body: unknown; aborted: boolean | undefined }[] = [];
  const send: Send = (_input, init) => {
    sent.push({ body: init?.body, aborted: init?.signal?.aborted });
    return (given[sent.length - 1] ?? answers)();
  };
  return { sent, send };
}

const faultOf = async (fetching: Send, more = {}): Promise<NetworkFault> => {
  const fault: unknown = await fetchText(fetching, { ...request, ...more }).catch(
    (thrown: unknown) => thrown,
  );
  if (!(fault instanceof NetworkFault)) throw new Error('it went through');
  return fault;
};

// Shows: a proxy that asks who it serves gets more than it should (Electron)
describe('a request that a proxy stops with its question', () => {
  it.each([
    ['an answer', asks],
    ['an error of Chromium', () => Promise.reject(new Error('net::ERR_PROXY_AUTH_REQUESTED'))],
  ])('is sent again once the proxy knows who asks: %s', async (_how, first) => {
    const { sent, send } = network(first);
    const signedIn: string[] = [];
    const fetching = fetchPastProxy(send, (address, method) => {
      signedIn.push(`${method} ${address}`);
      return Promise.resolve('signed-in');
    });
    const { text } = await fetchText(fetching, { ...request, method: 'POST', body: 'a body' });
    expect([text, signedIn]).toEqual(['arrived', ['POST https://acme.example/x']]);
    expect(sent.map(({ body }) => body)).toEqual(['a body', 'a body']);
  });

  it.each([
    ['declined', 'was given none'],
    ['refused', 'did not take the user name and the password'],
    ['not-asked', 'asks for a user name and a password'],
  ] satisfies [ProxyOutcome, string][])(
    'fails as one of the network when it is %s',
    async (outcome, said) => {
      const { sent, send } = network(asks);
      const fault = await faultOf(fetchPastProxy(send, () => Promise.resolve(outcome)));
      expect([fault.mayHaveArrived, sent.length]).toEqual([false, 1]);
      const { error } = networkFailure(fault, 'acme.example');
      expect(error).toMatchObject({ owner: 'network', code: 'unreachable', retry: true });
      expect(error.message).toContain(said);
    },
  );

  it('has its whole time again after the question', async () => {
    const { sent, send } = network(asks);
    let signal: AbortSignal | null = null;
    const fetching = fetchPastProxy(
      (input, init) => {
        signal ??= init?.signal ?? null;
        return send(input, init);
      },
      () =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            resolve('signed-in');
          });
        }),
    );
    expect(await fetchText(fetching, { ...request, timeoutMs: 1 })).toMatchObject({ text: 'arrived' });
    expect(sent.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  it('ends when it is cancelled over the question', async () => {
    const { sent, send } = network(asks);
    const cancel = new AbortController();
    const fetching = fetchPastProxy(send, () => {
      cancel.abort();
      return new Promise(() => undefined);
    });
    expect((await faultOf(fetching, { signal: cancel.signal })).kind).toBe('cancelled');
    expect(sent).toHaveLength(1);
  });

  it('that fails afterwards says why', async () => {
    const { send } = network(asks, () => Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED')));
    const fault = await faultOf(fetchPastProxy(send, () => Promise.resolve('signed-in')));
    expect(fault).toMatchObject({ kind: 'proxy', code: 'ERR_TUNNEL_CONNECTION_FAILED' });
  });
});

it('what no proxy stopped is sent once', async () => {
  const never = (): Promise<ProxyOutcome> => Promise.reject(new Error('nobody is to be asked'));
  const { sent, send } = network(answers, () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')));
  const fetching = fetchPastProxy(send, never);
  expect((await fetchText(fetching, request)).text).toBe('arrived');
  expect((await faultOf(fetching)).kind).toBe('refused');
  expect(sent).toHaveLength(2);
});
