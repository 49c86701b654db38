import { performance } from 'node:perf_hooks';
import { startTestCore } from '../../main/testing/core';
import type { TestCore } from '../../main/testing/core';
import { steppedClock } from '../../main/testing/hurried-clock';

export interface GuidedCost {
  /** From the admin's Save in Okta, whose window they leave then, to the snapshot that has it. */
  noticedMs: number;
  /** Requests to Okta in the first minute on the screen of a step that is not done. */
  looksPerMinute: number;
}

export const measureGuided = async (latencyMs: number): Promise<GuidedCost> => ({
  noticedMs: await noticed(latencyMs),
  looksPerMinute: await looks(),
});

const isDone = async (core: TestCore): Promise<boolean> =>
  (await core.snapshot()).guided['scim-on'].known === 'read-back';

async function toScimOn(core: TestCore): Promise<void> {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app', adopt: null, createAnyway: false });
  await core.call('session.go', { screen: 'scim-on' });
}

/** Saved in Okta's window; the page says that it is seen again as it does on `focus`. */
async function noticed(latencyMs: number): Promise<number> {
  const core = await startTestCore({ latencyMs });
  try {
    await toScimOn(core);
    await core.until('a look', ({ guided }) => guided['scim-on'].lastLookAt !== null);
    core.byHand.scimOn();
    const savedAt = performance.now();
    await core.call('guided.lookAgain', {});
    if (!(await isDone(core))) throw new Error('SCIM was not seen');
    return Math.round(performance.now() - savedAt);
  } finally {
    await core.close();
  }
}

/** On a clock whose time passes by waiting alone. */
async function looks(): Promise<number> {
  const clock = steppedClock();
  let requests = 0;
  const core = await startTestCore(
    {
      now: clock.now,
      onExchange: ({ target }) => {
        if (target === 'okta') requests += 1;
      },
    },
    { ports: () => ({ clock }) },
  );
  try {
    await toScimOn(core);
    await core.until('a look', ({ guided }) => guided['scim-on'].lastLookAt !== null);
    const [before, from] = [requests - 1, clock.now().getTime()];
    await core.until('a minute has passed', () => clock.now().getTime() - from >= 60_000);
    return requests - before;
  } finally {
    await core.close();
  }
}
