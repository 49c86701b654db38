import { expect, it } from 'vitest';
import { steppedClock } from './hurried-clock';

it('lets no minute pass because something waits in the background', async () => {
  const clock = steppedClock();
  const background = new AbortController();
  const waiting = clock.sleep(60_000, background.signal).catch(() => 'aborted');
  const before = clock.now().getTime();
  for (let wait = 0; wait < 3; wait += 1) await clock.sleep(50);
  expect(clock.now().getTime() - before).toBe(151);
  background.abort();
  expect(await waiting).toBe('aborted');
});
