/** A network that keeps one answer back until the test lets it go. */
export interface HeldFetch {
  fetch: typeof globalThis.fetch;
  /**
   * The next request whose path matches is held, and answered by `answer` or by the network once it is released. `sent`: it is on its
   * way.
   */
  hold(path: RegExp, answer?: typeof globalThis.fetch): { sent: Promise<void>; release: () => void };
}

export function heldFetch(): HeldFetch {
  let next: {
    path: RegExp;
    answer: typeof globalThis.fetch;
    sent: () => void;
    released: Promise<void>;
  } | null = null;
  return {
    fetch: async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const held = next;
      if (held === null || !held.path.test(pathname)) return fetch(input, init);
      next = null;
      held.sent();
      await held.released;
      return held.answer(input, init);
    },
    hold: (path, answer = fetch) => {
      let sent = (): void => undefined;
      let release = (): void => undefined;
      const isSent = new Promise<void>((resolve) => {
        sent = resolve;
      });
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      next = { path, answer, sent, released };
      return { sent: isSent, release };
    },
  };
}
