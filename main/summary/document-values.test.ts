import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentMarkdown } from '../export/markdown';
import { summarySchema, summaryVersion } from '../../shared/summary';
import type { Summary } from '../../shared/summary';
import { documentHtml } from '../export/html';
import { summaryDocument } from './document';
import {
  exampleSetting,
  exampleSummary,
  leftItem,
  madeAt,
  firstMissing,
  valuesOf,
} from '../../shared/testing/summary';
import { summaryFixture } from '../testing/summaries';
import { areaOf, mappingOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { parseSummary } from './parse';

const at = madeAt;
const setting = exampleSetting;
const summary = exampleSummary;
const summaryMarkdown = (given: Summary): string => documentMarkdown(summaryDocument(given));

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
          decidedBy: 'admin@acme.com',
          event: { id: 'event-3', at: '2026-11-26T04:04:06.000Z', who: 'ana.at@acme.com' },
        },
        { way: 'from-okta', result: 'did-not-work', decidedAt: null, decidedBy: null, event: null },
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
        const groups = new Set(given.left.map(({ step }) => step)).size;
        const rows = tables.map((table) => table.split('\n').length - 2);
        expect(rows.slice(1, areas + 1).reduce((sum, count) => sum + count, 0)).toBe(given.settings.length);
        expect(text.replace(/^> \*\*/m, '')).not.toMatch(/[<`]|(?<!\S )>/);
        expect(blocks.filter((block) => block.startsWith('#'))).toHaveLength(areas + stated + groups + 10);
        const left = blocks.slice(blocks.indexOf('## Left to do') + 1, blocks.indexOf('## From now on'));
        const lists = left.filter((block) => block.startsWith('- '));
        expect(lists).toHaveLength(groups);
        expect(lists.flatMap((list) => list.split('\n'))).toHaveLength(given.left.length);
      }),
      { numRuns: 300 },
    );
  });
});

it('says of the pre-built app, whose accounts nothing reads, that Oktopost was not asked', () => {
  const { test } = summary;
  if (test === null) throw new Error('the example has no test');
  const [row] = test.rows;
  if (row === undefined) throw new Error('the example compared nothing');
  const rows = [{ ...row, okta: row.expected, oktopost: null, state: 'cannot-be-read' as const }];
  const of = (destination: Summary['destination']): string =>
    summaryMarkdown({ ...summary, destination, region: 'us', test: { ...test, rows } });
  expect(of('admin-application')).toContain('| not asked | same in Okta |');
  expect(of('board')).toContain('| not reported | same in Okta |');
});
