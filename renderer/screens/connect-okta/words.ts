import type { Right } from '../../../shared/connection';

export const words = {
  title: 'Connect Okta',
  lead: 'The assistant reads the org’s name, whose token it is, and what the token may read. Nothing is written.',
  address: {
    title: 'Okta address',
    hint: 'As you have it: acme, acme.okta.com, or the address of the admin console.',
    action: 'Check the address',
    became: 'The assistant will talk to',
    admin: 'Admin console',
    typed: 'You entered',
    change: 'Change the address',
  },
  confirm: {
    title: 'Is this your Okta org?',
    text: (input: string) =>
      `${input} is a custom domain. Asked without any token, it named this Okta host. The token will be sent only there, never to the custom domain.`,
    fromFile:
      'The file that you opened names this Okta host. Confirm it only if it is yours: the token will be sent there.',
    action: 'Yes, this is our Okta host',
  },
  token: {
    title: 'API token',
    label: 'Okta API token',
    hint: 'Made in Okta under Security > API > Tokens. It acts with the rights of the admin who made it.',
    link: 'Open API tokens in Okta',
    action: 'Connect',
    stored: 'It is kept encrypted by this computer’s own key store.',
    notStored: 'It is kept in memory only: after closing the assistant you enter it again.',
    again: 'Enter another token',
  },
  // Source: Okta's help, "Standard administrator roles and permissions" and "Manage Okta API tokens".
  rights: {
    title: 'What the token may do, and what it does not need',
    text: 'A token has all rights of the admin who makes it, so that person’s role decides. The assistant asks for these:',
    heads: ['For', 'Right in Okta', 'Standard role that has it'],
    rows: [
      [
        'App integration: find, create, change, assign the test user',
        ['okta.apps.manage'],
        'Application administrator',
      ],
      ['Test user: find', ['okta.users.read'], 'Application administrator'],
      [
        'Attribute mapping: change',
        ['okta.profileMappings.manage', 'okta.schemas.manage'],
        'Organization administrator; an application administrator may be refused for SAML apps',
      ],
      [
        'Test user and sign-ins: explain from the System Log',
        ['okta.logs.read'],
        'Application administrator',
      ],
      [
        'Org and roles: name them here',
        ['okta.orgs.read', 'okta.roles.read'],
        'can be missing: it is then told as not known',
      ],
      ['Token: tell when it ends', ['okta.apiTokens.read'], 'can be missing'],
      ['Sign-in policy: name it', ['okta.policies.read'], 'can be missing'],
    ],
    notNeeded:
      'It needs no right to create or change people, groups, policies or other apps. A super administrator’s token works, and can do far more than is needed.',
    whoMakes:
      'Okta lets super, organization, group and read-only administrators make tokens, but not an application administrator alone. An account with the roles application administrator and read-only administrator can: it does everything but, perhaps, the mapping, which then is done by hand.',
    network:
      'While you make the token, Okta offers to limit it to a network zone: your own network is enough.',
    end: 'When you are done, revoke it. The summary reminds you, with the link.',
  },
  practice: {
    title: 'The practice org’s token',
    text: 'The practice org has a token ready. You can also make one yourself, as in a real org, and enter it below.',
    action: 'Use the practice org’s token',
  },
  connected: {
    title: 'Connected',
    org: 'Org',
    host: 'Okta host',
    who: 'Token of',
    whoUnknown: 'Okta did not say who this token belongs to. It may still work: the next steps will show.',
    roles: 'Admin roles',
    rolesUnknown: 'Okta did not say. That proves nothing about the rights below.',
    rolesNone: 'none named',
    token: 'API token',
    tokens: {
      expires: (at: string) => `Ends on ${at} unless it is used before: each use gives it 30 days more.`,
      noExpiry: 'Okta names no end of it.',
      anywhere: 'May be used from any network.',
      only: (zones: string) => `May be used only from these network zones: ${zones}.`,
      not: (zones: string) => `May not be used from these network zones: ${zones}.`,
      zonesNotTold: 'Okta did not say from which networks it may be used.',
      ambiguous: (count: number) =>
        `This admin has ${count} tokens, and Okta does not say which of them this is. Any token that is not used for 30 days ends.`,
      notTold:
        'Okta did not say when it ends: only a super administrator may list tokens. A token that is not used for 30 days ends.',
    },
    checked: 'Checked',
    again: 'Check again',
    rights: 'What the token may read',
    writes: 'Whether it may also write shows only when a plan is applied.',
    heads: ['Area', 'Readable', 'Without it'],
    read: { yes: 'Yes', no: 'No', unknown: 'Not known' },
    rightNames: {
      apps: 'App integrations',
      users: 'Users',
      mappings: 'Profile mappings',
      schemas: 'Profile schemas',
      logs: 'System Log',
    } satisfies Record<Right['right'], string>,
  },
  state: {
    address: 'Enter the address of your Okta org.',
    confirm: 'The host needs your confirmation.',
    token: 'The token is missing.',
    checking: 'Reading the org.',
    failed: 'Not connected.',
    connected: 'Connected. Nothing was written.',
  },
} as const;
