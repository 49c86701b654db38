/** Whether a token is kept over a restart: beside its field, and where it is shown as kept. */
export const words = {
  box: 'Remember on this computer',
  unticked: 'Without it: kept in memory only, until the assistant closes.',
  encrypted: 'Encrypted, by this computer’s key store.',
  readable: 'Readable by every program that you run: this computer has no key store.',
  ask: {
    title: 'Store the token readable?',
    text: 'This computer has no key store that the assistant can use. Whoever can read your files can then use this token, with everything it may do.',
    no: 'Keep it in memory',
    yes: 'Store it readable',
  },
  remembered: 'The token is remembered on this computer.',
  forget: 'Stop remembering it',
} as const;
