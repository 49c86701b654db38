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
