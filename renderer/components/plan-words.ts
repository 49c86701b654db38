/** The words of every plan, whatever it is about. */
export const planWords = {
  lasting: 'Cannot be taken back',
  nothingLasting: 'Nothing: all of it can.',
  kept: 'Already so',
  heads: ['What', 'Now', 'After', 'Effect'],
  /** Of something new: there is nothing before. */
  newHeads: ['What', 'Nothing now, afterwards'],
  undo: 'Taking it back:',
  nothing: 'nothing',
  exportFormats: [
    ['markdown', 'Download plan as Markdown'],
    ['html', 'Download plan as HTML'],
  ],
  planOnly: {
    action: 'Run through it, write nothing',
    hint: 'Plan only: nothing is written',
  },
} as const;
