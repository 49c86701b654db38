import type { UserNames } from '../../../shared/snapshot';

export const words = {
  title: 'Make user names and emails identical',
  lead: 'Okta keeps the user name that people had when they were assigned. Oktopost needs the email instead. One person is changed first and read back, then all whose email nobody else has.',
  counts: {
    title: 'Who is assigned',
    reading: 'Reading everyone who is assigned. This takes some seconds for each thousand.',
    assigned: (count: number) =>
      count === 1 ? 'One person is assigned.' : `${number(count)} people are assigned.`,
    differing: (count: number) =>
      count === 0
        ? 'All of them have their email as user name.'
        : count === 1
          ? 'One of them has a user name that is not the email.'
          : `${number(count)} of them have a user name that is not their email.`,
    withoutEmail: (count: number) =>
      `${count === 1 ? 'One has' : `${number(count)} have`} no email in Okta, so nothing can be changed until it is filled in.`,
  },
  list: {
    title: 'User names that differ',
    heads: ['Person', 'User name now', 'Email in Okta', 'Assigned'],
    noEmail: 'none',
    noName: 'none',
    scopes: { USER: 'directly', GROUP: 'through a group' },
    first: 'Choose as first',
    chosen: 'Will be changed first',
    shared: 'Somebody else has this email',
  },
  action: {
    one: 'Change one user name',
    all: (count: number) =>
      count === 1 ? 'Change this user name' : `Change all ${number(count)} user names`,
  },
  byOkta: {
    title: 'Or let Okta change all of them at once',
    lines: [
      'Open the Sign On tab of the app integration.',
      'Beside Application username format, choose Update Now, and confirm.',
      'Come back and choose “Check again”.',
    ],
    hint: 'Okta then changes everyone at once, without a preview, also two who share an email.',
    link: 'Open Sign On in Okta',
  },
  skip: {
    title: 'Leave the user names as they are',
    text: 'People whose user name is not their email are not found at Oktopost, or are refused. The summary shows how many there are.',
    action: 'Skip this step',
    leave: 'Leave them as they are',
    skipped: (looked: UserNames['looked']) =>
      looked === null
        ? 'You left the user names as they are.'
        : `You left ${number(looked.differing)} of ${number(looked.assigned)} user names as they are.`,
    undo: 'Do not skip',
  },
  state: {
    none: 'Not read yet.',
    same: 'User names and emails are identical.',
    skipped: 'Left by you as they are.',
    one: 'One user is changed first.',
    all: 'The first change was read back. The others can be changed.',
    some: (count: number, of: number) =>
      `The first change was read back. Of the other ${number(of)}, ${number(count)} can be changed.`,
    held: (count: number) =>
      `${count === 1 ? 'The other one shares' : 'The others share'} an email with somebody in Okta.`,
    stuck: 'The others have no email in Okta.',
  },
} as const;

function number(count: number): string {
  return count.toLocaleString('en');
}
