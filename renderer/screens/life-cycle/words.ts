import { counted } from '../../../shared/counted';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhaseNames } from '../../../shared/life-cycle-words';
import type { Finding } from '../../../shared/verification';

export const words = {
  title: 'Life-cycle test',
  lead: 'The assistant makes an Okta user of its own, changes it, unassigns it and deletes it. Oktopost is looked at after each phase. No person is touched.',
  phases: {
    title: 'Phases',
    names: lifeCyclePhaseNames,
    states: {
      'to-do': 'not yet',
      writing: 'writing to Okta',
      waiting: 'waiting for Okta',
      'second-look': 'as expected, checked once more after half a minute',
      passed: 'passed',
      failed: 'failed',
      'passed-over': 'left out',
    } satisfies Record<PhaseRecord['state'], string>,
    cutOff: { writing: 'stopped while writing to Okta', written: 'written to Okta, then stopped' },
    byOkta: 'done by Okta; Oktopost was not read',
    seen: 'seen by you',
    inactiveLater: 'deleted there, the account is inactive since a later look',
    leftActive: 'deleted there, the account at Oktopost is still active',
    usual: 'usually under a minute',
    sendsNothing: 'After a failed push that nobody retried, Okta sends no deactivation.',
    details: (name: string) => `Expected and actual: ${name}`,
    events: 'Events in Okta’s System Log',
  },
  facts: {
    heads: ['Where', 'Expected', 'Actual', 'Result'],
  },
  before: {
    title: 'Before it begins',
    reading: 'Reading Okta.',
    who: 'User',
    plan: (changes: number) => `Plan: ${counted(changes, 'change')} in Okta`,
    expected: 'Expected:',
    fine: (count: number) => (count === 1 ? '1 check is fine' : `${count} checks are fine`),
    levels: { ok: 'OK', warn: 'Warning', block: 'Not possible', unknown: 'Unknown' } satisfies Record<
      Finding['level'],
      string
    >,
  },
  seen: {
    goesOn: 'Then the test goes on.',
    team: 'Open the team page at Oktopost',
    yes: 'I saw it as expected',
    no: 'It is different there',
    look: (email: string) => `Look at Oktopost for ${email}:`,
    /** In the columns of Oktopost's team page, which shows neither an id nor what SCIM calls the values. */
    shows: {
      userName: (value: string) => `User name: ${value}`,
      givenName: (value: string) => `First name: ${value}`,
      active: 'Status: Active',
      inactive: 'Status: Deactivated',
      gone: 'Status: Deactivated, or not listed',
    },
    wait: 'Wait half a minute before you look: Okta may send an older “inactive” afterwards.',
    saidYes: 'You saw it at Oktopost as expected.',
    saidNo: 'You saw something else at Oktopost.',
  },
  unlooked: 'Go on without looking',
  readOn: 'Read Oktopost and go on',
  begin: 'Begin the life-cycle test',
  stop: 'Stop',
  stopHint: 'What Okta has begun, it finishes. The user stays until you clean up.',
  lastStopHint: 'What Okta has begun, it finishes.',
  goOn: 'Go on',
  again: 'Try this phase again',
  lookAgain: 'Check Oktopost again',
  next: 'Go on with the next phase',
  cleanUp: 'Clean up',
  cleanUpHint: '“Clean up” deletes the user in Okta.',
  another: 'Test once more',
  stated: 'Stated by you, not read:',
  read: 'Proven:',
  proves: [
    { what: 'Update User Attributes', by: ['first-name'] },
    { what: 'Deactivate Users and reactivation', by: ['unassign', 'reassign', 'deactivate'] },
  ] satisfies { what: string; by: PhaseRecord['phase'][] }[],
  account: {
    stays: 'The Oktopost account stays, inactive.',
    both: 'Both Oktopost accounts stay, inactive.',
    gone: 'The Oktopost account was deleted.',
  },
  state: {
    none: 'Nothing is written before you begin.',
    blocked: 'It cannot begin yet.',
    running: 'The life-cycle test is running.',
    stopped: 'Stopped. Go on, or clean up.',
    look: 'Paused. Look at Oktopost and say what it shows.',
    cleaned: 'Ended early. The user is deleted.',
    failed: 'A phase failed.',
    'left-active': 'The Okta user is deleted. The account at Oktopost is still active.',
    'inactive-later': 'Over. The user is deleted and the account inactive; an earlier phase failed.',
    passed: 'The life-cycle test passed.',
    seen: 'The life-cycle test passed, in part by what you saw at Oktopost.',
    'by-okta': 'Okta did every phase. Not all were seen at Oktopost.',
  } satisfies Record<
    | LifeCycle['state']
    | 'blocked'
    | 'look'
    | 'cleaned'
    | 'left-active'
    | 'inactive-later'
    | 'seen'
    | 'by-okta',
    string
  >,
} as const;
