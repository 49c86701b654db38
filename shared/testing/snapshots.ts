import type { Snapshot } from '../snapshot';
import type { PreCheck, TestSnapshot, UserRow } from '../verification';
import { summaryVersion } from '../summary';
import type { Summary } from '../summary';
import { screenIds } from '../screens';
import type { ScreenId, StepState } from '../screens';
import type { Check, Plan, Run } from '../plan';

/** What tests of the renderer show: a believable set-up, to be changed per test. Every value is made up. */
export const at = '2026-11-24T02:03:05.000Z';

const host = 'https://acme.okta.com';
const admin = 'https://acme-admin.okta.com';
const instance = `${admin}/admin/app/acme_oktopostsocialadvocacy_1/instance/0oa1fixture/`;

/** Not on the road of a custom app. */
const ofCatalogue: readonly ScreenId[] = ['user-names', 'authenticate'];

/** The list of steps when `screen` is the one that needs the reader. */
export function railAt(screen: ScreenId, state: StepState = 'needs-you'): Snapshot['rail'] {
  const road = ofCatalogue.includes(screen) ? screenIds : screenIds.filter((id) => !ofCatalogue.includes(id));
  const onRoad = road.findIndex((id) => id === screen);
  // A side screen stands at the end of the road.
  const here = onRoad === -1 ? road.length : onRoad;
  return road.map((id, index) => ({
    screen: id,
    state: index < here ? 'done-read' : index === here ? state : 'not-yet',
    reachable: index <= here || (index === here + 1 && state.startsWith('done')),
  }));
}

export const ana: UserRow = {
  id: '00u1ana',
  login: 'ana.silva@acme.example',
  email: 'ana.silva@acme.example',
  givenName: 'Ana',
  familyName: 'Silva',
  status: 'ACTIVE',
};

export const noTest: TestSnapshot = {
  state: 'none',
  user: null,
  assignedAt: null,
  endedAt: null,
  timeline: [],
  rows: [],
  verdict: null,
  explanation: null,
  lastLookAt: null,
  decision: 'open',
};

const noSignIn = { startedAt: null, after: null, event: null, result: 'open', decidedAt: null } as const;

export const noSignIns: Snapshot['signIns'] = {
  later: false,
  checks: { 'from-oktopost': noSignIn, 'from-okta': noSignIn },
  watching: false,
  lastLookAt: null,
  nextLookAt: null,
  error: null,
};

const notLooked: Snapshot['guided']['scim-on'] = {
  known: 'not-looked',
  evidence: [],
  watching: false,
  lastLookAt: null,
  nextLookAt: null,
  statedAt: null,
  error: null,
};

export const connected: Snapshot['okta'] = {
  state: 'connected',
  orgName: 'Acme',
  subdomain: 'acme',
  login: 'it.admin@acme.example',
  roles: ['SUPER_ADMIN'],
  rights: [
    { right: 'apps', read: 'yes', without: 'The app integration can neither be found nor created.' },
    { right: 'users', read: 'yes', without: 'The test user cannot be searched.' },
    { right: 'mappings', read: 'unknown', without: 'The attribute mapping has to be done by hand.' },
    { right: 'schemas', read: 'yes', without: 'The mapping has to be done by hand.' },
    { right: 'logs', read: 'no', without: 'A failure can be seen, but not explained from the System Log.' },
  ],
  token: {
    status: 'identified',
    name: 'Oktopost set-up',
    expiresAt: '2026-12-24T02:03:05.000Z',
    zones: { only: [], not: [] },
  },
  checkedAt: at,
};

export const sameCheck: Check = {
  setting: 'sign-on.audience',
  expected: 'urn:oktopost:sp',
  actual: 'urn:oktopost:sp',
  state: 'same',
  next: null,
};

/** A snapshot of a real set-up that is connected and stands at `screen`. */
export function snapshotAt(screen: ScreenId, change: Partial<Snapshot> = {}): Snapshot {
  return {
    seq: 1,
    assistant: {
      version: '0.1.0',
      shell: 'browser',
      storesSecrets: false,
      copiesSecrets: false,
      practiceAvailable: true,
    },
    mode: 'real',
    screen,
    rail: railAt(screen),
    planOnly: false,
    more: [],
    changedSomething: false,
    destination: 'board',
    appChoice: { relayState: null },
    region: 'eu',
    confirmedUndocumentedTarget: false,
    label: 'Oktopost Social Advocacy',
    address: { input: 'acme', kind: 'okta-host', orgUrl: host, adminUrl: admin, needsConfirmation: false },
    okta: connected,
    problem: null,
    oktaWait: null,
    oktopost: { state: 'accepted', users: 12, checkedAt: at },
    app: null,
    links: {
      oktaTokens: `${admin}/admin/access/api/tokens`,
      oktaCatalogue: `${admin}/admin/apps/add-app`,
      oktaApp: instance,
      oktaGeneral: `${instance}#tab-general`,
      oktaSignOn: `${instance}#tab-signon`,
      oktaIntegration: `${instance}#tab-user-management/api-credentials`,
      oktaToApp: `${instance}#tab-user-management/create-n-update`,
      oktaAssignments: `${instance}#tab-assignments`,
      oktaDashboard: `${host}/app/UserHome`,
      oktopostProvisioning: 'https://eu-app.oktopost.com',
      oktopostSignOn: 'https://eu-app.oktopost.com',
      oktopostLogin: 'https://eu-app.oktopost.com/auth/login-sso',
    },
    adopt: null,
    run: null,
    tileHidden: false,
    appChecks: [],
    userNames: { looked: null, triedAt: null, skipped: false },
    guided: {
      'scim-on': notLooked,
      connection: notLooked,
      authenticate: notLooked,
      'to-app': notLooked,
    },
    toAppByApi: 'not-tried',
    mapping: {
      choice: { keepWorkEmail: false, deleteSchemaAttributes: false },
      checks: [],
      appliedAt: null,
      skipped: false,
    },
    test: noTest,
    opened: null,
    signIns: noSignIns,
    ...change,
  };
}

