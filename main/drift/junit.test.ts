import { expect, it } from 'vitest';
import type { DriftReport, DriftRow } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import { driftReport, driftRow } from '../../shared/testing/drift';
import { driftJunit } from './junit';

const of = (change: Partial<DriftReport>, strict = false): string =>
  driftJunit([{ ...driftReport, ...change }], strict);
const caseOf = (row: Partial<DriftRow>, strict = false): string =>
  of({ rows: [{ ...driftRow, ...row }] }, strict);

it('names the setting of each case, with what was expected and found', () => {
  const drifted = caseOf({ note: 'Seen before.' });
  expect(drifted).toContain('<testcase classname="oktopost-okta" name="Single sign-on URL">');
  const sentence = `Expected ${driftRow.expected}, found ${driftRow.actual ?? ''}.`;
  expect(drifted).toContain(
    `<failure type="drift" message="${sentence}">${sentence}\nSeen before.</failure>`,
  );
  expect(caseOf({ actual: null })).toContain('found nothing.');
  expect(drifted).toMatch(/tests="1" failures="1" errors="0" skipped="0"/);
  expect(drifted).toMatch(/<\/testsuites>\n$/);
});

it('names who changed a setting, when the log tells', () => {
  const change = { who: 'jo@acme.com', at: '2026-11-28T10:00:00.000Z', from: 'a', to: 'b', eventId: 'e1' };
  expect(caseOf({ change })).toContain('Changed by jo@acme.com at 2026-11-28 10:00 UTC: a → b.');
});

it('passes what is as it should be, and skips what cannot be read', () => {
  const same = caseOf({ state: 'same', actual: driftRow.expected });
  expect(same).toContain('name="Single sign-on URL"/>');
  expect(same).toMatch(/failures="0" errors="0" skipped="0"/);
  const unread = caseOf({ state: 'cannot-be-read', actual: null });
  expect(unread).toMatch(/<skipped message="Cannot be read; last read at .*"\/>/);
  expect(unread).toMatch(/failures="0" errors="0" skipped="1"/);
});

it('skips what was wrong already, and fails it where the check is strict', () => {
  const wrong = { state: 'same', note: 'As it was then.' } as const;
  expect(caseOf(wrong)).toContain(' As it was then."/>');
  expect(caseOf(wrong, true)).toContain('<failure type="wrong-already" message="Expected ');
  // Drift is a failure either way.
  for (const strict of [false, true]) expect(caseOf({}, strict)).toContain('<failure type="drift"');
});

it('counts the settings as the other reports do: the certificate has a suite of its own', () => {
  const certificate = { ...driftRow, setting: 'sign-on.certificate' } as const;
  const both = of({ rows: [driftRow, certificate] });
  const suites = [...both.matchAll(/<testsuite name="([^"]+)"[^>]* tests="(\d+)" failures="(\d+)"/g)];
  expect(
    suites.map(([, name, tests, failures]) => [name?.endsWith(', certificate'), tests, failures]),
  ).toEqual([
    [false, '1', '1'],
    [true, '1', '1'],
  ]);
  expect(of({ rows: [driftRow] }).match(/<testsuite /g)).toHaveLength(1);
});

it('fails where the app integration is gone, and is an error where the check came to no answer', () => {
  const gone = of({ appFound: false, result: 'drift' });
  expect(gone).toMatch(/<testcase classname="oktopost-okta" name="[^"]+">\s*<failure type="gone" message="/);
  const { error } = new AppFailure({
    code: 'unreachable',
    message: 'No answer.',
    owner: 'network',
    next: 'Look.',
  });
  const none = of({ error, appFound: null, result: 'could-not-tell' });
  expect(none).toContain('<testcase classname="oktopost-okta" name="Check for drift">');
  expect(none).toContain('<error type="unreachable" message="No answer.">No answer.\nLook.</error>');
});

it('tells of what needs a look and of what was not looked at, also where that is all', () => {
  expect(of({})).not.toContain('system-out');
  const watch = [{ kind: 'silence', text: 'Nothing came.', next: 'Look there.', since: null } as const];
  expect(of({ watch })).toContain('<skipped message="Nothing came. Look there."/>');
  expect(of({ notLookedAt: ['accounts'], accountsNotLookedAt: 'no token' })).toContain(
    '<system-out>Not looked at: accounts at Oktopost of nobody in Okta, or of people who left (no token).<',
  );
  expect(of({ notLookedAt: ['accounts'], appFound: null })).not.toContain('system-out');
});

it('fails by what the watch found where the check is strict, as its exit code says', () => {
  const watch = [{ kind: 'silence', text: 'Nothing came.', next: 'Look there.', since: null } as const];
  const strict = of({ rows: [{ ...driftRow, state: 'same', actual: driftRow.expected }], watch }, true);
  expect(strict).toContain(
    '<failure type="silence" message="Nothing came.">Nothing came.\nLook there.</failure>',
  );
  const suites = [...strict.matchAll(/<testsuite name="([^"]+)"[^>]* tests="(\d+)" failures="(\d+)"/g)];
  expect(suites.map(([, , tests, failures]) => [tests, failures])).toEqual([
    ['1', '0'],
    ['1', '1'],
  ]);
  expect(suites[1]?.[1]).toMatch(/, watch$/);
});
