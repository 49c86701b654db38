import { noRollout } from '../rollout';
import type { Snapshot } from '../snapshot';
import { screenIds } from '../screens';
import type { ScreenId, StepState } from '../screens';
import { noLifeCycle } from '../life-cycle';
import { noTokenChange } from '../token-change';
import { noCertificateChange } from '../certificate-change';
import { noTest } from '../verification';
import { at } from './time';

/** A believable set-up, to be changed per test. Every value is made up. */
export const host = 'https://acme.okta.com';
const admin = 'https://acme-admin.okta.com';
const instance = `${admin}/admin/app/acme_oktopostsocialadvocacy_1/instance/0oa1fixture/`;

/** Not in the flow of a custom app. */
const ofCatalogue: readonly ScreenId[] = ['user-names', 'authenticate'];

/** The list of steps when `screen` is the one that needs the reader. */
export function railAt(screen: ScreenId, state: StepState = 'needs-you'): Snapshot['rail'] {
  const flow = ofCatalogue.includes(screen) ? screenIds : screenIds.filter((id) => !ofCatalogue.includes(id));
  const inFlow = flow.findIndex((id) => id === screen);
  // A side screen is shown with every step done.
  const here = inFlow === -1 ? flow.length : inFlow;
  return flow.map((id, index) => ({
    screen: id,
    state: index < here ? 'done-read' : index === here ? state : 'not-yet',
    reachable: index <= here || (index === here + 1 && state.startsWith('done')),
  }));
}

const noSignIn = {
  startedAt: null,
  asked: null,
  after: null,
  event: null,
  other: null,
  result: 'open',
  decidedAt: null,
  decidedBy: null,
} as const;

export const noSignIns: Snapshot['signIns'] = {
  later: false,
  checks: { 'from-oktopost': noSignIn, 'from-okta': noSignIn },
  failed: [],
  watching: false,
  lastLookAt: null,
  nextLookAt: null,
  error: null,
};

const notLooked: Snapshot['guided']['scim-on'] = {
  known: 'not-looked',
  evidence: [],
  finding: null,
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
    { right: 'apps', read: 'yes' },
    { right: 'users', read: 'yes' },
    { right: 'mappings', read: 'unknown' },
    { right: 'schemas', read: 'yes' },
    { right: 'logs', read: 'no' },
  ],
  token: {
    status: 'identified',
    name: 'Oktopost set-up',
    expiresAt: '2026-12-24T02:03:05.000Z',
    zones: { only: [], not: [] },
  },
  checkedAt: at,
};

const noLook: Snapshot['people']['readiness'] = {
  version: 0,
  phase: 'none',
  progress: null,
  interrupted: null,
  error: null,
  result: null,
};

export const noPeople: Snapshot['people'] = { readiness: noLook, reconciliation: noLook, licences: null };

/** A snapshot of a real set-up that is connected and shows `screen`. */
export function snapshotAt(screen: ScreenId, change: Partial<Snapshot> = {}): Snapshot {
  return {
    seq: 1,
    assistant: {
      version: '0.1.0',
      releases: null,
      shell: 'browser',
      keepsSecrets: 'nothing',
      copiesSecrets: false,
      folder: '/home/it/assistant',
      practiceAvailable: true,
    },
    remembered: [],
    mode: 'real',
    screen,
    rail: railAt(screen),
    planOnly: false,
    more: [],
    changed: 'nothing',
    accountsLeft: null,
    cutOff: null,
    destination: 'board',
    appChoice: { relayState: null },
    region: 'eu',
    confirmedUndocumentedTarget: false,
    label: 'Oktopost Social Advocacy',
    address: { input: 'acme', kind: 'okta-host', orgUrl: host, adminUrl: admin, needsConfirmation: false },
    okta: connected,
    clientId: null,
    problem: null,
    oktaWait: null,
    proxy: null,
    oktopost: { state: 'accepted', users: 12, checkedAt: at },
    app: null,
    links: {
      oktaTokens: `${admin}/admin/access/api/tokens`,
      oktaServiceApps: `${admin}/admin/apps/active`,
      oktaCatalogue: `${admin}/admin/apps/add-app`,
      oktaApp: instance,
      oktaGeneral: `${instance}#tab-general`,
      oktaSignOn: `${instance}#tab-signon`,
      oktaIntegration: `${instance}#tab-user-management/api-credentials`,
      oktaToApp: `${instance}#tab-user-management/create-n-update`,
      oktaAssignments: `${instance}#tab-assignments`,
      oktaDashboard: `${host}/app/UserHome`,
      oktopostProvisioning: 'https://eu-app.oktopost.com',
      oktopostTeam: 'https://eu-app.oktopost.com',
      oktopostSignOn: 'https://eu-app.oktopost.com',
      oktopostLogin: 'https://eu-app.oktopost.com/auth/login-sso',
    },
    adopt: null,
    fromFile: false,
    fileIsOfElsewhere: false,
    run: null,
    appRun: null,
    tileHidden: false,
    appChecks: [],
    appCheckedAt: null,
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
      checkedAt: null,
      appliedAt: null,
      skipped: null,
    },
    test: noTest,
    earlierPass: null,
    lifeCycle: noLifeCycle,
    rollout: noRollout,
    opened: null,
    signIns: noSignIns,
    tokenChange: { ...noTokenChange, knowsOld: false, entered: null, earlier: [] },
    certificateChange: { ...noCertificateChange, read: null, isBack: false, isUpdateOnKnown: false },
    people: noPeople,
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

export const noLinks: Snapshot['links'] = {
  oktaTokens: null,
  oktaServiceApps: null,
  oktaCatalogue: null,
  oktaApp: null,
  oktaGeneral: null,
  oktaSignOn: null,
  oktaIntegration: null,
  oktaToApp: null,
  oktaAssignments: null,
  oktaDashboard: null,
  oktopostProvisioning: null,
  oktopostTeam: null,
  oktopostSignOn: null,
  oktopostLogin: null,
};

export const app: NonNullable<Snapshot['app']> = {
  id: '0oa1fixture',
  label: 'Oktopost Social Advocacy',
  status: 'ACTIVE',
  createdByUs: true,
};
