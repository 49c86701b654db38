import type { Opened } from '../../../shared/files';

export const words = {
  title: 'Set up Oktopost in Okta',
  lead: 'The assistant creates or uses the app integration, guides you through provisioning, and proves it with one test user. Nothing changes before you approve a plan.',
  practice: {
    title: 'Practise first',
    text: 'On a practice org on this computer, with made-up people. About 15 minutes.',
    action: 'Practise first',
    missing: 'This assistant was started without a practice org.',
  },
  real: {
    title: 'Set up for real',
    text: 'Your own Okta org. Each plan is shown before it writes.',
    action: 'Set up for real',
    planOnly: 'Plan only: write nothing to Okta',
  },
  needed: {
    title: 'What you need for the real set-up',
    items: [
      'Okta: an admin who may create app integrations, with an API token or a service app.',
      'Oktopost: an admin. For the advocacy board they create the SCIM token under Settings > Security > Provisioning; for the admin application they allow the access from Okta.',
      'Oktopost’s Advanced plan or higher, with SCIM switched on by your account manager. (From Oktopost’s help pages; not in Oktopost’s article.)',
      'One person in Okta who may be the test user.',
    ],
  },
  resume: {
    practice: 'A practice set-up is in progress.',
    real: 'A set-up is in progress.',
    text: 'Your progress is saved, and is read from Okta again.',
    goesOn: (step: string) => `It continues at “${step}”.`,
    action: 'Continue the set-up',
    other:
      'To choose again between practice and real, start over: the link is at the end of the list of steps.',
  },
  file: {
    title: 'Open a file',
    hint: 'A summary (JSON) or a saved set-up of this assistant. Opening it changes nothing.',
    kinds: { summary: 'A summary is open', 'saved-setup': 'A saved set-up is open' } satisfies Record<
      Opened['kind'],
      string
    >,
    close: 'Close the file',
    takeOver: {
      changes: (count: number, skippedLines: number) =>
        count === 0
          ? skippedLines > 0
            ? 'Its journal lists no change in Okta.'
            : 'It has changed nothing in Okta yet.'
          : `Its journal lists ${count === 1 ? 'one change' : `${count} changes`} in Okta.`,
      skipped: (count: number) =>
        `${count === 1 ? 'One line' : `${count} lines`} of that journal could not be read when it was saved, and what they told is not here.`,
      real: 'To continue you need your own Okta token, and for a custom app integration the Oktopost token. Everything is read back from Okta; what Okta shows counts, not the file.',
      practice:
        'Its practice org is not in the file: where it does not run here any more, another one starts, and nothing counts as done. It never contacts a real org.',
      openHere: 'It is of the set-up that is open here: close the file and continue that one.',
      action: 'Continue this set-up',
    },
    template: {
      title: 'Set up another org the same way',
      text: 'For example from preview to production: a new set-up starts with these choices, then follows the usual steps with its own plan.',
      notTaken: 'Not copied:',
      real: 'Start for real',
      practice: 'Start as practice',
    },
  },
  explain: {
    title: 'Did provisioning fail?',
    text: 'A message or a log: its cause, who acts next, what to do. Needs no token.',
    action: 'Explain a message or a log',
  },
  state: {
    unset: 'Choose where to start.',
    practice: 'Practice is chosen.',
    real: 'The real set-up is chosen.',
  },
} as const;
