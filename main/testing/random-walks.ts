import fc from 'fast-check';

interface Walk<Step> {
  take(step: Step): Promise<void>;
  /** Brings the walk to an end and checks what must hold then. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

interface Options<Step> {
  /** Steps of one walk. */
  steps: fc.Arbitrary<readonly Step[]>;
  start: () => Promise<Walk<Step>>;
  /** The gate takes the same walks every time, so that no change fails by what it did not touch. */
  gate: { walks: number; seed: number };
}

/** The body of a test by random walks; fast-check prints the seed of one that fails. `WALKS` asks for that many others. */
export function randomWalks<Step>({ steps, start, gate }: Options<Step>) {
  const { WALKS, CI } = process.env;
  const numRuns = Number(WALKS ?? gate.walks);
  const seed = WALKS === undefined ? { seed: gate.seed } : {};
  const run = (): Promise<void> => {
    const walked = fc.asyncProperty(steps, async (each) => {
      const walk = await start();
      try {
        for (const step of each) await walk.take(step);
        await walk.finish();
      } finally {
        await walk.close();
      }
    });
    return fc.assert(walked, { ...seed, numRuns, endOnFailure: CI !== undefined });
  };
  return { timeout: 60_000 + numRuns * 20_000, run };
}
