import type { GuidedWords } from '../../components/guided-screen';

export const words = {
  rail: 'To App',
  title: 'Tick the To App boxes',
  lead: 'Three boxes decide what Okta sends to Oktopost: new users, changes, and deactivations. Ticking them sends nobody yet.',
  path: ['Applications', 'Provisioning', 'To App', 'Edit'],
  link: 'Open To App in Okta',
  actions: [
    'Open the Provisioning tab, To App, and choose Edit.',
    'Tick Enable at Create Users, Update User Attributes and Deactivate Users.',
    'Choose Save.',
  ],
  missing: {
    title: 'A box is missing',
    lines: [
      'Create Users needs Push New Users, the other two need Push Profile Updates. Tick those in Integration first, save, and come back.',
      'No To App at all: the connection is not saved, or the org lacks SCIM app provisioning. Ask Okta support for it.',
    ],
  },
  known: {
    'not-looked': 'Okta has not been read yet.',
    'not-yet': 'Okta does not show all three boxes yet.',
    'read-back': 'Okta says all three boxes are ticked.',
    'cannot-be-read': 'This cannot be read back. The test user will prove it.',
    lost: 'The boxes were ticked when they were last read, and are not all any more. Tick them again.',
  },
  on: 'ticked',
  attempt: {
    title: 'Let the assistant try',
    text: 'Okta documents a request for these boxes, for some catalogue apps only. The assistant can try it once. If Okta refuses, nothing is changed and you tick them by hand.',
    show: 'Let the assistant try',
    apply: 'Tick the three boxes',
    drop: 'No, by hand',
    worked: 'Okta took the request. What it shows now stands below.',
    refused: 'Okta refused the request, as expected for most custom apps. Tick the boxes by hand.',
  },
} as const satisfies GuidedWords & Record<string, unknown>;
