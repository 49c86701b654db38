import type { Guided } from '../../shared/screens';

/** The texts of one guided step. */
export interface GuidedWords {
  title: string;
  lead: string;
  /** The way through Okta's pages, by Okta's own labels. */
  path: readonly string[];
  link: string;
  known: Record<Guided['known'], string>;
}

/** The texts that all guided steps share. */
export const guidedWords = {
  title: 'In Okta’s Admin Console',
  noLink: 'The link is known once there is an app integration.',
  simplified: 'A simplified drawing.',
  menu: 'Your Okta may look a little different. Its menu says Applications and Resources since release 2026.08, and Applications before.',
  shows: 'What Okta shows',
  evidence: 'What Okta’s API shows',
  proof: 'What was read',
  unread: 'Okta could not be read.',
  lookNow: 'Check now',
  tick: 'Tick',
  leaveOff: 'Leave off',
  stated: 'You said that this is done.',
  statedAt: (at: string) => `You said on ${at} that this is done.`,
  partProven: 'Proven, all but Push Profile Updates and the boxes that stay off.',
  stillStated: (at: string) => `These are your word of ${at}.`,
  toBeProven: 'A test will prove it.',
  state: 'I’ve done it',
  stateHint: 'Saved, not shown? “I’ve done it” counts as stated by you.',
  support: {
    title: 'Ask Okta support',
    text: 'Okta’s own help says that only its support can tell whether SCIM provisioning can be switched on for an org. This message has what they need:',
    name: 'the message to Okta support',
    scimShown: 'SCIM is on, on its General tab.',
    scimUnseen: 'SCIM is chosen on its General tab, but Okta’s API does not show it.',
    message: ({ org, app, missing }: { org: string; app: string; missing: string }) =>
      [
        'Hello,',
        '',
        `in our org ${org} we have a custom SAML 2.0 app integration, created the way the App Integration Wizard does it: ${app}.`,
        missing,
        'Please enable SCIM provisioning for custom app integrations in this org, or tell us what it needs (a feature or a licence).',
        '',
        'We follow Oktopost’s article “Configure SCIM Provisioning with Okta”.',
      ].join('\n'),
  },
} as const;
