import fc from 'fast-check';
import type { Fault } from '../../practice/web/faults';
import { assertNever } from '../../shared/errors';

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
  /** Taken first, and counted among the walks: what only few random ones come to. */
  examples?: readonly (readonly Step[])[];
}

/** The body of a test by random walks; fast-check prints the seed of one that fails. `WALKS` asks for that many others. */
export function randomWalks<Step>({ steps, start, gate, examples = [] }: Options<Step>) {
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
    const first = examples.map((example): [readonly Step[]] => [example]);
    return fc.assert(walked, { ...seed, numRuns, examples: first, endOnFailure: CI !== undefined });
  };
  return { timeout: 60_000 + numRuns * 20_000, run };
}

/** What may happen to the next write of a kind. */
export const troubles = ['lost before', 'lost after', '500', '403', 'no JSON'] as const;
export type Trouble = (typeof troubles)[number];

/** The next POST, PUT and DELETE to Okta are disturbed, once each. */
export const writeFaults = (trouble: Trouble): Fault[] =>
  ['POST', 'PUT', 'DELETE'].map((method) => ({ ...faultOf(trouble), method }));

function faultOf(trouble: Trouble): Fault {
  const once = { target: 'okta', path: '^/api/', times: 1 } as const;
  const answer = (status: number, errorCode: string) => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ errorCode, errorSummary: 'Scripted' }),
  });
  switch (trouble) {
    case 'lost before':
      return { ...once, drop: 'before' };
    case 'lost after':
      return { ...once, drop: 'after' };
    case '500':
      return { ...once, answer: answer(500, 'E0000009') };
    case '403':
      return { ...once, answer: answer(403, 'E0000006') };
    case 'no JSON':
      return { ...once, malformed: true };
    default:
      return assertNever(trouble);
  }
}
