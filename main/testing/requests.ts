import type { Exchange } from '../../practice/web/server';

/** Takes down what a practice Okta is asked. Pass `onExchange` to `startTestCore`. */
export interface RequestLog {
  onExchange: (exchange: Exchange) => void;
  /** What `work` answers, and every request that Okta answered meanwhile as `METHOD path`, without its query. */
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

/** How many of these requests there are. */
export const count = (sent: readonly string[], request: RegExp): number =>
  sent.filter((line) => request.test(line)).length;
