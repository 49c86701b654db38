import type { Target } from './oktopost';

const toApp = 'Tick the To App boxes, or let the assistant try.';
const testUser = 'The assignment of one test user.';

interface Part {
  title: string;
  items: Record<Target['app'], readonly string[]>;
}

/** What the plan of the app integration does not hold: the same on its screen and in its export. */
export const afterPlan: readonly Part[] = [
  {
    title: 'What you do by hand afterwards',
    items: {
      custom: [
        'Turn SCIM on, on the General tab: Okta has no public API for this for a custom app.',
        'Fill in the SCIM connection, with the Oktopost token.',
        toApp,
        'What the warnings call “by hand”.',
      ],
      catalogue: [
        'Enable the API integration and sign in to Oktopost from Okta: there is no public API for this.',
        toApp,
      ],
    },
  },
  {
    title: 'What comes later, each with its own plan',
    items: {
      custom: ['The attribute mapping: its attributes exist only once SCIM is on.', testUser],
      catalogue: [
        'The user names of people who are assigned already, where they are not their email.',
        testUser,
      ],
    },
  },
];
