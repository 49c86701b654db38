import { expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/plan';
import type { NamedUser } from '../../shared/snapshot';
import { exampleSetting, exampleSummary } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import type { JournalEntry } from '../storage/journal-entry';
import { integrationOf } from '../summary/integration';
import { appWith } from '../testing/okta-objects';
import { approvedBlocks } from './approved';
import { readNowOf } from './read-now';
import { cellsOf, entry, lookUp, row, rowsOf, updateOn } from './testing';

const ana: NamedUser = {
  ...{ userId: '00u1', name: 'Ana', userName: 'ana@acme.com', email: 'ana@acme.com' },
  ...{ scope: 'USER', provisioned: true },
};

it.each([
  ['Create and update', 'Create and update'],
  ['Create only', { alert: 'differs:', text: 'Create only' }],
  [null, 'not read'],
])('what Okta took and shows as %s is no “done”', (value, cell) => {
  const read = { ...exampleSetting, setting: updateOn, known: { how: 'read-back', at } } as const;
  const blocks = approvedBlocks([entry], lookUp(value === null ? [] : [{ ...read, value }]));
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  expect(rows[0]?.[0]).toBe('taken by Okta');
  expect(rows[1]).toEqual(['Update application username on', 'Create only', 'Create and update', cell]);
});

it('does not take what an admin set by hand for what Okta refused', () => {
  const rows = [row('to-app.create', 'off', 'on')];
  const read = {
    ...exampleSetting,
    setting: 'to-app.create',
    value: 'on',
    known: { how: 'read-back', at },
  } as const;
  const refused = { ...entry, changeId: 'to-app', kind: 'failure' } as const;
  const cells = cellsOf(
    [{ ...refused, details: { rows, code: 'okta-refused', okta: null } }],
    lookUp([read]),
  );
  expect(cells[0]?.[3]).toBe('on, not by this change');
});

it('reads whether the tile is hidden', () => {
  const now = (hideWeb: boolean) => {
    const raw = {
      visibility: { hide: { web: hideWeb, iOS: true } },
      credentials: {},
      settings: { signOn: {} },
    };
    const integration = integrationOf(appWith({ raw }), [], null);
    const lookup = readNowOf({ ...exampleSummary, integration }, new Map());
    return rowsOf(
      [row('app.tile-hidden', 'off', 'on'), row('app.tile-hidden-mobile', 'off', 'on')],
      lookup,
      'tile',
    ).map((cells) => cells[3]);
  };
  expect(now(true)).toEqual(['on', 'on']);
  expect(now(false)).toEqual([{ alert: 'differs:', text: 'off' }, 'on']);
});

it('reads the whole note of an app integration that was adopted: its setting is the sentence of this set-up alone', () => {
  const own = 'Used by Oktopost Setup for Okta.';
  const whole = `Ask Petra.\n${own}`;
  const settings = [
    { ...exampleSetting, setting: 'app.admin-note', value: own, known: { how: 'read-back', at } } as const,
  ];
  const now = (admin: string) => {
    const raw = { visibility: { hide: {} }, credentials: {}, settings: { signOn: {}, notes: { admin } } };
    const integration = integrationOf(appWith({ raw }), [], null);
    const lookup = readNowOf({ ...exampleSummary, settings, integration }, new Map());
    return rowsOf([row('app.admin-note', 'Ask Petra.', whole)], lookup, 'adopt').map((cells) => cells[3]);
  };
  expect(now(whole)).toEqual([whole]);
  expect(now(own)).toEqual([{ alert: 'differs:', text: own }]);
});

it('what a later change of this set-up replaced is told by the number of that one, and differs from nothing', () => {
  const changed = (runId: string, now: string, after: string, kind: 'result' | 'failure' = 'result') => ({
    ...entry,
    runId,
    kind,
    details: { rows: [{ setting: updateOn, now, after, verb: 'change', note: null }] },
  });
  const read = { ...exampleSetting, setting: updateOn, known: { how: 'read-back', at } } as const;
  const shown = (value: string, ...entries: JournalEntry[]) => {
    const blocks = approvedBlocks(entries, lookUp([{ ...read, value }]));
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    return {
      titles: blocks.flatMap((block) => (block.kind === 'heading' && block.level === 3 ? [block.text] : [])),
      read: tables.flatMap((rows) => (rows[0]?.length === 4 ? [rows[0][3]] : [])),
    };
  };
  const first = changed('run-1', 'Create only', 'Create and update');
  const second = changed('run-2', 'Create and update', 'Create only');
  expect(shown('Create only', first, second)).toEqual({
    titles: ['1. Change the app integration', '2. Change the app integration'],
    read: ['Create only, replaced later by change 2', 'Create only'],
  });
  // Someone else changed it since the last of them.
  expect(shown('Never', first, second).read).toEqual([
    'Never, replaced later by change 2',
    { alert: 'differs:', text: 'Never' },
  ]);
  // Nobody knows whether one was sent that the end of the assistant cut off: an admin may have set it by hand.
  const cutOff = { ...entry, runId: 'run-2', kind: 'resolved', details: { appId: '0oa1' } } as const;
  const begun = { ...second, kind: 'intent' } as const;
  expect(shown('Create only', first, begun, cutOff).read[0]).toEqual({
    alert: 'differs:',
    text: 'Create only, perhaps by change 2',
  });
  // One that Okta refused replaces nothing.
  const refused = changed('run-2', 'Create and update', 'Create only', 'failure');
  expect(shown('Never', first, refused).read[0]).toEqual({ alert: 'differs:', text: 'Never' });
});

it('says of people and the app integration what Okta shows now, and that it differs only where it does', () => {
  const read = (of: ChangeRow, people: readonly NamedUser[] = [ana], changeId = 'app') =>
    rowsOf([of], lookUp([], people), changeId)[0]?.[3];
  const userName = row('user-name:00u1', 'ana', 'ana@acme.com');
  const assigned = row('assignment:00u1', null, 'ana');
  const unassigned = row('assignment:00u1', 'ana', null);
  expect(read(userName)).toBe('ana@acme.com');
  expect(read(userName, [{ ...ana, userName: 'ana' }])).toEqual({ alert: 'differs:', text: 'ana' });
  expect(read(userName, [])).toBe('not assigned now');
  expect(read(assigned)).toBe('assigned as ana@acme.com');
  expect(read(assigned, [{ ...ana, scope: 'GROUP' }])).toBe('assigned by a group as ana@acme.com');
  expect(read(assigned, [])).toEqual({ alert: 'differs:', text: 'not assigned' });
  expect(read(unassigned, [])).toBe('not assigned');
  expect(read(unassigned)).toEqual({ alert: 'differs:', text: 'assigned as ana@acme.com' });
  // Groups are not read in this summary.
  expect(read(row('assignment:00g1', null, 'Sales'), [], 'group-assign-00g1')).toBe('not read');
});

it('names of an assignment the user name that the plan showed, and calls none sent that Okta made', () => {
  const cells = (details: JournalEntry['details']) =>
    cellsOf([{ ...entry, changeId: 'assign-00u1', details }], lookUp([], [ana]));
  const assigned = [row('assignment:00u1', null, 'ana.s')];
  expect(cells({ rows: assigned })).toEqual([
    ['Assignment', 'none', 'assigned (ana.s)', 'assigned as ana@acme.com'],
  ]);
  expect(cells({ rows: assigned, userName: 'ana@acme.com' })[0]?.[2]).toBe('assigned as ana@acme.com');
  expect(cells({ rows: [row('assignment:00u1', 'ana.s', null)] })[0]?.slice(1, 3)).toEqual([
    'assigned (ana.s)',
    'none',
  ]);
  expect(cells({ rows: [row('assignment:00u1', null, 'assigned')] })[0]?.[2]).toBe('assigned');
});

it('says of what is not read why, and where it is told', () => {
  const stated = { how: 'stated', by: 'it@acme.com', at } as const;
  const setting = {
    ...exampleSetting,
    setting: updateOn,
    value: 'Create and update',
    known: stated,
  } as const;
  const lookup = lookUp([setting]);
  const [told] = rowsOf([row(updateOn, null, 'Create and update')], lookup);
  expect(told?.[3]).toMatch(/^not read: Okta does not show it; stated by it@acme\.com at /);
  const [ofTest] = rowsOf([row('okta-user:login', null, 'x')], lookup, 'create-life-cycle-user');
  expect(ofTest?.[3]).toMatch(/^not read: of the life-cycle test/);
});

it('never calls “none” what Okta did not show before', () => {
  const [cells] = rowsOf([{ ...row(updateOn, null, 'Create and update'), verb: 'change' }], lookUp([]));
  expect(cells?.[1]).toBe('not reported by Okta');
  expect(rowsOf([row('mapping:givenName', null, 'user.firstName')], lookUp([]))[0]?.[1]).toBe('none');
});

it('says which certificate Okta signs with, by its fingerprint', () => {
  const certificate = { subject: 'CN=acme', fingerprint: 'AA:BB', until: at };
  const signOn = { issuer: 'x', signOnUrl: 'https://acme.okta.com', policy: null, checks: [], certificate };
  const lookup = readNowOf({ ...exampleSummary, signOn }, new Map());
  const cells = (note: string | null, of = lookup) =>
    rowsOf([{ ...row('sign-on.certificate', 'kid-1', 'kid-2'), note }], of)[0]?.[3];
  const text = 'Okta signs with SHA-256 fingerprint AA:BB';
  expect(cells('SHA-256 fingerprint AA:BB, valid until 2036-11-24')).toBe(text);
  expect(cells('SHA-256 fingerprint CC:DD, valid until 2036-11-24')).toEqual({ alert: 'differs:', text });
  // An older journal has no fingerprint to compare with.
  expect(cells(null)).toBe(text);
  expect(cells('SHA-256 fingerprint AA:BB', lookUp([]))).toBe('not read');
  const [made] = rowsOf([row('sign-on.next-certificate', null, 'valid for 10 years')], lookup);
  expect(made?.[3]).toBe(`not read by itself; ${text}`);
});
