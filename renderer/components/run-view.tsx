import { Circle, CircleCheckBig, CircleX, Equal, LoaderCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { assertNever } from '../../shared/errors';
import type { Run, Wait } from '../../shared/setup';
import { isRunning, useApp, usePending } from '../store/context';
import { Since, Until } from './ago';
import { Button } from './button';
import { ErrorCard } from './error-card';
import { Note } from './note';
import type { Tone } from './note';
import { clockTime } from './time';

const states: Record<Run['changes'][number]['state'], { icon: LucideIcon; tone: Tone; word: string }> = {
  'to-do': { icon: Circle, tone: 'grey', word: 'To do' },
  doing: { icon: LoaderCircle, tone: 'blue', word: 'Doing' },
  done: { icon: CircleCheckBig, tone: 'green', word: 'Done' },
  failed: { icon: CircleX, tone: 'red', word: 'Failed' },
  kept: { icon: Equal, tone: 'grey', word: 'Was so already' },
};

/** One sentence about a run as a whole. */
export function runWords(run: Run): string {
  switch (run.state) {
    case 'running':
      return run.wait === null ? 'Applying the plan.' : 'Waiting before the next request.';
    case 'cancelling':
      return 'Stopping after the request that is under way.';
    case 'cancelled':
      return 'Stopped. What is marked as done stays done in Okta.';
    case 'done':
      return 'Applied and read back.';
    case 'failed':
      return 'Not applied completely.';
    default:
      return assertNever(run.state);
  }
}

/** A run while it goes and after: each change, waits with a countdown, a way to stop, and the failure. */
export function RunView({ run, onRetry }: { run: Run; onRetry?: () => void }) {
  const call = useApp((state) => state.call);
  const stopping = usePending('run.cancel');
  return (
    <div className="stack">
      <ul className="runs">
        {run.changes.map(({ id, title, state, at }) => {
          const { icon: Icon, tone, word } = states[state];
          return (
            <li key={id} className="run-line">
              <Icon size={16} data-tone={tone} aria-hidden />
              <span>
                {title} <span className="muted">– {word}</span>
              </span>
              <span className="muted">{at === null ? '' : clockTime(at)}</span>
            </li>
          );
        })}
      </ul>
      {run.wait !== null && <WaitView wait={run.wait} />}
      {isRunning(run) && (
        <div className="actions">
          <Button
            isDisabled={run.state === 'cancelling'}
            isPending={stopping}
            onPress={() => void call('run.cancel', { runId: run.id })}
          >
            Stop
          </Button>
          <span className="hint">The request under way is finished; nothing after it is sent.</span>
        </div>
      )}
      {run.error !== null && run.state === 'failed' && <ErrorCard error={run.error} onRetry={onRetry} />}
      {run.state === 'cancelled' && (
        <Note tone="amber">
          <p>{runWords(run)}</p>
        </Note>
      )}
    </div>
  );
}

function WaitView({ wait: { reason, since, until } }: { wait: Wait }) {
  return (
    <Note tone="amber">
      <p>
        {reason} Since {clockTime(since)} (<Since at={since} />
        ).{' '}
        {until !== null && (
          <>
            It goes on by itself <Until at={until} />.
          </>
        )}
      </p>
    </Note>
  );
}
