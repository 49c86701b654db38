import { authenticate } from '../../../shared/oktopost';
import type { GuidedWords } from '../../words/guided';

export const words = {
  title: 'Authenticate with Oktopost',
  lead: 'You sign in to Oktopost from Okta’s Admin Console and allow Okta to manage users there. No token is pasted.',
  path: ['Applications', 'Provisioning', authenticate.configure],
  link: 'Open Provisioning in Okta',
  drawing: `Okta’s Admin Console, the Provisioning tab of the pre-built app integration. 1 is ${authenticate.configure}, 2 the box ${authenticate.enable}, 3 the button ${authenticate.button}, 4 Save.`,
  actions: {
    configure: `Open the Provisioning tab and choose ${authenticate.configure}. If it was configured before, choose Integration and Edit.`,
    enable: 'Tick one box.',
    button: `Choose ${authenticate.button}. A page of Oktopost opens: sign in there as an admin of Oktopost, and allow the access.`,
    save: 'Back in Okta, choose Save.',
  },
  missing: {
    title: 'The button is missing, or Oktopost refuses',
    lines: [
      'No Provisioning tab: this may be a custom app integration with the same name. Go back to the plan and check which one is used.',
      'Oktopost refuses, or has no such page: SCIM needs Oktopost’s Advanced plan or higher, and your account manager switches it on (from Oktopost’s help pages).',
      'You are signed in to another Oktopost account in this browser: sign out there, and start again in Okta.',
    ],
  },
  known: {
    'not-looked': 'Okta has not been read yet.',
    'not-yet': 'Okta says that provisioning is not enabled yet.',
    'read-back': 'Okta says that provisioning is enabled.',
    'cannot-be-read':
      'Okta does not show it yet. The To App boxes may show it; otherwise the test user will prove it.',
    lost: 'It does not work. Authenticate again.',
  },
} as const satisfies GuidedWords & Record<string, unknown>;
