import { longestLabel } from '../../../shared/oktopost';
import type { Destination } from '../../../shared/oktopost';

export const words = {
  title: 'Choose the destination',
  lead: 'Oktopost takes users for its advocacy board or for its platform, not for both.',
  destination: {
    title: 'Where the users go',
    names: {
      board: { title: 'Advocacy board', text: 'People who share for the company. A custom app integration.' },
      'admin-application': {
        title: 'Admin application',
        text: 'People who publish and manage in Oktopost.',
      },
    } satisfies Record<Destination, { title: string; text: string }>,
  },
  compare: {
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
  },
  region: {
    title: 'Oktopost region',
    hint: 'The address of your Oktopost shows it: eu-app.oktopost.com is Europe.',
    acs: 'ACS URL',
    scim: 'SCIM base URL',
    prebuilt: 'The pre-built app integration has its own addresses.',
    outside: 'A custom app integration: the pre-built one serves the United States only.',
  },
  fixed:
    'This set-up already has its app integration, so destination and region stay. To choose others, undo this set-up first.',
  aside:
    'The Oktopost token is not sent to another choice: it is kept aside until the assistant is closed, and taken again if you return.',
  outside: {
    title: 'Platform users in Europe: not in Oktopost’s article',
    text: 'Oktopost’s pre-built app integration serves the United States only. Oktopost’s help pages name a SCIM address of the platform in Europe, and say that customers there use a custom app integration for single sign-on. How the two work together is not documented.',
    offered:
      'The assistant can create the custom app integration with these addresses and test it with one user. It cannot tell whether Oktopost supports it for your account.',
    tick: 'I will ask my account manager at Oktopost before rollout',
    tickText: 'The plan and the summary say so too.',
  },
  label: {
    title: 'App name in Okta',
    hint: {
      board: 'What people and admins see. The default is the name in Oktopost’s article.',
      'admin-application':
        'What people and admins see. Not plain “Oktopost”: that is the name of the pre-built app.',
    } satisfies Record<Destination, string>,
    tooLong: (length: number) =>
      `Okta takes at most ${longestLabel} characters; this name has ${length.toLocaleString('en')}.`,
  },
  action: 'Save and continue',
  state: {
    open: 'Choose a region.',
    outside: 'Not in Oktopost’s article: tick that you will ask.',
    unnamed: 'Enter a name for the app.',
    'too-long': 'Shorten the name of the app.',
    chosen: 'Nothing is written to Okta.',
  },
} as const;
