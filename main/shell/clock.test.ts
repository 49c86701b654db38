import { expect, it } from 'vitest';
import { systemClock } from './clock';

it('rejects an aborted sleep with the reason of the signal', async () => {
  const controller = new AbortController();
  const reason = new Error('stop it');
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, controller.signal)).rejects.toBe(reason);
});

it('wakes up by itself', async () => {
  await expect(systemClock.sleep(1)).resolves.toBeUndefined();
});
