import { it } from 'vitest';
import { randomWalks } from '../testing/random-walks';
import { startWalk } from '../testing/walk';
import { anyWalk } from '../testing/walk-steps';
import type { Step } from '../testing/walk-steps';

// The real assistant against the practice org, by random walks. Others than the gate's, and more of them:
// WALKS=200 npm test -- --unit main/core/random-walks.test.ts

const { timeout, run: walk } = randomWalks<Step>({
  steps: anyWalk,
  start: startWalk,
  gate: { walks: 8, seed: 350210413 },
  examples: [
    [
      { do: 'apply', scope: 'app' },
      { do: 'outside', outside: 'switches SCIM on' },
      { do: 'life-cycle', phases: 1, end: 'restart' },
      { do: 'trouble', trouble: 'lost after' },
      { do: 'life-cycle', phases: 1, end: 'clean up' },
    ],
  ],
});
it(
  'whatever is applied, undone, fails, is restarted and is changed by others: nothing twice, nothing stale written, nothing of others touched, Okta is believed',
  { timeout },
  walk,
);
