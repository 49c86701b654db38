/** The words of every change in steps that is begun, left and gone on with at any time. */
export const changeWalkWords = {
  begin: 'Begin',
  look: 'Check now',
  done: 'Done',
  end: 'Forget this change',
  another: 'Begin another',
} as const;
