import type { Snapshot } from '../../shared/snapshot';

type Outcome = NonNullable<Snapshot['cutOff']>['outcome'];

/** Of a run that the end of the assistant cut off. */
export const cutOffWords = {
  what: (title: string, at: string) => `The assistant ended during a run, at this change (${at}): ${title}.`,
  outcomes: {
    'not-read': 'Whether Okta took it is not known: it is read once Okta is connected.',
    found:
      'Okta took it: the app integration was found and read again. Where it differs, preview the plan again.',
    'not-found':
      'Okta has no app integration of this set-up: nothing was created. Preview the plan again and apply it.',
    read: 'Okta was read again: below is what it has now.',
  } satisfies Record<Outcome, string>,
  /** `again`: the button of the screen that reads its plan again. */
  rest: (again: string) => `${again}, and apply what is left.`,
  state: 'The last run was cut off.',
} as const;
