import { allOf } from '../../../shared/counted';
import type {
  AttributeRow,
  Finding,
  PaneId,
  TestSnapshot,
  TimelineEntry,
  Unassignment,
} from '../../../shared/verification';

export const words = {
  title: 'Test one user',
  lead: 'One person is assigned to the app integration and followed through Okta to Oktopost. Nobody else is touched.',
  search: {
    title: 'Pick the test user',
    label: 'Name, email or login',
    hint: 'Someone who knows about it: their Oktopost account is created or changed. Empty lists the first people.',
    action: 'Search',
    pick: 'Choose',
    choose: (login: string) => `Choose ${login}`,
    none: 'Okta found nobody. Try the beginning of a name, an email or a login, with its accents: Okta may not find “José” by “Jose”.',
    other: 'Pick someone else',
    again: 'Test another user',
  },
  check: {
    title: 'Before the assignment',
    reading: 'Checking this user in Okta and Oktopost.',
    predicted: 'What Okta will send to Oktopost',
    levels: { ok: 'OK', warn: 'Warning', block: 'Would fail', unknown: 'Unknown' } satisfies Record<
      Finding['level'],
      string
    >,
    anyway: 'Assign all the same',
    anywayHint:
      'Okta will take the assignment and most likely fail to send it: the person stays assigned without an account until you unassign them.',
  },
  panes: {
    title: 'Five checks',
    names: {
      connection: 'The assistant’s connection',
      user: 'Okta user',
      scope: 'Assignment and To App',
      match: 'Match at Oktopost',
      result: 'Result',
    } satisfies Record<PaneId, string>,
    notLooked: 'Not looked at',
    wasOk: 'Was OK',
    before: (at: string) => `Checked before the assignment, at ${at}.`,
    readAt: (at: string) => `Checked again at ${at}.`,
    unread: 'Okta’s word only',
    evidence: (pane: string) => `Evidence: ${pane}`,
    result: {
      none: 'After the assignment',
      following: 'Following',
      stopped: 'Stopped',
      passed: 'Arrived as predicted',
      failed: 'Failed',
      'timed-out': 'Took too long',
    } satisfies Record<TestSnapshot['state'], string>,
  },
  assign: (name: string) => `Assign ${name}`,
  assignAgain: (name: string) => `Assign ${name} again`,
  keep: (name: string) => `Keep ${name} assigned`,
  unassign: (name: string) => `Unassign ${name}`,
  follow: {
    title: 'Test user',
    since: 'Assigned',
    following:
      'Okta sends the user by itself. The assistant reads Okta’s app user, the System Log and Oktopost.',
    elapsed: 'Elapsed:',
    usual: 'usually less than a minute.',
    stop: 'Stop following',
    again: 'Follow again',
    earlierPass: (login: string, at: string) => `The test of ${login} passed, ${at}. It still counts.`,
    stopHint: 'Stopping changes nothing in Okta: the user stays assigned.',
  },
  compare: {
    title: 'Expected and actual',
    same: (count: number) =>
      count === 1 ? 'The attribute is as expected' : `${allOf(count, 'attributes')} are as expected`,
    heads: ['Attribute', 'Expected', 'In Okta', 'At Oktopost', 'Result'],
    notReported: 'not reported',
    states: {
      same: 'Same',
      different: 'Different',
      'not-there-yet': 'Not there',
      'cannot-be-read': 'Cannot be read',
    } satisfies Record<AttributeRow['state'], string>,
  },
  timeline: {
    title: 'What happened',
    count: (count: number) => `What happened, in ${count === 1 ? 'one line' : `${count} lines`}`,
    empty: 'Nothing has happened yet.',
    event: 'Event',
    usual: 'Times count from the assignment, or the unassignment. Usual: within a minute.',
    after: (span: string) => `+${span}`,
    sources: {
      assistant: 'Assistant',
      'okta-app-user': 'Okta app user',
      'system-log': 'System Log',
      oktopost: 'Oktopost',
    } satisfies Record<TimelineEntry['source'], string>,
  },
  explanation: {
    guess: {
      ofMessage: 'This cause is likely but not certain: the message is not a known one.',
      ofState: 'This cause is likely but not certain: no message names it.',
    },
    said: 'What Okta or Oktopost said',
    support: 'Collect for support',
    place: {
      general: 'Open General in Okta',
      'sign-on': 'Open Sign On in Okta',
      integration: 'Open Integration in Okta',
      'to-app': 'Open To App in Okta',
      assignments: 'Open Assignments in Okta',
      oktopost: 'Open Oktopost',
      mapping: 'Go to Mapping',
    },
  },
  decision: {
    title: 'Keep or unassign',
    text: 'Unassigning makes Okta deactivate the Oktopost account.',
    notArrived:
      'This person stays assigned until you unassign them. What then becomes of an account at Oktopost is read.',
    show: 'Unassign instead',
    drop: 'Do not unassign',
    kept: 'Kept: this person stays assigned.',
    outside: 'Unassigned in Okta. Look in Oktopost that the account is inactive.',
  },
  unassignment: {
    following:
      'Okta deactivates the account by itself. The assistant reads Okta’s assignment, the System Log and Oktopost.',
    stopHint: 'Stopping changes nothing: Okta goes on.',
    again: 'Follow the account again',
    // Heading of the note; while following the note has its own text.
    state: {
      following: 'Following the account.',
      stopped: 'Stopped before the account was seen inactive.',
      inactive: 'The account is inactive.',
      gone: 'There is no account at Oktopost.',
      active: 'The account is still active.',
      unread: 'The account was not read.',
    } satisfies Record<Unassignment['state'], string>,
  },
  unread: 'Okta says that the user arrived. Nothing was read at Oktopost.',
  looked: 'Okta says that the user arrived. You stated that the account is right.',
  state: {
    none: 'Pick a test user.',
    picked: 'Nothing is written before you assign.',
    'would-fail': 'Assigning this person would fail.',
    following: 'Following the user. This can take some minutes.',
    stopped: 'Stopped before there was a result.',
    passed: 'The test passed.',
    failed: 'The test failed.',
    'timed-out': 'It took too long. Okta may still be working on it.',
  } satisfies Record<TestSnapshot['state'] | 'picked' | 'would-fail', string>,
} as const;
