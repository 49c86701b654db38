const action = 'Undo in Okta';
const despiteActive = 'Delete with accounts active';
const letGo = 'Forget it in the assistant';

export const words = {
  title: 'Undo this set-up',
  lead: 'The assistant undoes what this set-up did in Okta, and only that. Later changes by others are left alone.',
  others: {
    title: 'Others use or changed this app integration',
    delete: {
      choice: 'Delete it anyway',
      text: 'The app integration is deleted with everything that others have configured in it. It cannot be restored.',
    },
    deactivate: {
      choice: 'Deactivate it anyway',
      text: 'Nobody uses the app integration until it is activated again in Okta. It is not deleted.',
    },
  },
  drift: {
    title: 'Changed by someone else since',
    text: 'These stay as they are now. Change them in Okta if they should go back.',
    heads: ['Setting', 'Before', 'Set by this set-up', 'Now'],
  },
  plan: 'What the assistant will undo',
  planEmpty: 'Nothing to undo',
  reading: 'Reading Okta and the assistant’s own journal.',
  disconnected: 'There is no connection to Okta. Connect Okta first.',
  again: 'Check again',
  checks: 'Read back at the end of this undo',
  byHand: {
    title: 'What you undo in Okta',
    text: 'Okta has no public API for this. What is not done yet comes after the changes above: then Okta is read again.',
    alone: 'Only you can do this. Okta is read again when you come back.',
    link: 'Open this page in Okta',
    known: {
      done: 'Okta says this is done.',
      'not-yet': 'Not done yet.',
      'cannot-be-read': 'This cannot be read back.',
    },
  },
  remains: {
    title: 'What remains',
    text: 'These cannot be undone:',
    link: 'Open Oktopost',
  },
  nothing: {
    title: 'Nothing to undo',
    yours: 'Your part remains',
    text: 'Nothing of this set-up is left in Okta that the assistant could undo.',
  },
  action,
  despiteActive,
  letGo,
  state: {
    reading: 'Reading Okta.',
    none: 'Nothing has been read yet.',
    blocked: 'A decision is needed first.',
    ready: 'Nothing of this is undone yet.',
    letGo: `Nothing is forgotten before you press “${letGo}”.`,
    nothing: 'Nothing is left to undo.',
    byHand: 'Your part is left: see the steps above.',
  },
} as const;
