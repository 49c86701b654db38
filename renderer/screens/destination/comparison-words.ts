/** The two destinations compared: the first screen has these words, and not those of the screen that chooses. */
export const words = {
  title: 'Board or admin application? The differences in a table',
  account:
    'An Oktopost account takes the one or the other, not both (from Oktopost’s help pages). If you do not know which one yours is, ask your account manager at Oktopost.',
  caption: 'The two destinations compared',
  heads: ['What differs', 'Advocacy board', 'Admin application'],
  rows: [
    ['For whom', 'Advocates: people who share what the company posts', 'Users of the Oktopost platform'],
    ['App integration in Okta', 'A custom one, SAML 2.0', 'The pre-built one from Okta’s app catalog'],
    [
      'Who creates it',
      'The assistant, with a plan; or you choose an existing one',
      'You, from the app catalog; the assistant finds it',
    ],
    [
      'How SCIM is authorized',
      'A token from Oktopost, pasted into Okta',
      'You sign in to Oktopost from Okta (“Authenticate with Oktopost”); there is no token',
    ],
    [
      'Region',
      'United States and Europe',
      'United States. For Europe a custom app integration, which is not in Oktopost’s article',
    ],
    [
      'Done by the assistant',
      'App integration, attribute mapping, test user',
      'User name format, user names of people who are assigned, test user',
    ],
    [
      'Done by hand in Okta',
      'SCIM on, the connection, the To App boxes',
      'The API integration, the To App boxes',
    ],
    [
      'Proven by',
      'One test user, read in Okta and at Oktopost',
      'One test user, read in Okta; you look at Oktopost yourself',
    ],
  ],
} as const;
