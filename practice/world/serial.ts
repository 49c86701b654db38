/** Runs work on the same key in order, on different keys concurrently. */
export type Serial = (key: string, work: () => Promise<void>) => Promise<void>;

export function createSerial(): Serial {
  const ends = new Map<string, Promise<void>>();
  return async (key, work) => {
    const before = ends.get(key);
    // The next one waits until this has settled.
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
