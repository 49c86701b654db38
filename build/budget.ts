import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { bundleSizes } from './bundles';

/** Counts that must not get worse: requests to Okta of each step of the bench, and KiB that the first screen waits for. */
export const budget = z
  .strictObject({ oktaRequests: z.record(z.string(), z.number()), firstScreenGzippedKib: z.number() })
  .parse(JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8')));

/** Says whether the built renderer keeps to it. */
export function keepsBundleBudget(): boolean {
  const [first] = bundleSizes();
  const kib = first?.gzippedKib ?? Number.POSITIVE_INFINITY;
  if (kib <= budget.firstScreenGzippedKib) return true;
  console.error(
    `The first screen waits for ${String(kib)} KiB, gzipped; build/budget.json allows ${String(budget.firstScreenGzippedKib)}.`,
  );
  return false;
}
