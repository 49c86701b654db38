import { net, session } from 'electron';
import PQueue from 'p-queue';
import { fetchPastProxy } from '../net/past-proxy';
import type { ProxyAccounts } from '../net/proxy-sign-in';
import { passProxy } from './pass-proxy';

const common = { credentials: 'omit', cache: 'no-store' } as const;

const onlyReads = (method: string): boolean => method === 'GET' || method === 'HEAD';

/**
 * Chromium's network stack: system proxy, system certificates; cookies and the cache stay out of it. A proxy that asks who it is
 * gets one of `accounts`.
 *
 * When a kept-alive connection is dropped, Chromium sends the request again by itself, a POST too (seen on Electron 22: a
 * lost answer made two app integrations). A write therefore goes out on a separate connection, one at a time.
 */
export function chromiumFetch(accounts: ProxyAccounts): typeof globalThis.fetch {
  const writing = new PQueue({ concurrency: 1 });
  const signingIn = new PQueue({ concurrency: 1 });
  const writes = () => session.fromPartition('writes', { cache: false });
  const send: typeof globalThis.fetch = (input, init) => {
    const address = input instanceof URL ? input.href : input;
    const method = init?.method ?? (address instanceof Request ? address.method : 'GET');
    if (onlyReads(method)) return net.fetch(address, { ...init, ...common });
    return writing.add(async () => {
      await writes().closeAllConnections();
      return writes().fetch(address, { ...init, ...common });
    });
  };
  return fetchPastProxy(send, (address, method) =>
    signingIn.add(() => passProxy(onlyReads(method) ? session.defaultSession : writes(), address, accounts)),
  );
}
