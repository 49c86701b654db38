import { expect, it } from 'vitest';
import { budget } from './budget';
import { runSetUp } from './bench/set-up';

it('no step of the set-up asks Okta more often than its budget has it', async () => {
  const costs = await runSetUp(0);
  expect(costs.map(({ step }) => step)).toEqual(Object.keys(budget.oktaRequests));
  expect(costs.filter(({ step, oktaRequests }) => oktaRequests > (budget.oktaRequests[step] ?? 0))).toEqual(
    [],
  );
});
