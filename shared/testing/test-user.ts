import type { PreCheck, TestSnapshot, UserRow } from '../verification';
import { at } from './time';

/** The test of one user, for tests of what shows it. Every value is made up. */
export const ana: UserRow = {
  id: '00u1ana',
  login: 'ana.silva@acme.example',
  email: 'ana.silva@acme.example',
  givenName: 'Ana',
  familyName: 'Silva',
  status: 'ACTIVE',
};

export const preCheck: PreCheck = {
  user: ana,
  readAt: at,
  assigned: 'no',
  findings: [
    { pane: 'user', level: 'ok', text: 'The user is active.', next: null },
    {
      pane: 'match',
      level: 'warn',
      text: 'Oktopost has this user already.',
      next: 'Okta will link the account.',
    },
    { pane: 'connection', level: 'unknown', text: 'The licences of Oktopost cannot be read.', next: null },
  ],
  predictedBody: JSON.stringify({ userName: ana.login, active: true }, null, 2),
};

export const failedTest: TestSnapshot = {
  state: 'failed',
  user: ana,
  before: [],
  assignedAt: at,
  endedAt: at,
  lastLookAt: at,
  verdict: 'Oktopost has an account with this email already.',
  decision: 'open',
  unassignment: null,
  wasSeen: true,
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
