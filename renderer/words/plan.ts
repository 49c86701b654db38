import { counted } from '../../shared/counted';
import type { Snapshot } from '../../shared/snapshot';

/** The texts of every plan, whatever its scope. */
export const planWords = {
  /** In place of "ready". */
  readsOnly: 'This sign-in only reads: it cannot apply this.',
  /** Around a plan; a screen may override these. */
  section: {
    plan: 'What will be written',
    planEmpty: 'Nothing to write',
    reading: 'Reading Okta.',
    disconnected: 'The plan needs a connection to Okta.',
    again: 'Preview again',
  },
  /** The state of a screen while its plan is read. */
  readingOnly: 'Reading Okta. Nothing is written.',
  progress: 'Progress',
  checks: 'Read back from Okta',
  kept: 'Already up to date',
  heads: ['Setting', 'Now', 'Will be', 'Change'],
  /** For something new, which has no value now. */
  newHeads: ['Setting', 'Will be'],
  otherSettings: (count: number) => `Show the other ${counted(count, 'setting')}`,
  removed: (count: number, after: string) => `Show ${count} more: ${after}`,
  showMore: (next: number, left: number) =>
    next === left
      ? `Show the other ${left.toLocaleString('en')}`
      : `Show ${next.toLocaleString('en')} more of ${left.toLocaleString('en')}`,
  undo: 'To undo:',
  nothing: 'nothing',
  export: 'Export this plan',
  notes: (count: number) => (count === 1 ? 'One note' : `${count} notes`),
  exportFormats: (shell: Snapshot['assistant']['shell']) =>
    [
      ['markdown', 'Download plan as Markdown'],
      ['html', 'Download plan as HTML'],
      ['pdf', shell === 'browser' ? 'Print plan or save as PDF' : 'Download plan as PDF'],
    ] as const,
  /** Before a plan that changes an admin of Okta. */
  secondYes: {
    title: 'This changes an admin of Okta',
    yes: 'Yes, do it all the same',
    no: 'Do not do it',
  },
  planOnly: {
    action: 'Check it, write nothing',
    hint: 'Plan only: nothing is written',
  },
} as const;
