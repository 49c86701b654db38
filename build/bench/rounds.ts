import { setImmediate, setTimeout } from 'node:timers/promises';

/** Requests that are sent in rounds. */
export interface Rounds {
  fetch: typeof globalThis.fetch;
  /** How many rounds there were so far. */
  count(): number;
}

/** Turns of the event loop without anything new after which nothing follows from the last answers. */
const quietTurns = 20;

/**
 * Holds each request until nothing else happens in this process, and then sends all that are held: the number of rounds is the length
 * of the longest chain of requests that wait for each other, however long each takes. Requests that do not count are sent at once,
 * and waited for. A module that is loaded for the first time may take longer than is waited here: what is counted has to run before.
 */
export function inRounds(isCounted: (address: string) => boolean): Rounds {
  let [held, inFlight, events, rounds]: [(() => void)[], number, number, number] = [[], 0, 0, 0];
  let releasing = false;

  const isBusy = (): boolean =>
    inFlight > 0 || process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));

  async function release(): Promise<void> {
    for (let [turn, seen] = [0, events]; turn < quietTurns; turn += 1) {
      await setImmediate();
      await setTimeout(1);
      if (seen !== events || isBusy()) [turn, seen] = [-1, events];
    }
    const round = held;
    held = [];
    releasing = false;
    rounds += 1;
    for (const send of round) send();
  }

  return {
    count: () => rounds,
    fetch: async (input, init) => {
      const address = input instanceof URL ? input.href : input instanceof Request ? input.url : input;
      events += 1;
      if (isCounted(address)) {
        const mayGo = new Promise<void>((resolve) => held.push(resolve));
        if (!releasing) {
          releasing = true;
          void release();
        }
        await mayGo;
      }
      inFlight += 1;
      try {
        return await fetch(input, init);
      } finally {
        inFlight -= 1;
        events += 1;
      }
    },
  };
}
