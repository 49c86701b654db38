import { capitalised } from '../../../shared/counted';
import type { DriftReport, DriftRow } from '../../../shared/drift';
import { rowsWith, wrongAsThenWords } from '../../../shared/drift-words';
import type { ScreenId } from '../../../shared/screens';

const matching = (rows: readonly DriftRow[]): string => rowsWith(rows, ['matches', 'match']);

export const words = {
  title: 'Check for drift',
  lead: 'Compares what was set up with what Okta shows now, setting by setting. Checking only reads.',
  own: {
    text: 'Compared with what this set-up needs.',
    since: (at: string) => `It was last worked on ${at}.`,
  },
  file: {
    title: 'Summary',
    hint: 'The JSON file of a summary that this assistant exported. Drop it here, or choose it.',
    instead: 'Compare with an exported summary instead',
    close: 'Close the file',
    other: 'This file is not a summary. Close it and open the JSON file of a summary.',
  },
  connect: {
    title: 'Connect to its org first',
    other: (url: string) => `This summary is for ${url}, and the assistant is not connected to that org.`,
    practice: 'This summary is from a practice run, and no practice run is active.',
    action: 'Connect to that org',
    tokenMissing: 'The assistant has no working connection to this org.',
  },
  reading: 'Reading Okta to compare.',
  result: {
    same: (rows: readonly DriftRow[], isAll: boolean) =>
      `No drift${isAll ? '' : ' in what Okta shows'}: ${matching(rows)}.`,
    drift: (rows: readonly DriftRow[], all: readonly DriftRow[]) =>
      `${capitalised(rowsWith(rows, ['drifted', 'drifted'], all))}.`,
    gone: 'The app integration is no longer in Okta, or the assistant may not see it.',
    otherPractice:
      'This summary is from another practice org, or from one that was forgotten: its app integration is not in this one.',
    goneNext: 'Ask who deleted it. To create a new one, open the summary on the welcome page as a template.',
    asThen: (rows: readonly DriftRow[]) => capitalised(wrongAsThenWords(rows) ?? ''),
    unkept: (rows: readonly DriftRow[]) =>
      `${capitalised(rowsWith(rows, ['has', 'have']))} no earlier value that is known.`,
    unread: (rows: readonly DriftRow[]) =>
      `${capitalised(rowsWith(rows, ['cannot be read', 'cannot be read']))}. What was last known is below.`,
  },
  back: {
    title: 'How to restore it',
    plan: 'By a plan that you approve',
    guided: 'By hand, with guidance',
    byHand: 'By hand in Okta',
    go: {
      plan: 'Plan for the app integration',
      mapping: 'Plan for the mapping',
      'user-names': 'Plan for the user names',
      rollout: 'Repair assignments',
    } satisfies Partial<Record<ScreenId, string>>,
    goTo: (name: string) => `Guidance for ${name}`,
    open: 'Open the app integration in Okta',
  },
  watch: 'Needs a look',
  drifted: 'What drifted',
  asThen: 'Not as it should be',
  unread: 'What cannot be read',
  now: (value: string) => `It is ${value} now.`,
  asLeft: (rows: readonly DriftRow[]) =>
    capitalised(rowsWith(rows, ['is as it was left', 'are as they were left'])),
  asItWasLeft: 'As it was left',
  sameTitle: (rows: readonly DriftRow[]) => capitalised(matching(rows)),
  heads: ['Setting', 'Expected', 'Actual', 'Result'],
  unreadHeads: ['Setting', 'Expected', 'Last known'],
  notShown: 'not shown',
  states: { same: 'Same', drift: 'Drift', 'cannot-be-read': 'Cannot be read' } satisfies Record<
    DriftRow['state'],
    string
  >,
  known: {
    proven: (user: string, at: string) => `Last proven by the test user ${user}, ${at}`,
    provenByLife: (user: string, at: string) => `Last proven by the life-cycle test of ${user}, ${at}`,
    provenByPush: (user: string | null, at: string) =>
      `Last proven by what Okta sent for ${user ?? 'a person'}, ${at}`,
    stated: (by: string | null, at: string) => `Last stated by ${by ?? 'an admin'}, ${at}`,
    inLog: (by: string | null, at: string) => `Last set by ${by ?? 'someone'}, ${at}, by Okta’s System Log`,
    read: (at: string) => `Last read ${at}`,
    unknown: 'Not known',
  },
  change: (who: string | null, at: string, change: string) =>
    `Changed by ${who ?? 'someone whom Okta’s System Log does not name'}, ${at}: ${change}`,
  changedBy: {
    title: (count: number, at: string) => `Who changed the app integration since ${at} (${count})`,
    none: (at: string) => `Okta’s System Log shows no change of the app integration since ${at}.`,
    unread: 'Okta’s System Log could not be read, so it is unknown who changed it.',
    heads: ['When', 'Who', 'What', 'Event'],
  },
  state: {
    file: 'Open a summary.',
    connect: 'Connect to the org of the summary.',
    reading: 'Reading Okta. Nothing is written.',
    none: 'Not checked.',
    same: 'No drift.',
    'same-as-shown': 'No drift in what Okta shows.',
    drift: 'Something drifted. Nothing was written.',
    'could-not-tell': 'Not checked.',
  } satisfies Record<
    DriftReport['result'] | 'same-as-shown' | 'file' | 'connect' | 'reading' | 'none',
    string
  >,
} as const;
