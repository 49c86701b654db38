import { describe, expect, it } from 'vitest';
import type { Clock } from '../ports';
import { createSnapshotThrottle } from './snapshot-throttle';

/** A clock that stands still until it is moved on, and a throttle that counts what it sends. */
function setUp() {
  let timeMs = 0;
  let sleepers: { until: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => new Date(timeMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push({ until: timeMs + ms, wake: resolve });
        signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      }),
  };
  const state = { value: 0 };
  const sent: { at: number; value: number }[] = [];
  const throttle = createSnapshotThrottle(clock, () => {
    sent.push({ at: timeMs, value: state.value });
  });
  const advance = async (ms: number): Promise<void> => {
    timeMs += ms;
    const due = sleepers.filter(({ until }) => until <= timeMs);
    sleepers = sleepers.filter(({ until }) => until > timeMs);
    for (const { wake } of due) wake();
    // Whoever was woken goes on before this returns.
    await new Promise(setImmediate);
  };
  const setBack = (ms: number): void => {
    timeMs -= ms;
  };
  return { state, sent, throttle, advance, setBack };
}

describe('the snapshots of a fast run', () => {
  it('are at most ten a second and one at the end, the last state among them', async () => {
    const { state, sent, throttle, advance } = setUp();
    for (let ms = 0; ms < 1_000; ms += 1) {
      for (let mark = 0; mark < 50; mark += 1) {
        state.value += 1;
        throttle.soon();
      }
      await advance(1);
    }
    await advance(100);
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent[0]).toEqual({ at: 0, value: 1 });
    expect(sent.at(-1)?.value).toBe(50_000);
  });

  it('are sent at once where there was none for a while', async () => {
    const { sent, throttle, advance } = setUp();
    throttle.soon();
    await advance(500);
    throttle.soon();
    expect(sent.map(({ at }) => at)).toEqual([0, 500]);
  });

  it('do not wait for what must be seen at once, and are not repeated after it', async () => {
    const { state, sent, throttle, advance } = setUp();
    throttle.soon();
    throttle.soon();
    state.value = 7;
    throttle.now();
    expect(sent.at(-1)).toEqual({ at: 0, value: 7 });
    await advance(1_000);
    expect(sent).toHaveLength(2);
  });

  it('are not held up by a clock that was set back', () => {
    const { sent, throttle, setBack } = setUp();
    throttle.soon();
    setBack(3_600_000);
    throttle.soon();
    expect(sent).toHaveLength(2);
  });
});
