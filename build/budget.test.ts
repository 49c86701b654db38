import { expect, it } from 'vitest';
import { budget } from './budget';
import { steppedClock } from '../main/testing/hurried-clock';
import { runSetUp } from './bench/set-up';

// On the stepped clock: what was read seconds ago is not read again, and on a slow machine these seconds would be over.
it('no step of the set-up asks Okta more often than its budget has it', async () => {
  const costs = await runSetUp(0, steppedClock());
  expect(costs.map(({ step }) => step)).toEqual(Object.keys(budget.oktaRequests));
  expect(costs.filter(({ step, oktaRequests }) => oktaRequests > (budget.oktaRequests[step] ?? 0))).toEqual(
    [],
  );
});
