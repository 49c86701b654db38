import type { Owner } from '../../shared/errors';
import type { Run, StepState } from '../../shared/setup';

/** The words that several screens share. */
export const words = {
  back: 'Back',
  continue: 'Continue',
  bar: 'Back and forward',
  titleOf: (screen: string, practice: boolean) =>
    `${screen} – ${practice ? 'Practice – ' : ''}Oktopost Setup for Okta`,
  writes: 'Writes to Okta',
  /** `short` is what there is room for beside the step's name; the glyph says the rest. */
  stepStates: {
    'not-yet': { word: 'Not yet', short: '' },
    'needs-you': { word: 'Needs you', short: 'Needs you' },
    waiting: { word: 'Waiting', short: 'Waiting' },
    chosen: { word: 'Chosen', short: 'Chosen' },
    'done-read': { word: 'Done (read back)', short: 'Read back' },
    'done-stated': { word: 'Done (stated by you)', short: 'Stated' },
    skipped: { word: 'Skipped', short: 'Skipped' },
    failed: { word: 'Failed', short: 'Failed' },
  } satisfies Record<StepState, { word: string; short: string }>,
  time: {
    justNow: 'just now',
    ago: (span: string) => `${span} ago`,
    now: 'now',
    until: (span: string) => `in ${span}`,
  },
  copy: {
    action: 'Copy',
    copied: 'Copied',
    selected: 'Selected: copy it with your keyboard',
  },
  error: {
    move: 'Whose move:',
    owners: {
      'okta-admin': 'You, the Okta admin',
      oktopost: 'Oktopost',
      network: 'The network',
      assistant: 'This assistant',
    } satisfies Record<Owner, string>,
    goTo: (step: string) => `Go to ${step}`,
    again: 'Try again',
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
  run: {
    states: {
      'to-do': 'To do',
      doing: 'Doing',
      done: 'Done',
      failed: 'Failed',
      kept: 'Was so already',
      'would-do': 'Would be done; nothing was written',
    } satisfies Record<Run['changes'][number]['state'], string>,
    long: (finished: number, total: number) =>
      `${finished.toLocaleString('en')} of ${total.toLocaleString('en')} had their turn. Here are those around the present one, and all that failed.`,
    running: 'Applying the plan.',
    ranThrough: 'Run through. Nothing was written to Okta.',
    waiting: 'Waiting before the next request.',
    cancelling: 'Stopping after the request that is under way.',
    cancelled: 'Stopped. What is marked as done stays done in Okta.',
    done: 'Applied and read back.',
    failed: 'Not applied completely.',
    stop: 'Stop',
    stopHint: 'The request under way is finished; nothing after it is sent.',
    since: 'Since',
    goesOn: 'It goes on by itself',
  },
  checks: {
    heads: ['Setting', 'Expected', 'Okta says', 'Result'],
    notTold: 'not told',
    alike: (count: number, value: string) => `${count} more are as expected: ${value}`,
    states: { same: 'Same', different: 'Different', 'cannot-be-read': 'Cannot be read' },
  },
  guided: {
    title: 'In Okta’s Admin Console',
    noLink: 'The link is known once there is an app integration.',
    simplified: 'A simplified drawing. Your Okta may look a little different.',
    shows: 'What Okta shows',
    read: 'Read',
    nextLook: 'Next look',
    evidence: 'What was read',
    lookNow: 'Look now',
    tick: 'Tick',
    leaveOff: 'Leave off',
    stated: 'You said that this is done.',
    statedAt: (at: string) => `You said on ${at} that this is done. The test user will prove it.`,
    takeBack: 'Take it back',
    state: 'I’ve done it',
    stateHint:
      'Only if you saved it and Okta does not show it here: it counts as stated by you, not as read.',
    support: {
      title: 'Ask Okta support',
      text: 'Okta’s own help says that only its support can tell whether SCIM provisioning can be switched on for an org. This message has what they need:',
      name: 'the message to Okta support',
      message: ({ org, app, missing }: { org: string; app: string; missing: string }) =>
        [
          'Hello,',
          '',
          `in our org ${org} we have a custom SAML 2.0 app integration, made as the App Integration Wizard makes it: ${app}.`,
          missing,
          'Please enable SCIM provisioning for custom app integrations in this org, or tell us what it needs (a feature or a licence).',
          '',
          'We follow Oktopost’s article “Configure SCIM Provisioning with Okta”.',
        ].join('\n'),
    },
  },
} as const;
