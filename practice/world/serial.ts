/** Work on one thing in the order it was asked for; work on different things goes side by side. */
export type Serial = (key: string, work: () => Promise<void>) => Promise<void>;

export function createSerial(): Serial {
  const ends = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = ends.get(key);
    // Whoever is next waits for the end of this, however it ends.
    const run = before === undefined ? work() : before.then(work);
    const end = run.catch(() => undefined);
    ends.set(key, end);
    try {
      await run;
    } finally {
      if (ends.get(key) === end) ends.delete(key);
    }
  };
}