/** A snapshot of a set-up that has just begun: nothing is chosen, nothing is connected. */
export const newSnapshot = (seq: number, change: Partial<Snapshot> = {}): Snapshot =>
  snapshotAt('welcome', {
    seq,
    mode: 'unset',
    destination: null,
    region: null,
    address: null,
    okta: { state: 'none' },
    oktopost: { state: 'none' },
    links: noLinks,
    ...change,
  });

const noLinks: Snapshot['links'] = {
  oktaTokens: null,
  oktaCatalogue: null,
  oktaApp: null,
  oktaGeneral: null,
  oktaSignOn: null,
  oktaIntegration: null,
  oktaToApp: null,
  oktaAssignments: null,
  oktaDashboard: null,
  oktopostProvisioning: null,
  oktopostSignOn: null,
  oktopostLogin: null,
};

export const app: NonNullable<Snapshot['app']> = {
  id: '0oa1fixture',
  label: 'Oktopost Social Advocacy',
  status: 'ACTIVE',
  createdByUs: true,
};

export function runOf(change: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    scope: { kind: 'app', adopt: null, createAnyway: false },
    planOnly: false,
    state: 'running',
    changes: [
      {
        id: 'create-app',
        title: 'Create the app integration “Oktopost Social Advocacy”',
        state: 'doing',
        at: null,
      },
    ],
    checks: [],
    wait: null,
    error: null,
    long: null,
    ...change,
  };
}

export const appPlan: Plan = {
  id: 'plan-1',
  scope: { kind: 'app', adopt: null, createAnyway: false },
  at,
  warnings: [],
  blockers: [],
  assigned: { users: 0, groups: 0, more: false },
  existingApps: [],
  undo: null,
  changes: [
    {
      id: 'create-app',
      title: 'Create the app integration “Oktopost Social Advocacy”',
      verb: 'create',
      warnings: [],
      pushes: 0,
      irreversibleEffect: null,
      undo: 'Deactivate and delete the app integration in Okta.',
      rows: [
        { setting: 'app.name', now: null, after: 'Oktopost Social Advocacy', verb: 'add', note: null },
        {
          setting: 'sign-on.acs-url',
          now: null,
          after: 'https://eu-app.oktopost.com/auth/acs',
          verb: 'add',
          note: null,
        },
        {
          setting: 'sign-on.audience',
          now: null,
          after: 'urn:oktopost:sp',
          verb: 'add',
          note: null,
        },
        {
          setting: 'app.type',
          now: null,
          after: 'internal app',
          verb: 'add',
          note: 'Apps that are made by API are internal: nothing to tick.',
        },
      ],
    },
  ],
};

export const mappingPlan: Plan = {
  ...appPlan,
  id: 'plan-2',
  scope: { kind: 'mapping' },
  assigned: { users: 415, groups: 2, more: false },
  warnings: ['From now on Okta’s values overwrite Oktopost’s, at assignment and at every later change.'],
  changes: [
    {
      id: 'map',
      title: 'Change the profile mapping',
      verb: 'update',
      warnings: [],
      pushes: 412,
      irreversibleEffect: 'Values that Okta pushes to Oktopost meanwhile.',
      undo: 'Map the attributes again in Okta: the journal keeps what they were.',
      rows: [
        {
          setting: 'mapping:givenName',
          now: 'user.firstName, on create',
          after: 'user.firstName, on create and update',
          verb: 'change',
          note: null,
        },
        {
          setting: 'mapping:title',
          now: 'user.title, on create',
          after: null,
          verb: 'remove',
          note: 'Unmapped.',
        },
        { setting: 'mapping:email', now: 'user.email, on create', after: null, verb: 'remove', note: null },
      ],
    },
  ],
};

