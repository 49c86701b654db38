export const words = {
  title: 'Apply the plan',
  lead: 'The assistant does what the plan says, one change after the other, and then reads everything back.',
  checksText: 'What Oktopost’s article asks for, beside what Okta holds now.',
  app: 'App integration',
  open: 'Open the app in Okta',
  none: 'No plan was applied yet.',
  toPlan: 'Go to the plan',
  again: 'Preview the plan again',
  state: {
    none: 'No plan was applied yet.',
    same: 'Everything was read back as planned.',
    different: 'Something is not as planned.',
    unread: 'Something could not be read back.',
  },
} as const;
