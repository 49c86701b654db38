import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { DriftReport, WatchFinding } from '../../shared/drift';
import type { KnownBy } from '../../shared/summary';
import { driftReport, driftRow } from '../../shared/testing/drift';
import { driftJunit } from './junit';
import { driftMarkdown } from './markdown';
import { minute } from '../export/document';
import { closing, driftText, exitCodeOf, failureReport, lastKnown } from './report';

const at = '2026-11-28T10:00:00.000Z';
const user = 'oktopost-test-ab12cd@acme.example';

it.each<[KnownBy, string]>([
  [
    { how: 'proven-by-life-cycle', user, at },
    `last proven by the life-cycle test of ${user} at ${minute(at)}`,
  ],
  [
    { how: 'proven-by-test', user: 'kim@acme.example', at },
    `last proven by kim@acme.example at ${minute(at)}`,
  ],
  [
    { how: 'proven-by-push', user: null, event: 'e1', at },
    `last proven by what Okta sent for a person at ${minute(at)}`,
  ],
  [{ how: 'stated', by: null, at }, `last stated by an admin at ${minute(at)}`],
  [{ how: 'stated', by: 'ada@acme.example', at }, `last stated by ada@acme.example at ${minute(at)}`],
  [{ how: 'read-back', at }, `last read at ${minute(at)}`],
  [{ how: 'unknown' }, 'not known when the summary was made'],
])('says how a setting that Okta does not show was known: $0.how', (known, words) => {
  expect(lastKnown(known)).toBe(words);
});

it.each<[DriftReport['result'], WatchFinding['kind'] | null, number, number]>([
  ['same', null, 0, 0],
  ['same', 'silence', 0, 1],
  ['same', 'log-in-part', 0, 0],
  ['drift', null, 1, 1],
  ['could-not-tell', null, 2, 2],
  ['could-not-tell', 'failures', 2, 1],
])('a report of %s, its watch with %s: exit code %i, strict %i', (result, kind, plainly, strictly) => {
  const watch = kind === null ? [] : [{ kind, text: '', next: '', since: null }];
  const reports = [
    {
      ...failureReport(
        null,
        new AppFailure({ code: 'unreachable', message: '', owner: 'network', next: '' }).error,
        at,
      ),
      result,
      watch,
    },
  ];
  expect([exitCodeOf(reports, false), exitCodeOf(reports, true)]).toEqual([plainly, strictly]);
});

it('what was wrong already fails a strict check, and is passed by none', () => {
  const row: DriftReport['rows'][number] = {
    ...{ setting: 'to-app.create', expected: 'on', actual: 'off', state: 'same' },
    ...{ known: { how: 'read-back', at }, change: null, left: null, note: 'It was so.' },
  };
  const report: DriftReport = {
    ...failureReport(
      null,
      new AppFailure({ code: 'defect', message: '', owner: 'network', next: '' }).error,
      at,
    ),
    ...{ result: 'same', appFound: true, error: null, rows: [row, { ...row, actual: 'on' }] },
  };
  expect([exitCodeOf([report], false), exitCodeOf([report], true)]).toEqual([0, 1]);
  expect(driftJunit([report], false)).toMatch(/failures="0" errors="0" skipped="1"/);
  expect(driftJunit([report], true)).toMatch(/failures="1" errors="0" skipped="0"/);
});

it('asks nobody who changed what was never known: it may have been so from the start', () => {
  const { error } = new AppFailure({ code: 'defect', message: '', owner: 'network', next: '' });
  const failed = failureReport(null, error, at);
  const row: DriftReport['rows'][number] = {
    ...{ setting: 'user-name-format.update-on', expected: 'Create and update', actual: 'Create only' },
    ...{ state: 'drift', known: { how: 'unknown' }, change: null, left: null, note: null },
  };
  const last = (rows: DriftReport['rows']): string | undefined =>
    closing({ ...failed, result: 'drift', appFound: true, rows, systemLog: 'read', error: null }).at(-1);
  expect(last([row])).toBe('What was not known when the summary was made may have been so from the start.');
  expect(last([{ ...row, known: { how: 'read-back', at } }])).toBe('Ask who changed them.');
  expect(last([row, { ...row, known: { how: 'read-back', at } }])).toMatch(/^Ask who changed them/);
});

it('says of the certificate, a line of the table that is not counted among the settings, that it matches', () => {
  const { error } = new AppFailure({ code: 'defect', message: '', owner: 'network', next: '' });
  const failed = failureReport(null, error, at);
  const row: DriftReport['rows'][number] = {
    ...{ setting: 'user-name-format.update-on', expected: 'Create and update', actual: 'Create only' },
    ...{ state: 'drift', known: { how: 'read-back', at }, change: null, left: null, note: null },
  };
  const certificate = {
    ...row,
    setting: 'sign-on.certificate',
    state: 'same',
    actual: 'A',
    expected: 'A',
  } as const;
  const said = (rows: DriftReport['rows']): string[] =>
    closing({ ...failed, result: 'drift', appFound: true, rows, systemLog: 'read', error: null });
  const words = 'The certificate, which is not counted among them, matches.';
  expect(said([row, certificate]).slice(0, 2)).toEqual([
    'Drift: 1 of 1 setting differs (Update application username on).',
    words,
  ]);
  expect(said([row])).not.toContain(words);
  expect(said([row, { ...certificate, state: 'cannot-be-read', actual: null }])).toContain(
    'The certificate, which is not counted among them, cannot be compared.',
  );
  expect(said([row, { ...certificate, state: 'drift', actual: 'B' }]).join()).not.toContain('not counted');
});

describe('how what drifted is restored', () => {
  const report: DriftReport = {
    ...driftReport,
    result: 'drift',
    rows: [
      driftRow,
      { ...driftRow, setting: 'to-app.deactivate', expected: 'on', actual: 'off' },
      { ...driftRow, setting: 'app.name', expected: 'Oktopost', actual: 'Old' },
    ],
    back: [
      { screen: 'plan', settings: [{ setting: 'sign-on.acs-url', next: null }] },
      { screen: 'to-app', settings: [{ setting: 'to-app.deactivate', next: null }] },
      { screen: null, settings: [{ setting: 'app.name', next: 'Set it on the General tab.' }] },
    ],
  };
  const plan = 'on the screen “Plan” of the assistant (by a plan)';
  const guided = 'on the screen “To App” of the assistant (by hand in Okta, with guidance)';

  it('is in the text, a line for each way', () => {
    expect(driftText(report)).toContain(
      [
        'Ask who changed them.',
        `Restore ${plan}: Single sign-on URL.`,
        `Restore ${guided}: Deactivate Users.`,
        'Restore by hand in Okta: App name.',
        '  Set it on the General tab.',
      ].join('\n'),
    );
    expect(driftText({ ...report, back: [] })).not.toContain('Restore');
  });

  it('is in the Markdown, a line for each setting', () => {
    const lines = driftMarkdown([report]).split('\n');
    expect(lines).toContain('| To restore | How |');
    expect(lines).toContain(`| Single sign-on URL | O${plan.slice(1)} |`);
    expect(lines).toContain('| App name | By hand in Okta. Set it on the General tab. |');
  });

  it('is in each failure of the JUnit XML', () => {
    const xml = driftJunit([report], false);
    expect(xml).toContain(`\nRestore it ${plan}.</failure>`);
    expect(xml).toContain('\nRestore it by hand in Okta.\nSet it on the General tab.</failure>');
    expect(xml.match(/Restore it/g)).toHaveLength(3);
  });
});
