import { isRunning } from '../../shared/at-work';
import { Circle, CircleCheckBig, CircleX, Equal, Eye, LoaderCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { assertNever } from '../../shared/errors';
import { knownOfSettings } from '../../shared/known';
import { useApp, usePending } from '../store/context';
import { Answer } from './answer';
import { Button } from './button';
import { ErrorCard } from './error-card';
import { notRead, toneOf } from './known-tone';
import { Note } from './note';
import type { Tone } from './note';
import { clockTime } from './time';
import { WaitView } from './wait-view';
import { words } from '../words/run';
import type { Run } from '../../shared/plan';

const states: Record<Run['changes'][number]['state'], { icon: LucideIcon; tone: Tone }> = {
  'to-do': { icon: Circle, tone: 'grey' },
  doing: { icon: LoaderCircle, tone: 'blue' },
  done: { icon: CircleCheckBig, tone: notRead },
  failed: { icon: CircleX, tone: 'red' },
  kept: { icon: Equal, tone: 'grey' },
  'would-do': { icon: Eye, tone: 'blue' },
};

/** One sentence about a run as a whole. */
export function runWords(run: Run): string {
  switch (run.state) {
    case 'running':
      if (run.wait === null) return words.running;
      return run.wait.until === null ? words.unanswered : words.waiting;
    case 'cancelling':
      return words.cancelling;
    case 'cancelled':
      return words.cancelled;
    case 'done':
      return run.planOnly ? words.ranThrough : words.done;
    case 'failed':
      return words.failed;
    default:
      return assertNever(run.state);
  }
}

/** A run, active or finished: each change, waits with a countdown, a stop button, and the failure. */
export function RunView({ run, onRetry }: { run: Run; onRetry?: () => void }) {
  const call = useApp((state) => state.call);
  const stopping = usePending('run.cancel');
  return (
    <div className="stack">
      {run.long !== null && <p>{words.long(run.long.finished, run.long.total)}</p>}
      <ul className="runs">
        {run.changes.map(({ id, title, settings, state, at }) => {
          const { icon: Icon, tone } = states[state];
          // Okta took the change; how it is now is known once it was read back.
          const shown = state === 'done' ? toneOf(knownOfSettings(settings, run.checks)) : tone;
          const isUnread =
            state === 'done' &&
            shown === notRead &&
            settings.some((setting) => setting !== 'set-up') &&
            !isRunning(run);
          const unread = run.checks.some(
            ({ setting, state: read }) => settings.includes(setting) && read !== 'cannot-be-read',
          )
            ? words.partlyUnread
            : words.unread;
          return (
            <li key={id} className="run-line">
              <Icon data-tone={shown} aria-hidden />
              <span>
                {title} <span className="muted">– {isUnread ? unread : words.states[state]}</span>
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
            {words.stop}
          </Button>
          <span className="hint">{words.stopHint}</span>
        </div>
      )}
      {run.error !== null && run.state === 'failed' && (
        <Answer key={run.id}>
          <ErrorCard error={run.error} onRetry={onRetry} />
        </Answer>
      )}
      {run.state === 'cancelled' && (
        <Note tone="amber">
          <p>{runWords(run)}</p>
        </Note>
      )}
    </div>
  );
}
