/** The words of what an admin states, on every screen. */
export const statementWords = {
  takeBack: 'Take it back',
} as const;
