import type { Run } from '../../shared/plan';

/** The texts of a run, whatever it changes. */
export const words = {
  states: {
    'to-do': 'To do',
    doing: 'Doing',
    done: 'Done',
    failed: 'Failed',
    kept: 'Already up to date',
    'would-do': 'Would be applied; nothing was written',
  } satisfies Record<Run['changes'][number]['state'], string>,
  unread: 'Done, not read back',
  partlyUnread: 'Done, partly not read back',
  long: (finished: number, total: number) =>
    `${finished.toLocaleString('en')} of ${total.toLocaleString('en')} processed. Shown here: the current changes, and all that failed.`,
  running: 'Applying the plan.',
  ranThrough: 'Plan only: every change was checked, nothing was written to Okta.',
  waiting: 'Waiting before the next request.',
  unanswered: 'Waiting for Okta’s answer.',
  cancelling: 'Stopping after the current request.',
  cancelled: 'Stopped. Changes marked as done stay in Okta.',
  done: 'Applied and read back.',
  failed: 'Not applied completely.',
  stop: 'Stop',
  stopHint: 'The current request is completed. Nothing after it is sent.',
} as const;
