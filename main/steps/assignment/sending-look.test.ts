import { expect, it } from 'vitest';
import { appWith, oktaWith } from '../../testing/okta-objects';
import { createSendingLook } from './sending-look';

const at = Date.parse('2026-11-30T09:00:00.000Z');

/** Looks at these moments, in milliseconds, at an app integration whose status is another each time it is read. */
async function looks(planned: string, statuses: string[], moments: number[], isSent = planned === 'ACTIVE') {
  let reads = 0;
  let moment = 0;
  const okta = oktaWith({
    app: () => Promise.resolve(appWith({ status: statuses[reads++] ?? 'ACTIVE' })),
  });
  const look = createSendingLook(appWith({ status: planned }));
  const said: (string | null)[] = [];
  for (moment of moments) said.push(await look({ okta, now: () => new Date(at + moment) }, [{ isSent }]));
  return { said, reads };
}

it('reads the app integration anew after the plan, and at most once a second', async () => {
  const { said, reads } = await looks('ACTIVE', ['ACTIVE', 'INACTIVE'], [0, 500, 999, 1_000]);
  expect(said).toEqual([null, null, null, expect.stringMatching(/is inactive in Okta now/)]);
  expect(reads).toBe(2);
});

it('does not rest on a reading of later, as after the clock was set back', async () => {
  expect((await looks('ACTIVE', ['ACTIVE', 'INACTIVE'], [5_000, 0])).reads).toBe(2);
});

it('is the same where it is as planned, active or not', async () => {
  expect((await looks('INACTIVE', ['INACTIVE'], [0])).said).toEqual([null]);
  expect((await looks('INACTIVE', ['ACTIVE'], [0])).said).toEqual([
    expect.stringMatching(/is active in Okta now/),
  ]);
});

it('asks nothing for people of whom Okta sends nothing by a plan for an active one', async () => {
  expect(await looks('ACTIVE', ['INACTIVE'], [0], false)).toEqual({ said: [null], reads: 0 });
});
