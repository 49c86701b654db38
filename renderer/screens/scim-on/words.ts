import type { GuidedWords } from '../../components/guided-screen';

export const words = {
  rail: 'Turn SCIM on',
  title: 'Turn SCIM on',
  lead: 'Okta lets only its admin console do this, so you do it there. The assistant watches Okta and tells you when it sees it.',
  path: ['Applications', 'General', 'App Settings', 'Edit'],
  link: 'Open General in Okta',
  actions: [
    'Open the General tab of the app integration.',
    'In App Settings, choose Edit.',
    'At Provisioning, choose SCIM.',
    'Choose Save.',
  ],
  missing: {
    title: 'SCIM is not offered at Provisioning',
    lines: [
      'Then SCIM provisioning for custom apps is missing from the org: its licence lacks it, or Okta has not enabled it. No setting of yours brings it back.',
      'Ask Okta support to enable “SCIM app provisioning” for the org, and name the app integration. Come back here afterwards: everything done so far is remembered.',
    ],
  },
  known: {
    'not-looked': 'Okta has not been read yet.',
    'not-yet': 'Okta does not show SCIM yet.',
    'read-back': 'Okta says SCIM is on.',
    'cannot-be-read': 'This cannot be read back. The test user will prove it.',
    lost: 'SCIM was on when it was last read, and is not any more. Turn it on again, and look at the connection too.',
  },
  value: 'SCIM',
} as const satisfies GuidedWords & { rail: string; value: string };
