import { summaryDocument } from './document';
import { documentMarkdown } from '../export/markdown';
import { exampleSetting, exampleSummary, leftItem, madeAt } from '../../shared/testing/summary';
import { describe, expect, it } from 'vitest';
import type { Summary, SummarySetting } from '../../shared/summary';
import { updateOn } from '../../shared/settings';

const at = madeAt;
const setting = exampleSetting;
const summary = exampleSummary;
const summaryMarkdown = (given: Summary): string => documentMarkdown(summaryDocument(given));

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

### Connection

- To mend: Put it right. https://acme-admin.okta.com/admin/app/x/instance/0oa1/

### By hand

- Assign them.

## From now on

- About 2026-12-24, check for drift with the JSON of this summary. The check needs a token that may only read.
- When nothing is left to do, revoke this set-up’s Okta API token, or deactivate its service app. Okta itself revokes a token unused for 30 days.
- Keep user name and email identical in Okta for everyone who is assigned.
- When somebody leaves, look in Oktopost that the account is inactive: Okta tries a deactivation once, and sends none after a failed push. If it is active, deactivate it there, then mark the task in Okta (Dashboard > Tasks) as done.

## About this set-up

| About | Value |
| --- | --- |
| Format | oktopost-okta-summary, version 14 |
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

  it('says which lines of the journal are no entry', () => {
    const of = (journalSkipped: Summary['journalSkipped']): string =>
      documentMarkdown(summaryDocument({ ...exampleSummary, journalSkipped }));
    expect(of({ count: 22, first: [4, 17] })).toContain(
      '22 lines of journal.jsonl are no entry, and are left out here: 4, 17 and 20 more.',
    );
    expect(of({ count: 1, first: [4] })).toContain(
      '1 line of journal.jsonl is no entry, and is left out here: 4.',
    );
    for (const none of [null, { count: 0, first: [] }]) expect(of(none)).not.toContain('journal.jsonl');
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
    '| lc@acme.com | 2026-11-24 02:03 UTC | proven: Create the user in Okta; seen by an admin: Assign; stopped: Change email and user name; not read: Unassign; failed before: Change email and user name (2026-11-24 02:03 UTC) |',
  );
});
