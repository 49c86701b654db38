import { counted } from '../../../shared/counted';
import type { Explained } from '../../../shared/explained';

/** How many messages have a cause that is known, how many of those shown do not, and how many tell of no failure. */
function knownOf({ messages, groups }: Pick<Explained, 'messages' | 'groups'>) {
  const countOf = (of: string): number =>
    groups.filter(({ cause }) => cause === of).reduce((sum, { count }) => sum + count, 0);
  const [unknown, none] = [countOf('unknown'), countOf('none')];
  return { known: messages - unknown - none, unknown, none };
}

function countsOf(explained: Pick<Explained, 'messages' | 'groups' | 'moreGroups'>): string {
  const { known, unknown, none } = knownOf(explained);
  const causes =
    explained.groups.filter(({ cause }) => cause !== 'unknown' && cause !== 'none').length +
    explained.moreGroups;
  return [
    ...(known > 0 ? [`${counted(known, 'failure')} of ${counted(causes, 'cause')}`] : []),
    ...(unknown > 0 ? [`${counted(unknown, 'message')} of unknown cause`] : []),
    ...(none > 0 ? [`${counted(none, 'message')} without a failure`] : []),
  ].join(', ');
}

function explainedState(explained: Pick<Explained, 'messages' | 'groups'>): string {
  const { known, unknown } = knownOf(explained);
  if (known + unknown === 0) return 'No failure is in it.';
  if (known === 0) return `${counted(unknown, 'message')} not explained.`;
  const rest = unknown === 0 ? '' : `, ${counted(unknown, 'message')} not`;
  return `${counted(known, 'failure')} explained${rest}.`;
}

export const words = {
  title: 'Explain a failure',
  lead: 'What a message of Okta’s provisioning means, who acts next, and what to do. Nothing is sent anywhere.',
  give: {
    label: 'Messages from Okta’s Tasks or System Log',
    hint: 'One a line, as Okta shows them.',
    action: 'Explain these',
    drop: 'Or drop a file here: System Log as JSON or CSV, or Oktopost’s failed migrations as CSV.',
  },
  groups: {
    title: 'Causes',
    from: ({ file, messages, groups, moreGroups }: Explained) =>
      `${file === null ? 'Pasted text' : `“${file}”`}: ${countsOf({ messages, groups, moreGroups })}.`,
    skipped: ({ succeeded, noEvent, noReason, prose }: Explained['skipped']): string => {
      const parts = [
        ...(succeeded > 0 ? [counted(succeeded, 'event without a failure', 'events without a failure')] : []),
        ...(noEvent > 0 ? [counted(noEvent, 'entry that is no event', 'entries that are no events')] : []),
        ...(noReason > 0 ? [counted(noReason, 'row without a reason', 'rows without a reason')] : []),
        ...(prose > 0 ? [counted(prose, 'line of the mail', 'lines of the mail')] : []),
      ];
      return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}.`;
    },
    count: (count: number) => counted(count, 'time', 'times'),
    people: (total: number) => counted(total, 'person', 'people'),
    likely: 'Likely, not certain.',
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
    explained: explainedState,
  },
} as const;