export const assignPlan: Plan = {
  ...appPlan,
  id: 'plan-3',
  scope: { kind: 'assign', userId: ana.id },
  changes: [
    {
      id: 'assign',
      title: 'Assign Ana Silva to the app integration',
      verb: 'create',
      rows: [{ setting: `assignment:${ana.id}`, now: null, after: ana.login, verb: 'add', note: null }],
      warnings: [],
      pushes: 1,
      irreversibleEffect: 'The Oktopost account, inactive.',
      undo: 'Unassign the user: Okta then deactivates the Oktopost account.',
    },
  ],
};

export const preCheck: PreCheck = {
  user: ana,
  assigned: 'no',
  findings: [
    { level: 'ok', text: 'The user is active.', next: null },
    { level: 'warn', text: 'Oktopost has this user already.', next: 'Okta will link the account.' },
    { level: 'unknown', text: 'The licences of Oktopost cannot be read.', next: null },
  ],
  predictedBody: JSON.stringify({ userName: ana.login, active: true }, null, 2),
};

export const failedTest: TestSnapshot = {
  state: 'failed',
  user: ana,
  assignedAt: at,
  endedAt: at,
  lastLookAt: at,
  verdict: 'Oktopost has an account with this email already.',
  decision: 'open',
  timeline: [
    { at, source: 'assistant', text: 'Assigned Ana Silva.', failed: false, eventId: null },
    {
      at,
      source: 'system-log',
      text: 'Automatic provisioning of user failed: Conflict.',
      failed: true,
      eventId: 'evt-1',
    },
  ],
  rows: [
    { attribute: 'userName', expected: ana.login, okta: ana.login, oktopost: null, state: 'not-there-yet' },
    { attribute: 'name.givenName', expected: 'Ana', okta: 'Ana', oktopost: 'Anna', state: 'different' },
    { attribute: 'name.familyName', expected: 'Silva', okta: 'Silva', oktopost: 'Silva', state: 'same' },
    { attribute: 'active', expected: 'true', okta: null, oktopost: null, state: 'cannot-be-read' },
  ],
  explanation: {
    id: 'conflict',
    what: 'Oktopost has an account with this email already.',
    owner: 'oktopost',
    next: 'Free the email or link the account with Oktopost support, then follow again.',
    guess: false,
    said: 'Conflict. Errors reported by remote server: the userName must be unique.',
    place: 'assignments',
  },
};

export const summary: Summary = {
  kind: 'oktopost-okta-summary',
  version: summaryVersion,
  practice: false,
  org: { name: 'Acme', url: host },
  app: { label: app.label, id: app.id, status: app.status },
  destination: 'board',
  region: 'eu',
  made: at,
  by: 'it.admin@acme.example',
  settings: [
    {
      setting: 'sign-on.acs-url',
      value: 'https://eu-app.oktopost.com/auth/acs',
      expected: 'https://eu-app.oktopost.com/auth/acs',
      known: { how: 'read-back', at },
      source: 'article',
    },
    {
      setting: 'connection.base-url',
      value: 'https://eu-board.oktopost.com/scim/v2',
      expected: 'https://eu-board.oktopost.com/scim/v2',
      known: { how: 'proven-by-test', user: ana.login, at },
      source: 'article',
    },
    {
      setting: 'to-app.deactivate',
      value: 'not known',
      expected: 'on',
      known: { how: 'unknown' },
      source: 'article',
    },
    {
      setting: 'mapping:email',
      value: 'unmapped',
      expected: 'unmapped',
      known: { how: 'stated', by: 'it.admin@acme.example', at },
      source: 'choice',
    },
  ],
  evidence: [
    {
      at,
      source: 'journal',
      who: 'it.admin@acme.example',
      what: 'Create the app integration “Oktopost Social Advocacy”',
      result: 'done',
      id: 'run-1',
    },
    {
      at,
      source: 'system-log',
      who: 'it.admin@acme.example',
      what: 'application.user_membership.add: Add user to application membership',
      result: 'SUCCESS',
      id: 'evt-1',
    },
  ],
  systemLog: 'read',
  featuresShowScim: true,
  test: {
    user: ana,
    result: 'passed',
    verdict: 'Ana Silva arrived at Oktopost as expected.',
    at,
    decision: 'kept',
    logEventIds: ['evt-1'],
    rows: failedTest.rows,
  },
  signOn: {
    issuer: 'http://www.okta.com/exk1fixture',
    signOnUrl: `${host}/app/acme_oktopostsocialadvocacy_1/exk1fixture/sso/saml`,
    certificate: { subject: 'CN=acme, O=Okta', fingerprint: 'AB:CD:0F', until: '2036-11-24T02:03:04.000Z' },
    policy: { name: 'Any two factors', status: 'ACTIVE' },
    checks: [
      {
        way: 'from-oktopost',
        result: 'worked',
        decidedAt: at,
        event: { id: 'evt-7', at, who: ana.login },
      },
      { way: 'from-okta', result: 'open', decidedAt: null, event: null },
    ],
  },
  left: ['Deactivate Users could not be read. Unassign a user once to see it.'],
  versions: { assistant: '0.1.0', oktaSdk: '8.1.0', journal: 1 },
};
