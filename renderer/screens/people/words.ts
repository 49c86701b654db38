import { counted } from '../../../shared/counted';
import type {
  PeopleLook,
  PeopleProgress,
  PeopleResult,
  PeopleSource,
  PeopleView,
  PersonShown,
} from '../../../shared/people';
import { dateTime, span } from '../../components/time';

const { format: number } = new Intl.NumberFormat('en');
const people = (count: number): string => (count === 1 ? 'one person' : `${number(count)} people`);
/** At the beginning of a sentence. */
const peopleFirst = (count: number): string => (count === 1 ? 'One person' : people(count));

function ofSource(source: PeopleSource): string {
  switch (source.kind) {
    case 'assigned':
      return 'everyone who is assigned';
    case 'groups':
      return `the members of ${source.names.join(', ')}`;
    case 'emails':
      return `${counted(source.emails, 'email')} of ${source.file}`;
  }
}

export const words = {
  title: 'People',
  lead: 'Who is ready before a rollout, and who arrived after it. Nothing is written.',
  views: 'What to look at',
  view: {
    readiness: 'Before rollout',
    reconciliation: 'Who arrived',
    migrations: 'Failed migrations',
  },
  source: {
    title: 'Whom to check',
    assigned: 'Everyone who is assigned',
    groups: 'Groups',
    emails: 'A list of emails (CSV)',
    sharing:
      'Emails are compared among these people and everyone who is assigned. A list also finds others in Okta who share one.',
    query: 'Groups whose name starts with',
    find: 'Find',
    none: 'No group starts like that.',
    drop: 'Drop the CSV here: one email a row.',
    chosen: (name: string) => `“${name}” is chosen.`,
  },
  explain: {
    readiness: 'Reads Okta’s list and Oktopost’s, and says who would fail and why.',
    reconciliation: 'Compares who is assigned in Okta with who has an account at Oktopost.',
  } satisfies Record<PeopleView, string>,
  /** Of the pre-built app: no token for Oktopost is asked for. */
  explainWithoutOktopost: {
    readiness: 'Reads Okta’s list, and says who would fail and why. Oktopost’s accounts cannot be read here.',
    reconciliation:
      'Reads who is assigned, and what Okta says of each. Oktopost’s accounts cannot be read here.',
  } satisfies Record<PeopleView, string>,
  read: 'Check now',
  stop: 'Stop',
  resume: 'Go on',
  interrupted: ({ at, read, source }: NonNullable<PeopleLook['interrupted']>): string =>
    `The assistant ended while it read ${ofSource(source)}; ${people(read)} were read by ${dateTime(at)}. Go on begins again.`,
  state: {
    none: 'Nothing is read yet.',
    choose: 'Choose whom to check.',
    interrupted: 'Interrupted.',
    reading: 'Reading.',
    stopped: 'Stopped. What was read is kept.',
    failed: 'Reading failed. What was read is kept.',
    done: (total: number) => `${peopleFirst(total)} read.`,
    migrations: 'Give the CSV of failed migrations.',
  },
  progress: {
    title: 'Reading',
    okta: 'Okta',
    oktopost: 'Oktopost',
    of: ({ read, total, isTotalOld }: PeopleProgress['okta']): string =>
      total === null
        ? `${peopleFirst(read)} (Okta does not say how many there are)`
        : `${number(read)} of ${isTotalOld ? 'some ' : ''}${number(total)}${isTotalOld ? ', as last time' : ''}`,
    ofAccounts: ({ read, total }: PeopleProgress['okta']): string =>
      total === null ? number(read) : `${number(read)} of ${counted(total, 'account')}`,
    left: (seconds: number) => `At least ${span(seconds * 1000)} more.`,
    limit: (perMinute: number) => `Okta’s rate limit leaves ${counted(perMinute, 'request')} a minute.`,
    waits: 'Waits for the rate limit; goes on',
  },
  result: {
    title: (result: PeopleResult) => peopleFirst(result.total),
    oktopost: {
      read: '',
      'in-part': 'Oktopost’s list held fewer accounts than it counts: compare with care.',
      'no-token':
        'Okta’s side only: there is no Oktopost token. Who has an account there, and needs a licence, is not known.',
      failed: 'Okta’s side only: Oktopost could not be read. Who needs a licence is not known.',
    } satisfies Record<PeopleResult['oktopost'], string>,
    refused: (count: number) =>
      `${peopleFirst(count)} of the rollout could not be assigned in Okta, and so ${count === 1 ? 'stands' : 'stand'} in no row here. “Rollout” names them, with the reason.`,
  },
  picture: {
    title: 'People by state',
    hint: 'Choose states to show only these people.',
    bar: (name: string, count: number, share: string) =>
      `${name}: ${counted(count, 'person', 'people')}, ${share}`,
    share: (count: number, total: number): string => {
      const percent = total === 0 ? 0 : (count / total) * 100;
      return percent > 0 && percent < 1 ? 'under 1 %' : `${Math.round(percent).toString()} %`;
    },
  },
  reasons: {
    title: (count: number) => `Reasons (${number(count)})`,
    heads: ['Reason', 'People', 'What to do'],
    show: 'Show',
    showOf: (name: string) => `Show people: ${name}`,
    only: (name: string) => `Only: ${name}`,
    all: 'Show all',
  },
  licences: {
    needed: (count: number, onceMended: number) =>
      onceMended === 0
        ? `${peopleFirst(count)} would need one.`
        : `${peopleFirst(count)} would need one now, and ${number(onceMended)} more once they no longer fail.`,
    verdict: (left: number) =>
      left >= 0 ? `${counted(left, 'stays', 'stay')} free.` : `${counted(-left, 'is', 'are')} missing.`,
    used: (count: number) => `${counted(count, 'is', 'are')} in use.`,
  },
  since: {
    title: (when: string) => `Since ${when}`,
    nothing: 'Nobody’s state changed.',
    moved: (count: number, from: string, to: string) => `${number(count)}: ${from} → ${to}`,
    fresh: 'new',
    left: (count: number) => `${peopleFirst(count)}: not there any more`,
    show: 'Show who changed',
  },
  table: {
    title: 'People',
    search: 'Search name, email or user name',
    heads: {
      familyName: 'Last name',
      givenName: 'First name',
      email: 'Email',
      state: 'State',
      reasons: 'Reason',
    },
    shown: (count: number, total: number) =>
      count === total ? `${peopleFirst(total)}.` : `${number(count)} of ${people(total)}.`,
    loading: '…',
    noName: '–',
    sortBy: (name: string) => `Sort by ${name}`,
    /** Begins with what is shown. */
    open: (name: string, email: string) => `${name}, ${email}`,
  },
  person: {
    heads: ['What', 'Okta', 'Oktopost'],
    facts: 'At Okta and at Oktopost',
    differs: 'differs',
    recipe: 'What to do',
    nothing: 'Nothing to do.',
    open: 'Open',
    retry: {
      helps: 'Retry in Okta’s Tasks can help once the cause is fixed.',
      'does-not-help': 'Retry in Okta’s Tasks does not help here.',
    } satisfies Record<NonNullable<PersonShown['retry']>, string>,
    close: 'Close',
  },
  exports: [
    ['csv', 'Rows as CSV'],
    ['html', 'Counts as HTML'],
  ],
  migrations: {
    where:
      'Oktopost lists users whom it could not migrate on its team settings page, with a CSV to download.',
    link: 'Open Oktopost’s team page',
    drop: 'Drop the CSV of failed migrations here.',
    retry:
      'Okta retries from its Tasks page only. Where a cause above says so, Retry there; elsewhere it fails again.',
    another: 'Another file',
  },
} as const;
