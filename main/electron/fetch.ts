import { net, session } from 'electron';
import PQueue from 'p-queue';

const common = { credentials: 'omit', cache: 'no-store' } as const;

/**
 * Chromium's network stack: system proxy, system certificates; cookies and the cache stay out of it.
 *
 * When a kept-alive connection is dropped, Chromium sends the request again by itself, a POST too (seen on Electron 22: a
 * lost answer made two app integrations). A write therefore goes out on a separate connection, one at a time.
 */
export function chromiumFetch(): typeof globalThis.fetch {
  const queue = new PQueue({ concurrency: 1 });
  return (input, init) => {
    const address = input instanceof URL ? input.href : input;
    const method = init?.method ?? (address instanceof Request ? address.method : 'GET');
    if (method === 'GET' || method === 'HEAD') return net.fetch(address, { ...init, ...common });
    return queue.add(async () => {
      const writes = session.fromPartition('writes', { cache: false });
      await writes.closeAllConnections();
      return writes.fetch(address, { ...init, ...common });
    });
  };
}
