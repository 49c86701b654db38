import { expect, it } from 'vitest';
import { systemClock } from '../main/shell/clock';
import { budget, exceededBudget } from './budget';
import { requestsInFirstMinute } from './bench/guided';
import { runSetUp } from './bench/set-up';

/** What was read seconds ago is not read again: on a slow machine these seconds are longer. */
function slowClock(): typeof systemClock {
  const started = Date.now();
  return { ...systemClock, now: () => new Date(started + (Date.now() - started) / 50) };
}

it('no step of the set-up asks Okta more often than its budget has it, nor more often one after the other', async () => {
  const costs = await runSetUp({ clock: slowClock() });
  expect(costs.map(({ step }) => step)).toEqual(Object.keys(budget.oktaRequests));
  expect(costs.filter(({ step, oktaRequests }) => oktaRequests > (budget.oktaRequests[step] ?? 0))).toEqual(
    [],
  );
  const chains = await runSetUp({ clock: slowClock(), countChains: true });
  expect(Object.keys(budget.longestChains)).toEqual(Object.keys(budget.oktaRequests));
  const allowed = (step: string): number => budget.longestChains[step] ?? Number.NaN;
  expect(chains.filter(({ step, longestChain }) => !((longestChain ?? Number.NaN) <= allowed(step)))).toEqual(
    [],
  );
});

it('a bundle that is larger than its budget is named, and one of no known size', () => {
  const { firstScreenGzippedKib, rendererGzippedKib } = budget;
  const sizes = (first: number, renderer: number) => [
    { bundle: 'first screen', gzippedKib: first },
    { bundle: 'out/renderer', gzippedKib: renderer },
  ];
  expect(exceededBudget(sizes(firstScreenGzippedKib, rendererGzippedKib))).toEqual([]);
  expect(exceededBudget(sizes(firstScreenGzippedKib + 0.1, rendererGzippedKib))).toEqual([
    expect.stringMatching(/^first screen: .* allows/),
  ]);
  expect(exceededBudget(sizes(firstScreenGzippedKib, rendererGzippedKib + 0.1))).toEqual([
    expect.stringMatching(/^out\/renderer: .* allows/),
  ]);
  expect(exceededBudget([])).toHaveLength(2);
});

it('a guided step that nobody does asks Okta in its first minute no more often than its budget has it', async () => {
  expect(await requestsInFirstMinute()).toBeLessThanOrEqual(budget.guidedStepFirstMinute);
});
