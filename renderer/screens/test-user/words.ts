import type { AttributeRow, Finding, TestSnapshot, TimelineEntry } from '../../../shared/verification';

export const words = {
  title: 'Test one user',
  lead: 'One person is assigned to the app integration and followed through Okta to Oktopost. Nobody else is touched.',
  search: {
    title: 'Pick the test user',
    label: 'Name, email or login',
    hint: 'Someone who knows about it, and whose Oktopost account may be created or changed. An empty search lists the first people.',
    action: 'Search',
    pick: 'Choose',
    choose: (login: string) => `Choose ${login}`,
    none: 'Okta found nobody. Try the beginning of a name, an email or a login.',
    more: 'There are more results. Type more of the name.',
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
    again: 'Check again',
    anyway: 'Assign all the same',
    anywayHint:
      'Okta will take the assignment and most likely fail to send it: the person stays assigned without an account until you unassign them.',
  },
  assign: (name: string) => `Assign ${name}`,
  keep: (name: string) => `Keep ${name} assigned`,
  unassign: (name: string) => `Unassign ${name}`,
  follow: {
    title: 'Test user',
    since: 'Assigned',
    following:
      'Okta sends the user automatically, usually within a minute. The assistant reads Okta’s app user, the System Log and Oktopost.',
    lastLook: 'Last checked',
    stop: 'Stop following',
    again: 'Follow again',
    stopHint: 'Stopping changes nothing in Okta: the user stays assigned.',
  },
  compare: {
    title: 'Expected and actual',
    heads: ['Attribute', 'Expected', 'In Okta', 'At Oktopost', 'Result'],
    notReported: 'not reported',
    states: {
      same: 'Same',
      different: 'Different',
      'not-there-yet': 'Not there yet',
      'cannot-be-read': 'Cannot be read',
    } satisfies Record<AttributeRow['state'], string>,
  },
  timeline: {
    title: 'What happened',
    empty: 'Nothing has happened yet.',
    event: 'Event',
    sources: {
      assistant: 'Assistant',
      'okta-app-user': 'Okta app user',
      'system-log': 'System Log',
      oktopost: 'Oktopost',
    } satisfies Record<TimelineEntry['source'], string>,
  },
  explanation: {
    guess: 'This cause is likely but not certain: the message is not a known one.',
    said: 'What Okta or Oktopost said',
    place: {
      general: 'Open General in Okta',
      'sign-on': 'Open Sign On in Okta',
      integration: 'Open Integration in Okta',
      'to-app': 'Open To App in Okta',
      assignments: 'Open Assignments in Okta',
      oktopost: 'Open Oktopost',
    },
  },
  decision: {
    title: 'Keep or unassign',
    text: 'Keep this person assigned if they should use Oktopost. Unassigning makes Okta deactivate the Oktopost account; the assistant looks there afterwards.',
    show: 'Unassign instead',
    drop: 'Do not unassign',
    kept: 'Kept: this person stays assigned.',
    unassigned: {
      inactive: 'Unassigned. The Oktopost account is inactive.',
      active: 'Unassigned in Okta. The Oktopost account is still active.',
      unread: 'Unassigned in Okta. Look in Oktopost that the account is inactive.',
    },
  },
  unread: 'Okta says that the user arrived. Nothing was read at Oktopost.',
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
