import type { Exchange } from '../../practice/web/server';

/** Records the requests to a practice Okta. Give its `onExchange` to `startTestCore`. */
export interface RequestLog {
  onExchange: (exchange: Exchange) => void;
  /** The result of `work`, and all requests that Okta answered while it ran, as `METHOD path` without the query. */
  during<T>(work: () => Promise<T>): Promise<{ value: T; sent: string[] }>;
}

export function createRequestLog(): RequestLog {
  const sent: string[] = [];
  return {
    onExchange: ({ target, method, path }) => {
      if (target === 'okta') sent.push(`${method} ${path}`);
    },
    during: async (work) => {
      const from = sent.length;
      const value = await work();
      return { value, sent: sent.slice(from) };
    },
  };
}

/** The number of these requests that match. */
export const count = (sent: readonly string[], request: RegExp): number =>
  sent.filter((line) => request.test(line)).length;
