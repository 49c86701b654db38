import { assertNever } from '../../shared/errors';
import { destinations, regions } from '../../shared/oktopost';
import type { KnownBy, Summary, SummarySetting } from '../../shared/summary';
import type { AttributeRow } from '../../shared/verification';
import { minute, practiceDocument } from '../export/document';
import type { Block, Cell, ExportDocument } from '../export/document';

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
const rowStates: Record<AttributeRow['state'], Cell> = {
  same: 'same',
  different: { alert: 'different', text: '' },
  'not-there-yet': 'not there yet',
  'cannot-be-read': 'cannot be read',
};

/** The summary for a change ticket: every value of it, in words; times in UTC, to the minute. */
export function summaryDocument(summary: Summary): ExportDocument {
  const { practice, app, org, region, destination, made, assistant, kind, version, settings, test, left } =
    summary;
  const blocks: Block[] = [
    {
      kind: 'table',
      heads: ['About', 'Value'],
      rows: [
        ['Okta org', org.name === null ? org.url : `${org.name}, ${org.url}`],
        ['App integration', `${app.label} (${app.id}, ${app.status})`],
        ['Oktopost', `${destinations[destination].name}, ${regions[region].name}`],
        ['Made', `${minute(made)} by ${assistant}`],
        ['Format', `${kind}, version ${version}`],
      ],
    },
    ...Object.entries(areas).flatMap(([area, title]): Block[] => {
      const rows = settings.filter((setting) => setting.area === area);
      return rows.length === 0 ? [] : [{ kind: 'heading', level: 2, text: title }, settingsTable(rows)];
    }),
    { kind: 'heading', level: 2, text: 'Test user' },
    ...(test === null ? [{ kind: 'text', text: 'No user was tested.' } as const] : testBlocks(test)),
    { kind: 'heading', level: 2, text: 'Left to do' },
    left.length === 0 ? { kind: 'text', text: 'Nothing is left to do.' } : { kind: 'list', items: left },
  ];
  const document = { title: 'Oktopost in Okta', blocks };
  return practice ? practiceDocument(document) : document;
}

const settingsTable = (rows: readonly SummarySetting[]): Block => ({
  kind: 'table',
  heads: ['Setting', 'Value', 'Expected', 'How it is known', 'Asked for by'],
  rows: rows.map(({ setting, value, expected, known, source }) => [
    setting,
    known.how === 'unknown' || value === expected ? value : { alert: 'differs:', text: value },
    expected,
    howKnown(known),
    sources[source],
  ]),
});

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

function testBlocks({ user, result, verdict, at, rows, decision, logEventIds }: Test): Block[] {
  const name = `${user.givenName} ${user.familyName}`.trim();
  const facts: [string, string | null][] = [
    ['User', name === '' ? user.login : `${name}, ${user.login}`],
    ['Email', user.email],
    ['Okta user id', user.id],
    ['Status in Okta', user.status],
    ['Result', results[result]],
    ['Verdict', verdict],
    ['When', at === null ? null : minute(at)],
    ['Afterwards', decisions[decision]],
    ['System Log events', logEventIds.length === 0 ? null : logEventIds.join(', ')],
  ];
  const table: Block = {
    kind: 'table',
    heads: ['Test', 'Value'],
    rows: facts.map(([label, value]) => [label, told(value)]),
  };
  if (rows.length === 0) return [table];
  return [
    table,
    { kind: 'heading', level: 3, text: 'Attributes of the test user' },
    {
      kind: 'table',
      heads: ['Attribute', 'Expected', 'In Okta', 'At Oktopost', 'Result'],
      rows: rows.map(({ attribute, expected, okta, oktopost, state }) => [
        attribute,
        expected,
        told(okta),
        told(oktopost),
        rowStates[state],
      ]),
    },
  ];
}

const told = (value: string | null): string => value ?? 'not told';
