import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarySchema, summaryVersion } from '../../shared/summary';
import type { LeftItem } from '../../shared/left-to-do';
import type { Summary, SummarySetting } from '../../shared/summary';
import { documentHtml } from '../export/html';
import { documentMarkdown } from '../export/markdown';
import { summaryDocument } from './document';
import { exampleSetting, exampleSummary, firstMissing, madeAt, valuesOf } from '../../shared/testing/summary';
import { summaryFixture } from '../testing/summaries';
import { areaOf, mappingOf } from '../../shared/settings';
import { updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { parseSummary } from './parse';

const summaryMarkdown = (given: Summary): string => documentMarkdown(summaryDocument(given));

const at = madeAt;
const setting = exampleSetting;
const summary = exampleSummary;
const withSetting = (patch: Partial<SummarySetting>): string =>
  summaryMarkdown({ ...summary, settings: [{ ...setting, ...patch }] });

describe('the summary in Markdown', () => {
  it('says of a setting that the life cycle proved, by whose life and when', () => {
    const user = 'oktopost-test-ab12cd@acme.example';
    expect(withSetting({ known: { how: 'proven-by-life-cycle', user, at } })).toContain(
      `proven by the life-cycle test of ${user} at 2026-11-24 02:03 UTC`,
    );
  });

  it('has a table per area, the test user, its attributes and what is left', () => {
    expect(summaryMarkdown(summary)).toBe(`# Oktopost in Okta

One fault is left to mend. The test of ana@acme.com: passed.

## Left to do

- To mend: Put it right. https://acme-admin.okta.com/admin/app/x/instance/0oa1/
- Assign them.

## From now on

- About 2026-12-24, check for drift with the JSON of this summary. The check needs a token that may only read.
- When nothing is left to do, revoke this set-up’s Okta API token, or deactivate its service app. Okta itself revokes a token unused for 30 days.
- Keep user name and email identical in Okta for everyone who is assigned.
- When somebody leaves, look in Oktopost that the account is inactive: Okta tries a deactivation once, and sends none after a failed push. If it is active, deactivate it there, then mark the task in Okta (Dashboard &gt; Tasks) as done.

## About this set-up

| About | Value |
| --- | --- |
| Format | oktopost-okta-summary, version 12 |
| Okta org | Acme, https://acme.okta.com |
| App integration | Oktopost Social Advocacy (0oa1, Active) |
| Oktopost | advocacy board, Europe |
| Made | 2026-11-24 02:03 UTC |
| By | it.admin@acme.com |
| SCIM in the features of app integrations | shown by this org |
| Assigned people | 12 |
| Of these never sent to Oktopost | 2 |
| Of these with a failed last push | 3 |

## Provisioning

| Setting | Value | Expected | How it is known | Asked for by |
| --- | --- | --- | --- | --- |
| SCIM connector base URL | https://eu-board.oktopost.com/scim/v2 | https://eu-board.oktopost.com/scim/v2 | read back 2026-11-24 02:03 UTC | Oktopost’s article |

## Evidence

| When | Source | Who | What | Result | Run or event |
| --- | --- | --- | --- | --- | --- |
| 2026-11-24 02:03 UTC | journal of the assistant | it.admin@acme.com | Create the app integration “Oktopost Social Advocacy” | done | run-1 |

## Test user

| Test | Value |
| --- | --- |
| Okta user id | 00u1 |
| Login | ana@acme.com |
| Email | ana@acme.com |
| First name | Ana |
| Last name | Silva |
| Status in Okta | Active |
| Result | passed |
| Verdict | Ana arrived. |
| When | 2026-11-24 02:03 UTC |
| Afterwards | the user stays assigned |
| System Log events | e1, e2 |

### Attributes of the test user

| Attribute | Expected | In Okta | At Oktopost | Result |
| --- | --- | --- | --- | --- |
| userName | ana@acme.com | not reported | x | **different** |

## Life-cycle test

No life-cycle test was run.

## What Okta does not show

Okta shows every setting.

## Stated, not read

| What | By | When |
| --- | --- | --- |
| Two stay as they are. | it.admin@acme.com | 2026-11-24 02:03 UTC |

## Versions

| What | Version |
| --- | --- |
| Oktopost Setup for Okta | 0.1.0 |
| Okta’s SDK | 8.1.0 |
| Format of the journal | 1 |
`);
  });

  it.each([
    [
      { how: 'proven-by-test', user: 'ana@acme.com', at } as const,
      'proven by the test user ana@acme.com at 2026-11-24 02:03 UTC',
    ],
    [
      { how: 'stated', by: 'eve@acme.com', at } as const,
      '| stated by eve@acme.com at 2026-11-24 02:03 UTC, cannot be read |',
    ],
    [{ how: 'stated', by: null, at } as const, 'stated by an admin at 2026-11-24 02:03 UTC, cannot be read'],
    [{ how: 'unknown' } as const, '| cannot be read |'],
  ])('says how a setting is known: %j', (known, words) => {
    expect(withSetting({ known })).toContain(words);
  });

  it('says first what differs, what is not known and how the test ended', () => {
    const first = (patch: Partial<Summary>): string | undefined =>
      summaryMarkdown({ ...summary, ...patch }).split('\n\n')[1];
    expect(first({ settings: [{ ...setting, value: 'off' }], test: null })).toBe(
      'These differ: SCIM connector base URL. No user was tested.',
    );
    const unknown = { ...setting, value: 'not known', known: { how: 'unknown' } } as const;
    expect(first({ settings: [setting, unknown], test: null })).toBe(
      'One fault is left to mend. 1 of 2 settings is not known. No user was tested.',
    );
  });

  it('points out what differs, and only what is known to', () => {
    expect(withSetting({ value: 'off' })).toContain('| **differs:** off |');
    expect(withSetting({ value: 'not known', known: { how: 'unknown' } })).not.toContain('differs');
  });

  it('marks practice in the title and above everything else', () => {
    const [title, , mark] = summaryMarkdown({ ...summary, practice: true }).split('\n');
    expect(title).toBe('# PRACTICE RUN: Oktopost in Okta');
    expect(mark).toMatch(/^> \*\*This is a practice run\. No real Okta org/);
    expect(summaryMarkdown(summary)).not.toMatch(/practice/i);
  });

  it('says when nobody was tested and nothing is left', () => {
    const text = summaryMarkdown({ ...summary, test: null, left: [] });
    expect(text).toContain('No user was tested.');
    expect(text).toContain('Nothing is left to do.');
  });

  it.each([
    ['a|b', 'a&#124;b'],
    ['a\\|b', 'a&#92;&#124;b'],
    ['`x`', '&#96;x&#96;'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a\r\n# b\u2028c\u0085d', 'a # b c d'],
    ['[x](https://evil.example)', '\\[x\\](https://evil.example)'],
    ['*_~', '\\*\\_\\~'],
    ['&lt;', '&amp;lt;'],
    ['a\u202eb', 'ab'],
    ['${user.userName}', '${user.userName}'],
  ])('keeps %j as text', (value, written) => {
    expect(withSetting({ value, expected: value })).toContain(`| ${written} | ${written} |`);
  });

  it.each([
    ['# x', '- \\# x'],
    ['- x', '- \\- x'],
    ['1. x', '- 1\\. x'],
    ['2026 is far', '- 2026 is far'],
  ])('keeps %j an item of the list', (item, line) => {
    expect(summaryMarkdown({ ...summary, left: [leftItem(item)] }).split('\n')).toContain(line);
  });
});

const leftItem = (text: string): LeftItem => ({
  step: null,
  kind: 'open',
  text,
  link: null,
  statement: null,
  settings: [],
});

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('|', '\\', '`', '\n', '\r', '<b>', '&', '---', '# ', '- ', '*', 'a', ' ', '\u2028'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
);
const anySummary: fc.Arbitrary<Summary> = fc
  .record({
    practice: fc.boolean(),
    name: fc.option(nasty, { nil: null }),
    label: nasty,
    settings: fc.array(
      fc.record({
        setting: fc.oneof(
          fc.constantFrom<SettingId>('app.status', 'sign-on.audience', 'scim', 'to-app.create'),
          nasty.map((name) => mappingOf(`x${name}`)),
        ),
        value: nasty,
        expected: nasty,
        source: fc.constantFrom('article', 'help pages', 'choice', 'okta default'),
        known: fc.oneof(
          fc.constant({ how: 'unknown' as const }),
          nasty.map((user) => ({ how: 'proven-by-test' as const, user, at })),
          nasty.map((by) => ({ how: 'read-in-log' as const, by, at })),
        ),
        measured: fc.option(
          nasty.map((text) => ({ user: text, at, value: text })),
          { nil: null },
        ),
        change: fc.option(
          nasty.map((text) => ({ at, who: text, from: text, to: text, eventId: text })),
          { nil: null },
        ),
      }),
      { maxLength: 5 },
    ),
    value: nasty,
    verdict: fc.option(nasty, { nil: null }),
    left: fc.array(nasty, { maxLength: 3 }),
    stated: fc.array(nasty, { maxLength: 2 }),
  })
  .map(({ practice, name, label, settings, value, verdict, left, stated }) =>
    summarySchema.parse({
      ...summary,
      practice,
      org: { url: value, name },
      app: { id: value, label, status: value },
      settings,
      test: {
        user: { id: '00u1', login: value, givenName: value, familyName: label, email: value, status: value },
        result: 'failed',
        verdict,
        at: null,
        rows: [{ attribute: value, expected: value, okta: verdict, oktopost: value, state: 'same' }],
        decision: 'open',
        logEventIds: left,
      },
      left: left.map(leftItem),
      stated: stated.map((text) => ({ id: 'roll-out=', by: text, at, text })),
    }),
  );

it('says of a statement what a life-cycle test measured before it, and what came of each life-cycle test', () => {
  const known = { how: 'stated', by: 'it@acme.com', at: '2026-11-24T03:00:00.000Z' } as const;
  const measured = { user: 'lc@acme.com', at, value: 'Create only' };
  const text = summaryMarkdown({
    ...summary,
    settings: [{ ...setting, setting: updateOn, known, measured }],
    lifeCycleTests: [
      {
        user: 'lc@acme.com',
        startedAt: at,
        phases: [
          { phase: 'create', result: 'proven', at },
          { phase: 'assign', result: 'seen', at },
          { phase: 'user-name', result: 'failed', at },
          { phase: 'user-name', result: 'stopped', at: null },
          { phase: 'unassign', result: 'not-read', at },
        ],
      },
    ],
  });
  expect(text).toContain(
    'stated by it@acme.com at 2026-11-24 03:00 UTC, cannot be read; after the life-cycle test of lc@acme.com measured “Create only” at 2026-11-24 02:03 UTC: test again |',
  );
  expect(text).toContain(
    '| lc@acme.com | 2026-11-24 02:03 UTC | proven: Create the user in Okta; seen by an admin: Assign; failed: Change email and user name; stopped: Change email and user name; not read: Unassign |',
  );
});

describe('every value of the JSON', () => {
  const full: Summary = {
    ...summary,
    practice: true,
    systemLog: 'cannot-be-read',
    settings: [
      { ...setting, setting: 'app.status', value: 'off', source: 'choice', known: { how: 'unknown' } },
      { ...setting, setting: 'sign-on.name-id', value: 'a <b> & "c" | d', expected: '${user.userName}' },
      setting,
      {
        ...setting,
        setting: 'to-app.create',
        value: 'other',
        source: 'help pages',
        known: { how: 'stated', by: 'eve@acme.com', at: '2026-11-24T04:05:06.000Z' },
      },
      {
        ...setting,
        setting: 'to-app.update',
        known: { how: 'read-in-log', by: 'jo@acme.com', at },
        change: { at, who: 'jo@acme.com', from: 'off', to: 'on', eventId: 'e7' },
      },
      {
        ...setting,
        setting: 'mapping:as it should be',
        source: 'okta default',
        known: { how: 'proven-by-test', user: 'bob@acme.com', at: '2026-11-25T04:05:06.000Z' },
      },
    ],
    signOn: {
      issuer: 'http://www.okta.com/exk1',
      signOnUrl: 'https://acme.okta.com/app/x/exk1/sso/saml',
      certificate: {
        subject: 'CN=acme | O=Okta',
        fingerprint: 'AB:CD',
        until: '2036-11-24T02:03:04.000Z',
      },
      policy: { name: 'Any two factors', status: 'INACTIVE' },
      checks: [
        {
          way: 'from-oktopost',
          result: 'worked',
          decidedAt: '2026-11-26T04:05:06.000Z',
          event: { id: 'event-3', at: '2026-11-26T04:04:06.000Z', who: 'ana.at@acme.com' },
        },
        { way: 'from-okta', result: 'did-not-work', decidedAt: null, event: null },
      ],
    },
  };
  const entities: [RegExp, string][] = [
    [/&#124;/g, '|'],
    [/&#39;/g, "'"],
    [/&lt;/g, '<'],
    [/&gt;/g, '>'],
    [/&quot;/g, '"'],
    [/&amp;/g, '&'],
  ];
  const decoded = (text: string): string =>
    entities.reduce((before, [entity, character]) => before.replace(entity, character), text);
  const htmlText = (html: string): string =>
    decoded(html.replace(/^[\s\S]*<body>/, '').replace(/<[^>]*>/g, ' '));
  const markdownText = (markdown: string): string => decoded(markdown.replace(/\\([*_~[\]])/g, '$1'));
  const texts: [string, (of: Summary) => string][] = [
    ['Markdown', (of) => markdownText(summaryMarkdown(of))],
    ['HTML', (of) => htmlText(documentHtml(summaryDocument(of)))],
  ];

  it.each(texts)('is in the %s, in its order', (_, textOf) => {
    const values = valuesOf(full);
    expect(values.length).toBeGreaterThan(70);
    expect(firstMissing(values, textOf(full))).toBeNull();
    // What the check is worth: a document of anything less does not pass it.
    expect(firstMissing(values, textOf({ ...full, left: [] }))).toBe('Put it right.');
    const swapped = { ...full, settings: [...full.settings].reverse() };
    expect(firstMissing(valuesOf(swapped), textOf(full))).not.toBeNull();
  });

  it.each(texts)(
    'is in the %s of a summary of version 1, which is read as one that notes less',
    (_, textOf) => {
      const older = parseSummary(summaryFixture('version-1'));
      expect(older).toMatchObject({
        version: summaryVersion,
        by: null,
        evidence: [],
        versions: { assistant: '0.0.0-test' },
      });
      expect(firstMissing(valuesOf(older), textOf(older))).toBeNull();
    },
  );
});

const columns = (line: string): number => line.split('|').length - 2;

describe('whatever the values hold', () => {
  it('the tables keep their columns and rows, and no value marks anything up', () => {
    fc.assert(
      fc.property(anySummary, (given) => {
        const text = summaryMarkdown(given);
        const blocks = text.trimEnd().split('\n\n');
        const tables = blocks.filter((block) => block.startsWith('|'));
        for (const table of tables) {
          const lines = table.split('\n');
          for (const line of lines) {
            expect(line).toMatch(/^\| .* \|$/);
            expect(columns(line)).toBe(columns(lines[0] ?? ''));
          }
        }
        const areas = new Set(given.settings.map(({ setting: id }) => areaOf(id))).size;
        const unread = given.settings.length === 0 ? 0 : 1;
        const isStated = given.settings.some(({ known }) => known.how === 'stated');
        const stated = given.stated.length > 0 || isStated ? 1 : 0;
        // About, evidence, test user, its attributes, versions.
        expect(tables).toHaveLength(areas + unread + stated + 5);
        const rows = tables.map((table) => table.split('\n').length - 2);
        expect(rows.slice(1, areas + 1).reduce((sum, count) => sum + count, 0)).toBe(given.settings.length);
        expect(text.replace(/^> \*\*/m, '')).not.toMatch(/[<>`]/);
        expect(blocks.filter((block) => block.startsWith('#'))).toHaveLength(areas + stated + 10);
        if (given.left.length > 0)
          expect(blocks[blocks.indexOf('## Left to do') + 1]?.split('\n')).toHaveLength(given.left.length);
      }),
      { numRuns: 300 },
    );
  });
});
