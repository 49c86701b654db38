export const words = {
  rail: 'Destination',
  title: 'Choose the destination',
  lead: 'Oktopost takes users for its advocacy board or for its platform, not for both. Nothing is sent anywhere on this page.',
  destination: {
    title: 'Where the users go',
    board: 'Advocacy board',
    boardText: 'A custom SAML app integration with SCIM, as in Oktopost’s article.',
    admin: 'Admin application',
    adminText:
      'Oktopost’s pre-built app for platform users is set up in another way. Not in this version: follow the first part of Oktopost’s article.',
  },
  region: {
    title: 'Oktopost region',
    hint: 'The address of your Oktopost tells it: eu-app.oktopost.com is Europe.',
    acs: 'ACS URL',
    scim: 'SCIM base URL',
  },
  label: {
    title: 'App name in Okta',
    hint: 'What people and admins see. Oktopost’s article suggests the name given here.',
  },
  action: 'Save and continue',
  state: { open: 'Choose a region.', chosen: 'Nothing is written to Okta.' },
} as const;
