import type { GuidedWords } from '../../words/guided';

export const words = {
  title: 'Turn SCIM on',
  lead: 'Only Okta’s Admin Console can do this. The assistant watches Okta meanwhile.',
  path: ['Applications', 'General', 'App Settings', 'Edit'],
  link: 'Open General in Okta',
  drawing:
    'Okta’s Admin Console, the page of the app integration. 1 is the General tab, 2 Edit at App Settings, 3 SCIM at Provisioning (in some orgs the check box Enable SCIM provisioning), 4 Save.',
  actions: [
    'Open the General tab: the link above leads there.',
    'At App Settings, choose Edit.',
    'At Provisioning, choose SCIM (in some orgs, tick Enable SCIM provisioning).',
    'Choose Save.',
  ],
  missing: {
    title: 'SCIM is not offered at Provisioning',
    drawing: 'App Settings without SCIM: Provisioning offers None only.',
    lines: [
      'Look for both ways in which Okta asks: Provisioning with None and SCIM, or the check box Enable SCIM provisioning.',
      'SCIM provisioning for custom apps is not available in this org: its licence lacks it, or Okta has not enabled it. No setting turns it on.',
      'The app integration was built with the Integration Wizard (Okta lists it under Private apps in the app catalog, and its menu has View app info): such an integration keeps the SCIM address itself, not in the app. This guide ends there; use a custom app integration of the classic experience.',
      'Come back here when Okta has answered. Your progress is saved.',
    ],
    ask: 'On its General tab, App Settings, the field Provisioning offers None only: SCIM is missing, and there is no check box Enable SCIM provisioning.',
  },
  known: {
    'not-looked': 'Okta has not been read yet.',
    'not-yet': 'Okta does not show SCIM yet.',
    'read-back': 'Okta says SCIM is on.',
    'cannot-be-read': 'This cannot be read back. The test user will prove it.',
    lost: 'SCIM was on at the last check and no longer is. Turn it on again, and check the connection too: Okta may have lost it.',
  },
} as const satisfies GuidedWords & Record<string, unknown>;
