import type { Snapshot } from '../../shared/snapshot';

/** The words around every screen. */
export const words = {
  waiting: 'Waiting for Okta',
  stopWaiting: 'Stop waiting',
  name: 'Oktopost Setup for Okta',
  starting: 'Starting the assistant.',
  notLoaded: 'This screen could not be loaded',
  loadAgain: 'Load again',
  steps: 'Steps',
  progress: 'Progress',
  stepOf: (number: number, steps: number) => `Step ${number} of ${steps}`,
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
    changed: {
      nothing: 'Nothing has been changed yet.',
      something: 'This set-up has changed Okta.',
      'when-saved': 'It had changed Okta when it was saved.',
      undone: 'The assistant’s part was undone.',
      before: 'Okta was changed before.',
    } satisfies Record<Snapshot['changed'], string>,
    unchangedHere: 'Nothing has been changed here.',
  },
  gone: {
    start: 'It has stopped, or a newer link of it is in use. Start it again with',
    command: (folder: string) => `npm start -- --browser --folder "${folder}"`,
    before: 'Use the link that it prints then, and enter nothing here: this is the last known state.',
  },
  missing: {
    okta: 'The API token was not stored. Sign in to Okta again to continue; your progress is saved.',
    app: 'The key of the service app was not stored. Sign in to Okta again to continue; your progress is saved.',
    oktaRefused:
      'Okta does not accept the API token, and the assistant has forgotten it. Enter another one to continue; your progress is saved.',
    appRefused: 'Okta does not accept the service app. Sign in again to continue; your progress is saved.',
    oktaAction: 'Sign in to Okta',
    oktopost: 'The Oktopost SCIM token was not stored. Without it the assistant cannot read Oktopost.',
    oktopostRefused:
      'Oktopost does not accept the SCIM token. Enter another one: without it the assistant cannot read Oktopost.',
    oktopostOf: {
      before: ' It is the one that Okta has now.',
      made: ' It is the new one, of “Change a token”.',
    },
    oktopostAction: 'Enter the Oktopost token',
  },
  proxy: {
    title: 'Sign in to the proxy',
    declined: (host: string) =>
      `The proxy ${host} asks for a user name and a password. Without them Okta and Oktopost cannot be reached.`,
  },
  openSummary: {
    text: (file: string) => `Connected. The summary “${file}” is open and can be checked now.`,
    action: 'Check for drift',
  },
  elsewhere: {
    title: 'Nothing of this saved set-up is in this org.',
    practice:
      'Its app integration was made in another practice org, or in one that was forgotten. Going on uses or makes one here, by a plan.',
    real: 'Its app integration was made in another org, or was deleted since. Check the address; going on uses or makes one here, by a plan.',
  },
  lost: {
    title: (steps: readonly string[]) => `No longer done: ${steps.map((step) => `“${step}”`).join(' and ')}.`,
    text: 'Okta no longer shows this. Someone may have changed it in the Admin Console.',
    action: (step: string) => `Go to ${step}`,
    open: 'Open the app integration in Okta',
    again: (steps: number) => (steps === 1 ? 'Check this step again' : 'Check these steps again'),
  },
  save: {
    action: 'Save this set-up',
    text: 'The file contains your choices, the changes made so far and the test user. It contains no token: each must be entered again.',
    practice:
      'The practice org is not in the file. Whoever opens it elsewhere, or after “Start over”, begins with another practice org, in which nothing counts as done.',
    real: 'Another admin, or you on another computer, can open it on the welcome page and continue from here. Continue in one place only. Two copies do not see each other’s changes.',
    formats: [['json', 'Save as a file']],
    close: 'Close',
  },
  about: {
    version: (version: string) => `Version ${version}`,
    text: 'It does not update itself, and looks for no newer version.',
    ask: 'For a newer one, ask whoever gave you this one.',
    releases: 'Released versions',
  },
  another: {
    title: 'Forget the current set-up?',
    text: 'The assistant works on one set-up at a time: it forgets this one and its tokens.',
    keep: 'Keep the current one',
    forget: 'Forget it and start',
  },
  startOver: {
    action: 'Start over',
    title: 'Start over?',
    text: 'The assistant forgets this set-up: your choices, its tokens and what was read back. It starts again at the welcome page.',
    keep: 'Keep this set-up',
    undoFirst: 'Undo it first',
    forget: 'Forget this set-up',
    remains: {
      practice: 'The practice org is stopped and forgotten. No real org was contacted.',
      before: 'What was written to Okta before stays there.',
      nothing: 'This set-up created nothing in Okta, so nothing remains there.',
      between: (names: string) =>
        `The repair unassigned ${names}, and assigns nobody again. Go on with it on “Rollout” first.`,
      undone: 'The assistant’s part was undone in Okta. What no undo takes away is on “Undo”.',
      app: (label: string) =>
        `Nothing changes in Okta: the app integration “${label}”, its provisioning and its assigned users stay as they are. The assistant can undo them now, but not afterwards.`,
    },
  },
} as const;
