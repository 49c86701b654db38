import { isRunning } from '../../../shared/at-work';
import type { AppError } from '../../../shared/errors';
import { readPresentApp } from '../../observe/present-app';
import { readSending } from '../../observe/sending';
import { poll } from '../../polling/poll';
import { notReady } from '../failures';
import type { StoredRing } from '../rollout-store';
import type { RolloutParts } from '../parts';
import type { Progress } from '../progress';

/** The run that assigns a ring, while it is at work. */
export interface RunWatch {
  stop(): void;
  /** Why Okta would send nobody any more; null: nothing shows it. */
  obstacle(): AppError | null;
}

/** After so many changes of a run it is read once whether Okta still sends: a request, seldom two. */
const looksEvery = 50;

/** Counts of the run for the course; and `ends` it where Okta would send nobody any more. */
export function watchRun(
  { store, clock, okta, engine, report }: RolloutParts,
  { note, runCounts }: Pick<Progress, 'note' | 'runCounts'>,
  { ring, ends }: { ring: StoredRing; ends: () => void },
): RunWatch {
  let obstacle: AppError | null = null;
  let lookedAt = 0;

  async function look(signal: AbortSignal): Promise<void> {
    const { run } = engine;
    const finished = run !== null && isRunning(run) ? run.finished : 0;
    if (finished < lookedAt + looksEvery) return;
    lookedAt = finished;
    const { obstacle: found } = await okta().withContext({ signal }, async () =>
      readSending(okta(), await readPresentApp(okta(), store.session), store.session),
    );
    if (found === null || signal.aborted) return;
    obstacle = notReady(found.text, found.next, found.step).error;
    ends();
  }

  const watching = poll({
    clock,
    backoff: { firstMs: 1_000, growth: 1.2, longestMs: 5_000 },
    startWith: 'look',
    read: async (signal) => {
      await look(signal);
      return runCounts(ring);
    },
    take: (counts) => {
      note(ring, counts);
      return 'again';
    },
    failed: () => 'again',
    report,
  });

  return {
    stop: () => {
      watching.stop();
    },
    obstacle: () => obstacle,
  };
}
