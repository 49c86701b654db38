import type { Snapshot } from '../../shared/snapshot';
import { newSession, noTest } from '../storage/session';

const unseen: Snapshot['guided']['connection'] = {
  known: 'not-looked',
  evidence: [],
  watching: false,
  lastLookAt: null,
  nextLookAt: null,
  statedAt: null,
  error: null,
};

/** For tests of the shells: a whole snapshot of a set-up that has just begun. */
export function snapshotFixture(seq: number, patch: Partial<Snapshot> = {}): Snapshot {
  const { mapping, label, appChoice, userNames, signIns } = newSession();
  return {
    seq,
    assistant: {
      version: '0.0.0',
      shell: 'browser',
      storesSecrets: false,
      copiesSecrets: false,
      practiceAvailable: true,
    },
    mode: 'unset',
    screen: 'welcome',
    rail: [{ screen: 'welcome', state: 'needs-you', reachable: true }],
    planOnly: false,
    more: [],
    changedSomething: false,
    destination: null,
    region: null,
    confirmedUndocumentedTarget: false,
    label,
    appChoice,
    address: null,
    okta: { state: 'none' },
    problem: null,
    oktaWait: null,
    oktopost: { state: 'none' },
    app: null,
    links: {
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
    },
    adopt: null,
    run: null,
    tileHidden: false,
    appChecks: [],
    userNames,
    guided: { 'scim-on': unseen, connection: unseen, authenticate: unseen, 'to-app': unseen },
    toAppByApi: 'not-tried',
    mapping,
    test: noTest,
    opened: null,
    signIns: { ...signIns, watching: false, lastLookAt: null, nextLookAt: null, error: null },
    ...patch,
  };
}
