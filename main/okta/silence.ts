import type { CallScope } from './context';
import type { Clock } from '../ports';

/** Okta answers within a second or two: whoever still waits then is told, in milliseconds. */
export const silentAfterMs = 5_000;

/** Reports a read that Okta leaves without an answer as a wait of its scope, which can be stopped; at `limitMs` it fails by itself. */
export async function notedWhileSilent<T>(
  scope: Pick<CallScope, 'waiting'>,
  clock: Pick<Clock, 'now'>,
  limitMs: number,
  reading: Promise<T>,
): Promise<T> {
  const wait = {
    reason: `Okta has not answered yet. The assistant gives up after ${String(limitMs / 1000)} s without an answer.`,
    since: clock.now().toISOString(),
    until: null,
  };
  const over = reading.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => void scope.waiting(wait, () => over), silentAfterMs);
  try {
    return await reading;
  } finally {
    clearTimeout(timer);
  }
}
