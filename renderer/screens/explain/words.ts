import { counted } from '../../../shared/counted';
import type { Explained, ExplainedGroup } from '../../../shared/explained';

export const words = {
  title: 'Explain a failure',
  lead: 'What a message of Okta’s provisioning means, who acts next, and what to do. Nothing is sent anywhere.',
  give: {
    label: 'Messages from Okta’s Tasks or System Log',
    hint: 'One a line, as Okta shows them.',
    action: 'Explain these',
    drop: 'Or drop a file here: System Log as JSON or CSV, or Oktopost’s failed migrations as CSV.',
    choose: 'Choose a file',
    tooLarge: 'This file is larger than 8 MiB. Export a shorter time.',
    unreadable: 'This file could not be read. Choose it again.',
  },
  groups: {
    title: 'Causes',
    from: ({ file, messages, groups, moreGroups }: Explained) =>
      `${file === null ? 'Pasted text' : `“${file}”`}: ${counted(messages, 'failure', 'failures')} of ${counted(groups.length + moreGroups, 'cause', 'causes')}.`,
    skipped: ({ succeeded, noEvent, noReason }: Explained['skipped']): string => {
      const parts = [
        ...(succeeded > 0 ? [counted(succeeded, 'event without a failure', 'events without a failure')] : []),
        ...(noEvent > 0 ? [counted(noEvent, 'entry that is no event', 'entries that are no events')] : []),
        ...(noReason > 0 ? [counted(noReason, 'row without a reason', 'rows without a reason')] : []),
      ];
      return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
    },
    count: (count: number) => counted(count, 'time', 'times'),
    people: (total: number) => counted(total, 'person', 'people'),
    confidence: {
      sure: '',
      likely: 'Likely, not certain.',
      unknown: 'The cause is not known.',
    } satisfies Record<ExplainedGroup['confidence'], string>,
    between: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
    details: 'Messages and people',
    heads: ['Person', 'User name', 'In Okta'],
    noName: '–',
    notLooked: 'not looked up',
    nobody: 'not found',
    user: (status: string, login: string | null) => (login === null ? status : `${status}, ${login}`),
    morePeople: (count: number) => `${counted(count, 'more person', 'more people')}: see the CSV.`,
    moreGroups: (count: number) => `${counted(count, 'more cause', 'more causes')}: see the CSV.`,
  },
  people: {
    action: 'Look the people up in Okta',
    done: (looked: number, total: number) =>
      `${looked.toLocaleString('en')} of ${counted(total, 'person was', 'people were')} looked up.`,
  },
  csv: [['csv', 'Download CSV']],
  support: {
    title: 'For support: bundle and message to Oktopost',
    text: 'One file with timeline, settings, versions and these explanations. It holds no token; it names people who failed.',
    formats: [
      ['html', 'Save the bundle'],
      ['markdown', 'Save it as Markdown'],
    ],
    message: 'Message to Oktopost',
    messageName: 'the message',
    to: (to: string) => `To ${to}, whose address you know. Nothing is sent from here.`,
    subject: 'Subject:',
  },
  another: 'Explain something else',
  state: {
    nothing: 'Paste messages, or choose a file.',
    reading: 'Reading.',
    explained: (count: number) => `${counted(count, 'failure', 'failures')} explained.`,
  },
} as const;
