/** The words of every change in steps that is begun, left and gone on with at any time. */
export const changeWalkWords = {
  look: 'Check now',
  done: 'Done',
  end: 'Forget this change',
  ask: {
    title: 'Forget this change?',
    forgotten: 'Only how far it came is forgotten: nothing changes in Okta or at Oktopost.',
    no: 'Keep it',
    yes: 'Forget it',
  },
  another: 'Begin another',
} as const;
