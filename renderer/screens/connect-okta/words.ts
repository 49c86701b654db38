import type { Right } from '../../../shared/connection';
import type { Target } from '../../../shared/oktopost';

const withoutInGeneral = {
  apps: 'The app integration can neither be found nor created.',
  users: 'The test user cannot be searched.',
  logs: 'A failure of the test user can be seen, but not explained from the System Log.',
};

export const words = {
  title: 'Connect Okta',
  lead: 'The assistant reads the org and its own rights there. Nothing is written.',
  assigns: (names: string) => `Connecting assigns ${names} again, and nobody else.`,
  assigned: (names: string) =>
    `${names === '' ? '' : `Assigned again: ${names}. `}“Rollout” says what came of the repair.`,
  address: {
    title: 'Okta address',
    hint: 'For example acme, acme.okta.com, or the address of the Admin Console.',
    action: 'Check the address',
    became: 'The assistant will talk to',
    admin: 'Admin Console',
    typed: 'You entered',
    change: 'Change the address',
  },
  confirm: {
    title: 'Is this your Okta org?',
    text: (input: string) =>
      `${input} is a custom domain. Asked without any token, it named this Okta host. The token will be sent only to this host, never to the custom domain.`,
    fromFile:
      'The file that you opened names this Okta host. Confirm it only if it is yours: the token will be sent there.',
    action: 'Yes, this is our Okta host',
  },
  token: {
    title: 'API token',
    label: 'Okta API token',
    hint: 'Created in Okta under Security > API > Tokens.',
    link: 'Open API tokens in Okta',
    action: 'Connect',
    notStored: 'Kept in memory only, until the assistant closes.',
    again: 'Enter another token',
  },
  way: {
    title: 'Sign in with',
    token: 'API token',
    tokenFor: 'Made in a minute, with all permissions of its admin. For a set-up done now.',
    serviceApp: 'Service app',
    serviceAppFor:
      'Belongs to no person and may do only what you grant. For orgs without personal tokens, and for scheduled checks.',
  },
  // Source: Okta's guide "Implement OAuth for Okta with a service app"; its labels are those of the Admin Console.
  serviceApp: {
    title: 'Service app',
    text: 'It may do what its scopes and its admin role allow, and nothing else. A super administrator creates it once.',
    notStored:
      'In a browser nothing is remembered: the key below ends with the assistant, and the next start needs a new one in Okta.',
    again: 'Sign in another way',
    findLink: 'Find the app in Okta',
    steps: [
      'Applications > Create App Integration > API Services. Enter the name below and save.',
      'General tab, Client Credentials > Edit > Public key / Private key > Add key. Paste the public key below, then Done and Save.',
      'Leave “Require Demonstrating Proof of Possession (DPoP)” on.',
      'Okta API Scopes tab: grant the scopes that are needed, and what you want of the optional ones.',
      'Admin roles tab > Edit assignments: Application Administrator, or the smaller role below. Scopes alone permit nothing.',
      'Copy the Client ID from the General tab and enter it here.',
    ],
    whole: 'How the app is set up',
    // After a start whose vault has no key.
    newKey: {
      text: 'The key of this service app was not kept. A new one was made: add it to the app in Okta, and connect.',
      step: 'In Okta, General tab of the app, Client Credentials > Edit > Add key: paste the public key below, then Done and Save. Remove the one before, unless another computer uses it.',
    },
    link: 'Open Applications in Okta',
    name: { label: 'App integration name', value: 'Oktopost set-up assistant' },
    key: 'Public key (JWK)',
    keyComing: 'The public key is being made',
    keyHint: 'The private key is made on this computer, stays in the assistant and is never shown.',
    scopes: 'Scopes that are needed',
    optionalScopes: 'Optional scopes',
    allScopes: 'All, with those of the life-cycle test',
    scopeTable: {
      title: 'What each scope is for',
      heads: ['Scope', 'Used for', 'Without it'],
      optional: 'optional',
    },
    clientId: {
      label: 'Client ID',
      hint: 'Unless it is remembered, the key ends with the assistant, and the next start needs a new one in Okta.',
    },
  },
  // Source: Okta's help, "Role permissions", which has no permission for the System Log, profile mappings and profile schemas.
  leastRole: {
    title: 'The smallest admin role',
    text: 'Security > Administrators > Roles > Create new role, with these permissions:',
    heads: ['Permission', 'For'],
    rows: [
      ['Manage applications', 'App integration: find, create, change'],
      ['Edit application’s user assignments', 'Assign the test user and the people of a rollout'],
      ['View users and their details', 'Find people'],
      ['Edit users’ application assignments', 'Assign people'],
      ['View groups and their details', 'Find groups'],
      ['Edit groups’ application assignments', 'Assign groups'],
      ['View roles, resources, and admin assignments', 'Optional: show the role here'],
    ],
    resources:
      'Resource set: all applications until the app integration is created, then this one alone; the users and groups who will use Oktopost.',
    beside: {
      custom:
        'No custom role holds the System Log, profile mappings and profile schemas. Read-only Administrator beside it lets them be read; the mapping is then changed by hand, or by an Organization Administrator.',
      catalogue:
        'No custom role holds the System Log, profile mappings and profile schemas. Read-only Administrator beside it lets them be read.',
    } satisfies Record<Target['app'], string>,
  },
  // Source: Okta's help, "Standard administrator roles and permissions" and "Manage Okta API tokens".
  rights: {
    title: 'Permissions that the token needs, and those it does not',
    text: 'A token has all permissions of the admin who creates it, so that admin’s role decides. The assistant uses these:',
    heads: ['For', 'Permission in Okta', 'Standard role that has it'],
    rows: [
      [
        'App integration: find, create, change, assign the test user',
        ['okta.apps.manage'],
        'Application administrator',
      ],
      ['Test user: find', ['okta.users.read'], 'Application administrator'],
      [
        'Test user and sign-ins: explain from the System Log',
        ['okta.logs.read'],
        'Application administrator',
      ],
      [
        'Org and roles: show them here',
        ['okta.orgs.read', 'okta.roles.read'],
        'optional: otherwise shown as unknown',
      ],
      ['Token: show when it expires', ['okta.apiTokens.read'], 'optional: Super administrator'],
      ['Sign-in policy: show its name', ['okta.policies.read'], 'optional'],
    ],
    /** The mapping of the pre-built app is never changed. */
    mapping: {
      custom: [
        'Attribute mapping: change',
        ['okta.profileMappings.manage', 'okta.schemas.manage'],
        'Organization administrator; an application administrator may be refused for SAML apps',
      ],
      catalogue: [
        'Attribute mapping: read, to say what Okta will send',
        ['okta.profileMappings.read'],
        'optional',
      ],
    } satisfies Record<Target['app'], readonly [string, readonly string[], string]>,
    notNeeded:
      'It needs no permission to change groups, policies, other apps; users only for life-cycle tests. A super administrator’s token works, but can do far more than needed.',
    whoMakes:
      'In Okta, super, organization, group and read-only administrators can create tokens; an application administrator alone cannot. An account that is both application and read-only administrator can.',
    doesAll: {
      custom: 'Its token does everything except perhaps the mapping, which you then do by hand.',
      catalogue: 'Its token does everything.',
    } satisfies Record<Target['app'], string>,
    network:
      'When you create the token, Okta offers to limit it to a network zone. Your own network is enough.',
    end: 'When you are done, revoke it. The summary reminds you and has the link.',
  },
  practice: {
    title: 'The practice org’s token',
    text: 'The button below takes it. Or create one yourself, as in a real org.',
    action: 'Use the practice org’s token',
  },
  connected: {
    title: 'Connected',
    org: 'Org',
    host: 'Okta host',
    who: 'Token owner',
    whoUnknown: 'Not reported by Okta. The token may still work: the next steps will show.',
    readsOnly: 'This role is enough for Plan only and drift, not for applying.',
    roles: 'Admin roles',
    tooMuch: (roles: string) => `May do more than this assistant needs: ${roles}.`,
    rolesUnknown: 'Not reported by Okta. This says nothing about the permissions below.',
    rolesNone: 'none',
    token: 'API token',
    tokens: {
      expires: (at: string) => `Expires on ${at} unless it is used before. Each use extends it by 30 days.`,
      noExpiry: 'Okta reports no expiry date.',
      anywhere: 'May be used from any network.',
      only: (zones: string) => `May be used only from these network zones: ${zones}.`,
      not: (zones: string) => `May not be used from these network zones: ${zones}.`,
      zonesNotReported: 'Okta did not report from which networks it may be used.',
      ambiguous: (count: number) =>
        `This admin has ${count} tokens, and Okta does not report which of them this is. A token expires after 30 days without use.`,
      notReported:
        'Okta did not report when it expires: only a super administrator can list tokens. A token expires after 30 days without use.',
    },
    serviceApp: {
      name: 'Service app',
      bound: 'Its access tokens work with a key of this computer only.',
      notBound: 'Its access tokens are not bound to this computer: proof of possession is off.',
      scopesUnknown: 'Okta did not report which scopes were granted.',
      missing: 'Not granted, so:',
    },
    rights: 'What may be read',
    readsAll: 'Everything that is needed may be read',
    writes: 'Whether it may also write is known only when a plan is applied.',
    heads: ['Area', 'Readable', 'Without it'],
    read: { yes: 'Yes', no: 'No', unknown: 'Unknown' },
    without: {
      custom: {
        ...withoutInGeneral,
        mappings: 'The attribute mapping has to be done by hand.',
        schemas: 'Whether SCIM is on may not be readable, and the mapping has to be done by hand.',
      },
      // Its mapping is read and never changed.
      catalogue: {
        ...withoutInGeneral,
        mappings: 'What Okta will send of a person cannot be said before the test.',
        schemas: 'Whether provisioning is on may not be readable.',
      },
    } satisfies Record<Target['app'], Record<Right['right'], string>>,
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
    serviceApp: 'The app is not checked yet.',
    clientId: 'The client ID is missing.',
    keyNeeded: 'The app needs its new key in Okta.',
    practice: 'The practice org’s token is ready.',
    typed: 'The token is not checked yet.',
    checking: 'Reading the org.',
    failed: 'Not connected.',
    connected: 'Connected.',
    readsOnly: 'Connected. Not enough for applying.',
  },
} as const;
