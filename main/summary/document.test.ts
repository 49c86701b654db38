import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarySchema } from '../../shared/summary';
import type { Summary, SummarySetting } from '../../shared/summary';
import { documentHtml } from '../export/html';
import { documentMarkdown } from '../export/markdown';
import { summaryDocument } from './document';

const summaryMarkdown = (given: Summary): string => documentMarkdown(summaryDocument(given));

const at = '2026-11-24T02:03:04.567Z';
const setting: SummarySetting = {
  area: 'provisioning',
  setting: 'SCIM connector base URL',
  value: 'https://board.oktopost.com/scim/v2',
  expected: 'https://board.oktopost.com/scim/v2',
  source: 'article',
  known: { how: 'read-back', at },
};
const ana = {
  id: '00u1',
  login: 'ana@acme.com',
  email: 'ana@acme.com',
  givenName: 'Ana',
  familyName: 'Silva',
  status: 'ACTIVE',
};
const summary: Summary = {
  kind: 'oktopost-okta-summary',
  version: 1,
  made: at,
  assistant: '0.1.0',
  practice: false,
  destination: 'board',
  region: 'eu',
  org: { url: 'https://acme.okta.com', name: 'Acme' },
  app: { id: '0oa1', label: 'Oktopost Social Advocacy', status: 'ACTIVE' },
  settings: [setting],
  test: {
    user: ana,
    result: 'passed',
    verdict: 'Ana arrived.',
    at,
    rows: [
      { attribute: 'userName', expected: 'ana@acme.com', okta: null, oktopost: 'x', state: 'different' },
    ],
    decision: 'kept',
    logEventIds: ['e1', 'e2'],
  },
  left: ['Revoke the token.'],
};
const withSetting = (patch: Partial<SummarySetting>): string =>
  summaryMarkdown({ ...summary, settings: [{ ...setting, ...patch }] });

describe('the summary in Markdown', () => {
  it('has a table per area, the test user, its attributes and what is left', () => {
    expect(summaryMarkdown(summary)).toBe(`# Oktopost in Okta

| About | Value |
| --- | --- |
| Okta org | Acme, https://acme.okta.com |
| App integration | Oktopost Social Advocacy (0oa1, ACTIVE) |
| Oktopost | advocacy board, Europe |
| Made | 2026-11-24 02:03 UTC by 0.1.0 |
| Format | oktopost-okta-summary, version 1 |

## Provisioning

| Setting | Value | Expected | How it is known | Asked for by |
| --- | --- | --- | --- | --- |
| SCIM connector base URL | https://board.oktopost.com/scim/v2 | https://board.oktopost.com/scim/v2 | read back 2026-11-24 02:03 UTC | Oktopost’s article |

## Test user

| Test | Value |
| --- | --- |
| User | Ana Silva, ana@acme.com |
| Email | ana@acme.com |
| Okta user id | 00u1 |
| Status in Okta | ACTIVE |
| Result | passed |
| Verdict | Ana arrived. |
| When | 2026-11-24 02:03 UTC |
| Afterwards | the user stays assigned |
| System Log events | e1, e2 |

### Attributes of the test user

| Attribute | Expected | In Okta | At Oktopost | Result |
| --- | --- | --- | --- | --- |
| userName | ana@acme.com | not told | x | **different** |

## Left to do

- Revoke the token.
`);
  });

  it.each([
    [
      { how: 'proven-by-test', user: 'ana@acme.com', at } as const,
      'proven by the test user ana@acme.com at 2026-11-24 02:03 UTC',
    ],
    [{ how: 'stated', at } as const, 'stated by you at 2026-11-24 02:03 UTC, cannot be read'],
    [{ how: 'unknown' } as const, '| cannot be read |'],
  ])('says how a setting is known: %j', (known, words) => {
    expect(withSetting({ known })).toContain(words);
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
    expect(
      summaryMarkdown({ ...summary, left: [item] })
        .trimEnd()
        .split('\n')
        .at(-1),
    ).toBe(line);
  });
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
        area: fc.constantFrom('app', 'single-sign-on', 'provisioning', 'to-app', 'mapping'),
        setting: nasty,
        value: nasty,
        expected: nasty,
        source: fc.constantFrom('article', 'help pages', 'choice', 'okta default'),
        known: fc.oneof(
          fc.constant({ how: 'unknown' as const }),
          nasty.map((user) => ({ how: 'proven-by-test' as const, user, at })),
        ),
      }),
      { maxLength: 5 },
    ),
    value: nasty,
    verdict: fc.option(nasty, { nil: null }),
    left: fc.array(nasty, { maxLength: 3 }),
  })
  .map(({ practice, name, label, settings, value, verdict, left }) =>
    summarySchema.parse({
      ...summary,
      practice,
      org: { url: value, name },
      app: { id: value, label, status: value },
      settings,
      test: {
        user: { ...ana, login: value, givenName: value, familyName: label, email: value, status: value },
        result: 'failed',
        verdict,
        at: null,
        rows: [{ attribute: value, expected: value, okta: verdict, oktopost: value, state: 'same' }],
        decision: 'open',
        logEventIds: left,
      },
      left,
    }),
  );

