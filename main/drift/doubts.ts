import { doubtedWords, isDoubt, isDoubtedIn } from '../../shared/connection-doubt';
import type { DriftRow, WatchFinding } from '../../shared/drift';
import type { Summary } from '../../shared/summary';
import { untoldChanges } from '../observe/logged-changes';
import { doubtOf, doubtWords } from '../summary/doubt';
import type { AppEvents } from './changed-by';

/** Settings of the connection whose proof, or the word on which they rest, a change of the app integration has put in doubt, in the summary already or since it was made. */
export interface Doubts {
  findings: WatchFinding[];
  /** With a note where what was known of it counts no more. */
  noted: (row: DriftRow) => DriftRow;
}

const next = 'A summary from after that counts again.';
/** Of a row: by whom, and when, a finding says once for all of them. */
export const changedAfterwards = 'The app integration was changed after that: it may be otherwise now.';
/** Without a journal. */
const perhapsOwn = 'It may be of this set-up itself: its summary does not know what it wrote later.';

/** `log`: since the summary was made; null: it could not be read. `own`: ids of the requests of the set-up that is open. */
export function doubtsOf(summary: Summary, log: AppEvents | null, own: ReadonlySet<string>): Doubts {
  const { left, settings, app, made } = summary;
  const change = untoldChanges(log?.events ?? [], app.id, own).at(-1) ?? null;
  const since = doubtWords(
    settings.flatMap(({ setting, known }) => {
      const doubt = doubtOf(null, setting, known, change);
      return doubt === null || isDoubtedIn(left, setting) ? [] : [{ setting, doubt }];
    }),
  );
  const before = left.filter(isDoubt);
  return {
    findings: [
      ...before.map((item) => ({ text: item.text, next, since: made })),
      ...(since === null
        ? []
        : [
            {
              text: since.text,
              next: [...(own.size === 0 ? [perhapsOwn] : []), since.next, next].join(' '),
              since: since.change.at,
            },
          ]),
    ].map((found): WatchFinding => ({ kind: 'connection-changed', ...found })),
    noted: (row) => {
      const isDoubted = isDoubtedIn(left, row.setting) || since?.settings.includes(row.setting) === true;
      if (row.state !== 'cannot-be-read' || !isDoubted) return row;
      // A summary from after the change counts no proof from before it.
      return { ...row, note: row.known.how === 'unknown' ? doubtedWords : changedAfterwards };
    },
  };
}
