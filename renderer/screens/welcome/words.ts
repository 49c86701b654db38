import type { Opened } from '../../../shared/files';

export const words = {
  title: 'Set up Oktopost in Okta',
  lead: 'This assistant creates or finds the app integration, guides you through SCIM, and proves the result with one test user. Nothing changes before you have approved a plan.',
  practice: {
    title: 'Practise first',
    text: 'A practice org on this computer: Okta’s and Oktopost’s side, with made-up people. Takes a quarter of an hour and reaches nothing real.',
    action: 'Practise first',
    missing: 'This assistant was started without a practice org.',
  },
  real: {
    title: 'Set up for real',
    text: 'Your own Okta org. The assistant shows each plan before it writes, and reads everything back afterwards.',
    action: 'Set up for real',
  },
  needed: {
    title: 'What you need for the real set-up',
    items: [
      'Okta: an admin who may create app integrations, and an API token of that admin.',
      'Oktopost: an admin. For the advocacy board they make the SCIM token under Settings > Security > Provisioning; for the admin application they allow the access from Okta.',
      'Oktopost’s Advanced plan or higher, with SCIM switched on by your account manager. (From Oktopost’s help pages; not in Oktopost’s article.)',
      'One person in Okta who may be the test user.',
    ],
  },
  resume: {
    practice: 'A practice set-up is under way.',
    real: 'A set-up is under way.',
    text: 'What was done is remembered, and is read from Okta again.',
    goesOn: (step: string) => `It goes on at “${step}”.`,
    action: 'Continue the set-up',
    other:
      'To choose again between practice and real, start over: the link is at the end of the list of steps.',
  },
  file: {
    title: 'Open a file',
    hint: 'A summary that this assistant exported as JSON, or a set-up that it saved. Drop it here, or choose it. Opening it changes nothing.',
    kinds: { summary: 'A summary is open', 'saved-setup': 'A saved set-up is open' } satisfies Record<
      Opened['kind'],
      string
    >,
    close: 'Close the file',
    takeOver: {
      changes: (count: number) =>
        count === 0
          ? 'It has changed nothing in Okta yet.'
          : `Its journal tells of ${count === 1 ? 'one change' : `${count} changes`} in Okta.`,
      real: 'Going on asks for your own Okta token and the Oktopost token. Everything is read back from Okta; what Okta shows counts, not the file.',
      practice:
        'A practice set-up goes on only where its practice org is: in the folder of the assistant that saved it, on that computer. It never leads to a real org.',
      action: 'Go on with this set-up',
    },
    template: {
      title: 'Set up another org the same way',
      text: 'From preview to production, for example: a new set-up begins with these choices, and the usual way with a plan of its own follows.',
      notTaken: 'Not taken over:',
      real: 'Begin for real',
      practice: 'Begin as practice',
    },
  },
  state: {
    unset: 'Choose where to begin.',
    practice: 'Practice is chosen.',
    real: 'The real set-up is chosen.',
  },
} as const;
