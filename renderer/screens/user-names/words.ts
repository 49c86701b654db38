export const words = {
  title: 'Make user names and emails identical',
  lead: 'Okta keeps the user name that people had when they were assigned. Oktopost asks for the email in its place. One person is changed first and read back, then all others.',
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
    read: 'Read',
    again: 'Look again',
  },
  list: {
    title: 'User names that differ',
    heads: ['Person', 'User name now', 'Email in Okta', 'Assigned'],
    noEmail: 'none',
    noName: 'none',
    scopes: { USER: 'directly', GROUP: 'through a group' },
    range: (from: number, to: number, total: number) =>
      `${number(from)} to ${number(to)} of ${number(total)}`,
    previous: 'Previous page',
    next: 'Next page',
    first: 'Change first',
    firstName: (userName: string) => `Change ${userName} first`,
    chosen: 'Changed first',
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
      'Come back and choose “Look again”.',
    ],
    hint: 'Okta then changes everyone without a trial and without a list.',
    link: 'Open Sign On in Okta',
  },
  skip: {
    title: 'Leave the user names as they are',
    text: 'Whoever has another user name than the email is not found at Oktopost, or is refused. The summary keeps saying how many there are.',
    action: 'Skip this step',
    skipped: 'You skipped this step. The user names are as they were.',
    undo: 'Do not skip',
  },
  state: {
    reading: 'Reading Okta. Nothing is written.',
    none: 'Not read yet.',
    same: 'User names and emails are identical.',
    skipped: 'Skipped by you.',
    one: 'One user is changed first.',
    all: 'The trial was read back. The others can be changed.',
    stuck: 'The rest has no email in Okta.',
  },
} as const;

function number(count: number): string {
  return count.toLocaleString('en');
}