describe('every value of the JSON', () => {
  const times = '2026-11-24T04:05:06.000Z';
  const full: Summary = {
    ...summary,
    practice: true,
    test: {
      user: { ...ana, login: 'ana.login', email: 'ana.email' },
      result: 'passed',
      verdict: 'Ana arrived.',
      at: times,
      rows: [
        { attribute: 'an_attribute', expected: 'E|1', okta: null, oktopost: 'O<1>', state: 'different' },
        { attribute: 'active', expected: 'true', okta: 'K*1', oktopost: null, state: 'same' },
      ],
      decision: 'kept',
      logEventIds: ['event-1', 'event-2'],
    },
    settings: [
      { ...setting, setting: 'as it should be' },
      { ...setting, area: 'app', value: 'off', source: 'choice', known: { how: 'unknown' } },
      {
        ...setting,
        area: 'to-app',
        value: 'other',
        source: 'help pages',
        known: { how: 'stated', at: times },
      },
      {
        ...setting,
        area: 'mapping',
        source: 'okta default',
        known: { how: 'proven-by-test', user: 'eve@acme.com', at: times },
      },
      { ...setting, area: 'single-sign-on', value: 'a <b> & "c" | d', expected: '${user.userName}' },
    ],
  };
  /** What a value of a fixed set is called in words. */
  const inWords: Record<string, string> = {
    board: 'advocacy board',
    eu: 'Europe',
    'single-sign-on': 'Single sign-on',
    provisioning: 'Provisioning',
    'to-app': 'To App',
    mapping: 'Attribute mapping',
    app: 'App integration',
    article: 'Oktopost’s article',
    choice: 'a choice of the admin',
    'okta default': 'Okta’s default',
    'read-back': 'read back',
    'proven-by-test': 'proven by the test user',
    unknown: 'cannot be read',
    kept: 'the user stays assigned',
  };
  const leaves = (value: unknown): string[] => {
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
    if (value === null) return ['not told'];
    if (typeof value === 'boolean') return [value ? 'PRACTICE RUN' : ''];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const time = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):.*Z$/.exec(text);
    return [time === null ? (inWords[text] ?? text) : `${time[1]} ${time[2]} UTC`];
  };
  const htmlText = (html: string): string =>
    html
      .replace(/^[\s\S]*<body>/, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
  const markdownText = (markdown: string): string =>
    markdown
      .replace(/&#124;/g, '|')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/\\([*_~[\]])/g, '$1');

  it.each([
    ['Markdown', markdownText(summaryMarkdown(full))],
    ['HTML', htmlText(documentHtml(summaryDocument(full)))],
  ])('is in the %s', (_, text) => {
    const missing = leaves(full).filter((leaf) => !text.includes(leaf));
    expect(missing).toEqual([]);
    expect(leaves(full).length).toBeGreaterThan(50);
  });
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
        const areas = new Set(given.settings.map(({ area }) => area)).size;
        expect(tables).toHaveLength(areas + 3);
        const rows = tables.map((table) => table.split('\n').length - 2);
        expect(rows.slice(1, -2).reduce((sum, count) => sum + count, 0)).toBe(given.settings.length);
        expect(text.replace(/^> \*\*/m, '')).not.toMatch(/[<>`]/);
        expect(blocks.filter((block) => block.startsWith('#'))).toHaveLength(areas + 4);
        if (given.left.length > 0) expect(blocks.at(-1)?.split('\n')).toHaveLength(given.left.length);
      }),
      { numRuns: 300 },
    );
  });
});
