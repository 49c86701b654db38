import type { CallScope } from './context';
import type { Clock } from '../ports';

/** Okta answers within a second or two: whoever still waits then is told, in milliseconds. */
export const silentAfterMs = 5_000;

/**
 * Reports what Okta leaves without an answer as a wait of its scope; a read can be stopped then. At `limitMs` it fails by itself, and what
 * became of a write is read.
 */
export async function notedWhileSilent<T>(
  scope: Pick<CallScope, 'waiting'>,
  clock: Pick<Clock, 'now'>,
  { limitMs, isWrite }: { limitMs: number; isWrite: boolean },
  asking: Promise<T>,
): Promise<T> {
  const then = isWrite ? 'looks whether it was done' : 'gives up';
  const wait = {
    reason: `Okta has not answered yet. The assistant ${then} after ${String(limitMs / 1000)} s without an answer.`,
    since: clock.now().toISOString(),
    until: null,
  };
  const over = asking.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => void scope.waiting(wait, () => over), silentAfterMs);
  try {
    return await asking;
  } finally {
    clearTimeout(timer);
  }
}
