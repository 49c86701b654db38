import type { Owner } from '../../shared/errors';
import type { StepState } from '../../shared/screens';

/** The texts that several screens share. */
export const words = {
  back: 'Back',
  backToSetUp: 'Back to the set-up',
  /** After `back`, where there is room. */
  toSetUp: 'to the set-up',
  continue: 'Continue',
  /** Reads once more what the screen shows. */
  checkAgain: 'Check again',
  bar: 'Back and forward',
  gone: 'No connection to the assistant.',
  titleOf: (screen: string, practice: boolean) =>
    `${screen} – ${practice ? 'Practice – ' : ''}Oktopost Setup for Okta`,
  writes: 'Writes to Okta',
  /** The accessible name of a control that looks the same beside each of several things. */
  named: (action: string, what: string) => `${action}: ${what}`,
  /** `short` fits beside the step's name; an empty one is shown by the icon alone. */
  stepStates: {
    'not-yet': { word: 'Not started', short: '' },
    'needs-you': { word: 'Action needed', short: 'Action needed' },
    waiting: { word: 'Waiting', short: 'Waiting' },
    chosen: { word: 'Chosen', short: 'Chosen' },
    'done-read': { word: 'Done', short: 'Done' },
    'done-stated': { word: 'Done (stated by you)', short: 'Stated' },
    'done-unread': { word: 'Done, not all read', short: 'Not all read' },
    differs: { word: 'Differs', short: 'Differs' },
    skipped: { word: 'Skipped', short: 'Skipped' },
    'part-skipped': { word: 'Partly skipped', short: 'Partly skipped' },
    failed: { word: 'Failed', short: 'Failed' },
  } satisfies Record<StepState, { word: string; short: string }>,
  time: {
    justNow: 'just now',
    ago: (span: string) => `${span} ago`,
    now: 'now',
    until: (span: string) => `in ${span}`,
  },
  downloads: {
    saved: (place: string) => `Saved as ${place}.`,
    notSaved: 'Not saved.',
    downloaded: (name: string) => `${name} was handed to your browser’s downloads.`,
    printed: 'Your browser’s print dialog opens. To keep a file, choose “Save as PDF” there.',
    many: (rows: number) =>
      `It lists ${rows.toLocaleString('en')} changes: a PDF of 100,000 takes two to ten minutes. The other formats are ready at once.`,
    printedLate:
      'A long document: your browser may take half a minute, and this page waits. Then its print dialog opens; to keep a file, choose “Save as PDF” there.',
  },
  file: {
    open: 'Open a file',
    choose: 'Choose a file',
    tooLarge: (name: string, mebibytes: string) => `“${name}” is larger than ${mebibytes} MiB.`,
    smaller: 'Split it, or export less.',
    unreadable: (name: string) => `“${name}” could not be read. Choose it again.`,
    practice: 'This file comes from a practice run.',
    name: 'File',
    org: 'Okta org',
    app: 'App integration',
    oktopost: 'Oktopost',
    made: 'Created',
  },
  copy: {
    action: 'Copy',
    copied: 'Copied',
    selected: 'Selected: copy it with your keyboard',
  },
  error: {
    whoActs: 'Who acts next:',
    owners: {
      'okta-admin': 'You, the Okta admin',
      oktopost: 'Oktopost',
      network: 'The network, or the service that was called',
      assistant: 'This assistant',
      unknown: 'Not known yet',
    } satisfies Record<Owner, string>,
    goTo: (step: string) => `Go to ${step}`,
    otherToken: 'Enter another token',
    again: 'Try again',
    explain: 'Explain this message',
    means: 'What Okta’s message means:',
    evidence: (at: string) => `Evidence, ${at}`,
    evidenceName: 'evidence',
    lines: {
      time: 'Time',
      what: 'What happened',
      kind: 'Kind',
      request: 'Request',
      status: 'Status',
      code: 'Okta error code',
      id: 'Okta error id',
      cause: 'Okta says',
    },
  },
  /** Before the time of each. */
  wait: {
    since: 'Since',
    goesOn: 'It continues automatically',
  },
} as const;
