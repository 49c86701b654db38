import { Since, Until } from './ago';
import { Note } from './note';
import { clockTime } from './time';
import { words } from '../words/common';
import type { Wait } from '../../shared/plan';

/** The reason for a wait, since when, and when it continues. */
export function WaitView({ wait: { reason, since, until } }: { wait: Wait }) {
  return (
    <Note tone="blue">
      <p>
        {reason} {words.wait.since} {clockTime(since)} (<Since at={since} />
        ).{' '}
        {until !== null && (
          <>
            {words.wait.goesOn} <Until at={until} />.
          </>
        )}
      </p>
    </Note>
  );
}
