/** What stands around every screen. */
export const words = {
  waiting: 'Waiting for Okta',
  stopWaiting: 'Stop waiting',
  name: 'Oktopost Setup for Okta',
  starting: 'Starting the assistant.',
  steps: 'Steps',
  progress: 'Progress',
  stepOf: (number: number, steps: number) => `Step ${number} of ${steps}:`,
  allSteps: 'All steps',
  more: 'More',
  band: {
    practice: 'Practice',
    nothingReal: 'nothing here reaches a real org',
    noOrg: 'No org chosen',
    real: 'Real org',
    notConnected: 'Real org, not connected',
    region: (name: string) => `Oktopost ${name}`,
    planOnly: 'Plan only: nothing is written.',
    changed: 'This set-up has changed Okta.',
    unchanged: 'Nothing has been changed yet.',
  },
  gone: {
    title: 'The assistant is not running any more.',
    start: 'Start it again with',
    command: 'npm start',
    before: 'What is shown here is from before.',
  },
  missing: {
    okta: 'The Okta API token was not stored. Enter it again to go on; what was done so far is remembered.',
    oktaAction: 'Enter the Okta token',
    oktopost:
      'The Oktopost SCIM token was not stored. Without it the assistant cannot read Oktopost during the test.',
    oktopostAction: 'Enter the Oktopost token',
  },
  openSummary: {
    text: (file: string) => `Connected. The summary “${file}” is open and can be checked now.`,
    action: 'Check for drift',
  },
  lost: {
    title: (steps: readonly string[]) =>
      `Done before, and not any more: ${steps.map((step) => `“${step}”`).join(' and ')}.`,
    text: 'Okta does not show it any more; someone may have undone it in the Admin Console.',
    action: (step: string) => `Go to ${step}`,
  },
  save: {
    action: 'Save this set-up',
    text: 'Another admin, or you on another computer, opens the file on the welcome page and goes on from here. It holds the choices, what was done and the test user, and no token: both are asked again there.',
    practice:
      'A practice set-up goes on only where its practice org is: in this assistant’s folder on this computer.',
    real: 'Go on in one place only: two at once do not know of each other.',
    formats: [['json', 'Save as a file']],
    close: 'Close',
  },
  another: {
    title: 'Forget the set-up that is under way?',
    text: 'The assistant works on one set-up at a time. It forgets the present one and both its tokens.',
    keep: 'Keep the present one',
    forget: 'Forget it and begin',
  },
  startOver: {
    action: 'Start over',
    title: 'Start over?',
    text: 'The assistant forgets this set-up: the choices, both tokens and what was read back. It begins again at the welcome page.',
    keep: 'Keep this set-up',
    undoFirst: 'Undo it first',
    forget: 'Forget this set-up',
    remains: {
      practice: 'The practice org is stopped and forgotten then. No real org was ever reached.',
      nothing: 'Nothing was created in Okta by this set-up, so nothing remains there.',
      app: (label: string) =>
        `Nothing is changed in Okta: the app integration “${label}”, its provisioning and its assigned users stay as they are. The assistant can undo them before it forgets them, not afterwards.`,
    },
  },
} as const;
