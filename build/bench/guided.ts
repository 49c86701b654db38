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
  looksPerMinute: await requestsInFirstMinute(),
});

const isDone = async (core: TestCore): Promise<boolean> =>
  (await core.snapshot()).guided['scim-on'].known === 'read-back';

async function toAppMade(core: TestCore): Promise<void> {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app', adopt: null, createAnyway: false });
}

/** Saved in Okta's window; the page says that it is seen again as it does on `focus`. */
async function noticed(latencyMs: number): Promise<number> {
  const core = await startTestCore({ latencyMs });
  try {
    await toAppMade(core);
    await core.call('session.go', { screen: 'scim-on' });
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

/** `looksPerMinute`, on a clock whose time passes by waiting alone. */
export async function requestsInFirstMinute(): Promise<number> {
  const clock = steppedClock();
  const asked: number[] = [];
  const passed = (): number => clock.now().getTime();
  const core = await startTestCore(
    {
      now: clock.now,
      onExchange: ({ target }) => {
        if (target === 'okta') asked.push(passed());
      },
    },
    { ports: () => ({ clock }) },
  );
  try {
    await toAppMade(core);
    const from = passed();
    await core.call('session.go', { screen: 'scim-on' });
    const end = from + 60_000;
    await core.until('a minute has passed', () => passed() >= end);
    return asked.filter((at) => at >= from && at < end).length;
  } finally {
    await core.close();
  }
}
