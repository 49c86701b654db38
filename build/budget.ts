import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { bundleSizes } from './bundles';
import type { BundleSize } from './bundles';

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

/** What these bundles have more than it allows, one sentence each; a bundle whose size is not known counts as too large. */
export function exceededBudget(bundles: readonly Pick<BundleSize, 'bundle' | 'gzippedKib'>[]): string[] {
  const sizes = new Map(bundles.map(({ bundle, gzippedKib }) => [bundle, gzippedKib]));
  const allowed = [
    ['first screen', budget.firstScreenGzippedKib],
    ['out/renderer', budget.rendererGzippedKib],
  ] as const;
  return allowed
    .filter(([bundle, most]) => !((sizes.get(bundle) ?? Number.NaN) <= most))
    .map(
      ([bundle, most]) =>
        `${bundle}: ${String(sizes.get(bundle))} KiB, gzipped; build/budget.json allows ${String(most)}.`,
    );
}

/** Says whether the built renderer keeps to it. */
export function keepsBundleBudget(): boolean {
  const exceeded = exceededBudget(bundleSizes());
  for (const sentence of exceeded) console.error(sentence);
  return exceeded.length === 0;
}
