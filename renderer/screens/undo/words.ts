export const words = {
  title: 'Undo this set-up',
  lead: 'The assistant takes back what this set-up did in Okta, and only that. What someone else changed since is left as it is.',
  others: {
    title: 'Others work with this app integration',
    choice: 'Delete it all the same',
    text: 'The app integration is deleted with all that others have done in it. It cannot be brought back.',
  },
  drift: {
    title: 'Changed by someone else since',
    text: 'These are left as they are now. Change them in Okta if they have to go back.',
    heads: ['What', 'Before', 'As this set-up left it', 'Now'],
  },
  plan: 'What the assistant takes back',
  planEmpty: 'Nothing to undo',
  reading: 'The assistant reads Okta and its own journal.',
  disconnected: 'There is no connection to Okta. Enter the Okta API token first.',
  again: 'Read again',
  byHand: {
    title: 'What you take back in Okta',
    text: 'Okta has no public way to do this for you. Do it after the changes above, then come back: Okta is read again.',
    link: 'Open this page in Okta',
    known: {
      done: 'Okta says this is done.',
      'not-yet': 'Not done yet.',
      'cannot-be-read': 'This cannot be read back.',
    },
  },
  remains: {
    title: 'What remains',
    text: 'No undo takes these away:',
  },
  nothing: {
    title: 'Nothing to undo',
    text: 'Nothing of this set-up is left in Okta that the assistant could take back.',
  },
  action: 'Undo in Okta',
  letGo: 'Let go of it here',
  state: {
    reading: 'Reading Okta.',
    none: 'Nothing was read yet.',
    blocked: 'Something has to be decided first.',
    ready: 'Nothing is taken back until you say so.',
    nothing: 'Nothing is left to undo.',
  },
} as const;
