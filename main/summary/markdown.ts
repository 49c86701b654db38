import { assertNever } from '../../shared/errors';
import { regions } from '../../shared/oktopost';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import type { AttributeRow } from '../../shared/verification';

const areas: Record<SummarySetting['area'], string> = {
  app: 'App integration',
  'single-sign-on': 'Single sign-on',
  provisioning: 'Provisioning',
  'to-app': 'To App',
  mapping: 'Attribute mapping',
};

const sources: Record<SummarySetting['source'], string> = {
  article: 'Oktopost’s article',
  'help pages': 'Oktopost’s help pages (not in its article)',
  choice: 'a choice of the admin (not in Oktopost’s article)',
  'okta default': 'Okta’s default (not in Oktopost’s article)',
};

type Test = NonNullable<Summary['test']>;

const results: Record<Test['result'], string> = {
  passed: 'passed',
  failed: 'failed',
  'not-finished': 'not finished',
};
const decisions: Record<Test['decision'], string> = {
  open: 'not decided yet',
  kept: 'the user stays assigned',
  unassigned: 'the user was unassigned again',
};
const rowStates: Record<AttributeRow['state'], string> = {
  same: 'same',
  different: '**different**',
  'not-there-yet': 'not there yet',
  'cannot-be-read': 'cannot be read',
};

/**
 * The summary as GitHub-flavoured Markdown for a change ticket; times in UTC, to the minute. Whatever a value holds, it
 * stays text: it makes no column, no markup and no HTML.
 */
export function summaryMarkdown(summary: Summary): string {
  const { practice, app, org, region, made, assistant, settings, test, left } = summary;
  const blocks = [
    `# ${practice ? 'PRACTICE RUN: ' : ''}Oktopost in Okta`,
    ...(practice
      ? [
          '> **This is a practice run. No real Okta org and no real Oktopost account was set up. Not for a change ticket.**',
        ]
      : []),
    table(
      ['About', 'Value'],
      [
        ['Okta org', plain(org.name === null ? org.url : `${org.name}, ${org.url}`)],
        ['App integration', plain(`${app.label} (${app.id}, ${app.status})`)],
        ['Oktopost', plain(`advocacy board, ${regions[region].name}`)],
        ['Made', plain(`${minute(made)} by ${assistant}`)],
      ],
    ),
    ...Object.entries(areas).flatMap(([area, title]) => {
      const rows = settings.filter((setting) => setting.area === area);
      return rows.length === 0 ? [] : [`## ${title}`, settingsTable(rows)];
    }),
    '## Test user',
    ...(test === null ? ['No user was tested.'] : testBlocks(test)),
    '## Left to do',
    left.length === 0
      ? 'Nothing is left to do.'
      : left.map((item) => `- ${atLineStart(plain(item))}`).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function settingsTable(rows: readonly SummarySetting[]): string {
  return table(
    ['Setting', 'Value', 'Expected', 'How it is known', 'Asked for by'],
    rows.map(({ setting, value, expected, known, source }) => [
      plain(setting),
      known.how === 'unknown' || value === expected ? plain(value) : `**differs:** ${plain(value)}`,
      plain(expected),
      plain(howKnown(known)),
      sources[source],
    ]),
  );
}

function howKnown(known: KnownBy): string {
  switch (known.how) {
    case 'read-back':
      return `read back ${minute(known.at)}`;
    case 'proven-by-test':
      return `proven by the test user ${known.user} at ${minute(known.at)}`;
    case 'stated':
      return `stated by you at ${minute(known.at)}, cannot be read`;
    case 'unknown':
      return 'cannot be read';
    default:
      return assertNever(known);
  }
}

function testBlocks({ user, result, verdict, at, rows, decision, logEventIds }: Test): string[] {
  const name = `${user.givenName} ${user.familyName}`.trim();
  const facts: [string, string | null][] = [
    ['User', name === '' ? user.login : `${name}, ${user.login}`],
    ['Email', user.email],
    ['Status in Okta', user.status],
    ['Result', results[result]],
    ['Verdict', verdict],
    ['When', at === null ? null : minute(at)],
    ['Afterwards', decisions[decision]],
    ['System Log events', logEventIds.length === 0 ? null : logEventIds.join(', ')],
  ];
  return [
    table(
      ['Test', 'Value'],
      facts.map(([label, value]) => [label, told(value)]),
    ),
    ...(rows.length === 0
      ? []
      : [
          '### Attributes of the test user',
          table(
            ['Attribute', 'Expected', 'In Okta', 'At Oktopost', 'Result'],
            rows.map(({ attribute, expected, okta, oktopost, state }) => [
              plain(attribute),
              plain(expected),
              told(okta),
              told(oktopost),
              rowStates[state],
            ]),
          ),
        ]),
  ];
}

const told = (value: string | null): string => (value === null ? 'not told' : plain(value));

/** `2026-11-24 02:03 UTC`; the schema admits UTC only. */
const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Characters that mark something up. The pipe and the backtick become entities: readers differ on escaped ones in a table. */
const markup: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '`': '&#96;',
  '\\': '&#92;',
  '*': '\\*',
  _: '\\_',
  '~': '\\~',
  '[': '\\[',
  ']': '\\]',
};

/** One line of text that Markdown takes literally. Characters that turn the reading direction around are left out. */
function plain(value: string): string {
  return value
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[&<>|`\\*_~[\]]/g, (character) => markup[character] ?? character)
    .trim();
}

/** Keeps a list item from beginning as a heading, a list or a rule. */
const atLineStart = (text: string): string => text.replace(/^(\d*)([#+=.)-])/, '$1\\$2');
