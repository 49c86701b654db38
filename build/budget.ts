import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { bundleSizes } from './bundles';

/**
 * Counts that must not get worse: requests to Okta of each step of the bench, of which so many wait for each other, and in the first minute of a
 * guided step that nobody does; KiB of what the first screen waits for and of the whole renderer.
 */
export const budget = z
  .strictObject({
    oktaRequests: z.record(z.string(), z.number()),
    longestChains: z.record(z.string(), z.number()),
    guidedStepFirstMinute: z.number(),
    firstScreenGzippedKib: z.number(),
    rendererGzippedKib: z.number(),
  })
  .parse(JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8')));

/** Says whether the built renderer keeps to it. */
export function keepsBundleBudget(): boolean {
  const sizes = new Map(bundleSizes().map(({ bundle, gzippedKib }) => [bundle, gzippedKib]));
  const allowed = [
    ['first screen', budget.firstScreenGzippedKib],
    ['out/renderer', budget.rendererGzippedKib],
  ] as const;
  const exceeded = allowed.filter(([bundle, most]) => !((sizes.get(bundle) ?? Number.NaN) <= most));
  for (const [bundle, most] of exceeded)
    console.error(
      `${bundle}: ${String(sizes.get(bundle))} KiB, gzipped; build/budget.json allows ${String(most)}.`,
    );
  return exceeded.length === 0;
}
