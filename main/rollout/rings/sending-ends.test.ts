import { expect, it } from 'vitest';
import { createProvisioning } from '../../../practice/provisioning/provisioning';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';
import type { HurriedClock } from '../../testing/hurried-clock';
import { readyToRollOut, rolloutEnded, rolloutOrg } from '../../testing/rollout-org';

/** Assigned in Okta when SCIM is switched off, and when the assistant is let go on only once it has looked. */
const [offAt, heldAt] = [40, 120];

it('a large ring stops where SCIM is switched off meanwhile, and goes on once it is on again', async () => {
  let onAssigning = (): Promise<void> => Promise.resolve();
  let onLook = (): void => undefined;
  const clock: HurriedClock = hurriedClock(() => core.org.world.idle());
  const network: typeof fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (init?.method === 'POST' && /\/apps\/[^/]+\/users$/.test(pathname)) await onAssigning();
    return fetch(input, init);
  };
  const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 };
  const core: TestCore = await startTestCore(
    {
      ...{ users: 400, licences: 2000, ...quick },
      onExchange: ({ method, path }) => {
        if (method === 'GET' && /\/apps\/[^/]+$/.test(path)) onLook();
      },
    },
    { ports: () => ({ clock, fetch: network }) },
  );
  try {
    await core.returnTo(await readyToRollOut(core));
    const org = rolloutOrg(() => core);
    const assigned = (): number => Object.keys(org.app().users).length;
    const emails = org.ready(250).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(emails, { ringSize: 500, goOn: false }));
    for (const ring of [1, 2]) {
      await core.until('the ring arrives', (now) => rolloutEnded(now) && now.rollout.ring === ring);
      await core.call('rollout.resume', {});
    }
    await core.until('the large ring is next', (now) => rolloutEnded(now) && now.rollout.ring === 3);
    let looked = Promise.resolve();
    onAssigning = async () => {
      if (assigned() === offAt) {
        createProvisioning(core.org.world).switchScimOff(org.app());
        looked = new Promise((resolve) => {
          onLook = resolve;
        });
      }
      if (assigned() >= heldAt) await looked;
    };
    await core.call('rollout.resume', {});
    const { rollout } = await core.until('it pauses', rolloutEnded);
    expect(rollout).toMatchObject({
      ...{ pause: 'error', error: { message: expect.stringContaining('SCIM is off') } },
    });
    expect(assigned()).toBeGreaterThan(offAt);
    expect(assigned()).toBeLessThan(emails.length);
    onAssigning = () => Promise.resolve();
    core.byHand.scimOn();
    core.byHand.connect();
    await core.call('rollout.resume', { secondYes: true });
    await core.until('everybody is assigned', () => assigned() === emails.length);
  } finally {
    await core.close();
  }
});
