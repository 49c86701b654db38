import type { GuidedWords } from '../../components/guided-screen';

export const words = {
  rail: 'Connection',
  title: 'Fill in the SCIM connection',
  lead: 'You tell Okta where Oktopost’s SCIM server is and give it the token. Okta shows neither afterwards, so the test user is the proof.',
  path: ['Applications', 'Provisioning', 'Integration', 'Edit'],
  link: 'Open Integration in Okta',
  actions: [
    'Open the Provisioning tab, Integration, and choose Edit.',
    'Fill in the values below, in this order. Leave Push Groups and both Import boxes off.',
    'Paste the token from Oktopost into the authorization field. Okta adds the word Bearer itself.',
    'Choose Test Connector Configuration. Okta must say that it worked.',
    'Choose Save.',
  ],
  missing: {
    title: 'There is no Provisioning tab, or the test fails',
    lines: [
      'No Provisioning tab: SCIM is not on. Go back to “Turn SCIM on”; if SCIM is not offered there, ask Okta support to enable SCIM app provisioning.',
      'The test says Unauthorized: the token is wrong or was revoked. Make a new one in Oktopost, paste it here and in the assistant.',
      'The test cannot connect: compare the base URL and the region, letter by letter.',
    ],
  },
  known: {
    'not-looked': 'This cannot be read back. The test user will prove it.',
    'not-yet': 'This cannot be read back. The test user will prove it.',
    'read-back': 'Okta shows the connection.',
    'cannot-be-read': 'This cannot be read back. The test user will prove it.',
    lost: 'The connection was there when it was last read, and is not any more. Fill it in again.',
  },
  labels: {
    baseUrl: 'SCIM connector base URL',
    identifier: 'Unique identifier field for users',
    actions: 'Supported provisioning actions',
    mode: 'Authentication Mode',
    token: 'Authorization',
    off: 'Push Groups, Import',
  },
  on: 'ticked',
  off: 'not ticked',
  token: 'Paste it again from Oktopost. The assistant never shows it.',
  tokenLink: 'Open Oktopost',
} as const satisfies GuidedWords & Record<string, unknown>;
