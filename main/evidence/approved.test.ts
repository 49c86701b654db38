import { expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/plan';
import type { NamedUser } from '../../shared/snapshot';
import type { SummarySetting } from '../../shared/summary';
import { appWith } from '../testing/okta-objects';
import { integrationOf } from '../summary/integration';
import { exampleSetting, exampleSummary } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import type { Cell } from '../export/document';
import { approvedBlocks, peopleNamed } from './approved';
import { readNowOf } from './read-now';
import type { LookUp } from './read-now';

const updateOn = 'user-name-format.update-on';
const entry: JournalEntry = {
  version: journalVersion,
  origin: 'local',
  at,
  setupId: 'set-up-1',
  runId: 'run-1',
  changeId: 'app',
  kind: 'result',
  title: 'Change the app integration',
  details: {
    rows: [{ setting: updateOn, now: 'Create only', after: 'Create and update', verb: 'change', note: null }],
  },
};

const lookUp = (settings: readonly SummarySetting[], people: readonly NamedUser[] = []) =>
  readNowOf(
    { ...exampleSummary, settings: [...settings] },
    new Map(people.map((person) => [person.userId, person])),
  );
/** The cells of each row of the changes. */
function rowsOf(rows: readonly ChangeRow[], lookup: LookUp, changeId = 'app'): (readonly Cell[])[] {
  const blocks = approvedBlocks([{ ...entry, changeId, details: { rows } }], lookup);
  return blocks.flatMap((block) => (block.kind === 'table' && block.heads.length === 4 ? block.rows : []));
}

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

it.each([
  ['release-app', 'result', {}, 'done on this computer only'],
  ['app', 'resolved', {}, 'taken by Okta; its answer was lost, so Okta was read'],
  [
    'app',
    'resolved',
    { appId: '0oa1' },
    { alert: 'open:', text: 'not known: the assistant ended before Okta answered' },
  ],
  ['app', 'failure', { okta: { status: 403 } }, { alert: 'refused by Okta', text: '' }],
  [
    'app',
    'failure',
    { code: 'okta-refused', okta: { status: 400, errorCode: 'E0000001', causes: ['label: taken'] } },
    { alert: 'refused by Okta:', text: 'label: taken' },
  ],
  [
    'to-app',
    'failure',
    { code: 'okta-refused', message: 'Okta does not allow this by API.', okta: null },
    { alert: 'refused by Okta:', text: 'Okta does not allow this by API.' },
  ],
  ['app', 'failure', { okta: { status: null } }, { alert: 'not done', text: '' }],
  ['app', 'failure', { okta: null }, { alert: 'not done', text: '' }],
  [
    'app',
    'failure',
    { code: 'plan-stale', okta: null },
    { alert: 'not sent: Okta was not any more as the plan showed', text: '' },
  ],
  [
    'app',
    'failure',
    { code: 'plan-stale', okta: null, difference: 'Audience is now “urn:x”.' },
    { alert: 'not sent: Okta was not any more as the plan showed.', text: 'Audience is now “urn:x”.' },
  ],
] as const)('what became of %s, as a %s with %j, is told as it was', (changeId, kind, details, cell) => {
  const blocks = approvedBlocks([{ ...entry, changeId, kind, details }], lookUp([]));
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  expect(rows[0]?.[0]).toEqual(cell);
});

it('calls nothing sent of which nobody knows whether it was, or which was not', () => {
  const headOf = (kind: JournalEntry['kind'], details: Record<string, unknown> = {}) => {
    const entries = [{ ...entry, kind: 'intent' } as const, { ...entry, kind, details }];
    const tables = approvedBlocks(entries, lookUp([])).flatMap((block) =>
      block.kind === 'table' ? [block.heads[2]] : [],
    );
    return tables[1];
  };
  expect(headOf('result')).toBe('Sent');
  expect(headOf('resolved')).toBe('Sent');
  expect(headOf('failure', { okta: { status: 403 } })).toBe('Sent');
  expect(headOf('intent')).toBe('Planned');
  expect(headOf('resolved', { appId: '0oa1' })).toBe('Planned');
  expect(headOf('failure', { okta: null })).toBe('Planned');
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
  const blocks = approvedBlocks(
    [{ ...refused, details: { rows, code: 'okta-refused', okta: null } }],
    lookUp([read]),
  );
  const cells = blocks.flatMap((block) =>
    block.kind === 'table' && block.heads.length === 4 ? block.rows : [],
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

const row = (setting: ChangeRow['setting'], now: string | null, after: string | null): ChangeRow => ({
  setting,
  now,
  after,
  verb: now === null ? 'add' : after === null ? 'remove' : 'change',
  note: null,
});
const ana: NamedUser = {
  ...{ userId: '00u1', name: 'Ana', userName: 'ana@acme.com', email: 'ana@acme.com' },
  ...{ scope: 'USER', provisioned: true },
};

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
  const cells = (details: JournalEntry['details']) => {
    const blocks = approvedBlocks([{ ...entry, changeId: 'assign-00u1', details }], lookUp([], [ana]));
    return blocks.flatMap((block) => (block.kind === 'table' && block.heads.length === 4 ? block.rows : []));
  };
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

it('tells run by run who approved it, with each change once, its requests and where it comes from', () => {
  const change = (runId: string, changeId: string, more: Partial<JournalEntry>): JournalEntry => ({
    ...entry,
    runId,
    changeId,
    ...more,
    details: { by: 'it@acme.com', ...more.details },
  });
  const intent = change('run-1', 'app', { kind: 'intent', details: {} });
  const blocks = approvedBlocks(
    [
      intent,
      change('run-1', 'app', { details: { requestIds: ['r1', 'r2'] } }),
      change('run-1', 'assign-00u1', { title: 'Assign Ana', origin: 'imported' }),
      change('run-2', 'app', { details: { by: null } }),
    ],
    lookUp([]),
  );
  const texts = blocks.flatMap((block) =>
    block.kind === 'heading' || (block.kind === 'text' && block.text.startsWith('Run ')) ? [block.text] : [],
  );
  expect(texts).toEqual([
    'Approved by it@acme.com, 2026-11-24 02:03 UTC',
    'Run run-1',
    '1. Change the app integration',
    '2. Assign Ana',
    'Approved by an admin, 2026-11-24 02:03 UTC',
    'Run run-2',
    '3. Change the app integration',
  ]);
  // A change without rows has no table of its settings.
  expect(blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))).toEqual([
    ['taken by Okta', '2026-11-24 02:03 UTC', 'r1, r2'],
    ['taken by Okta', '2026-11-24 02:03 UTC, from a saved set-up: not seen here', 'not noted'],
    ['taken by Okta', '2026-11-24 02:03 UTC', 'not noted'],
  ]);
});

it('leaves out what a plan kept, and names whom it assigned or renamed', () => {
  const kept: ChangeRow = { ...row(updateOn, 'Create only', 'Create only'), verb: 'keep' };
  const rows = [kept, row('assignment:00u1', null, 'ana'), row('user-name:00u2', 'bo', 'bo@acme.com')];
  expect(rowsOf(rows, lookUp([])).map(([setting]) => setting)).toEqual(['Assignment', expect.any(String)]);
  expect(rowsOf([kept], lookUp([]))).toEqual([]);
  const named = peopleNamed([{ ...entry, details: { rows: [...rows, row('mapping:title', null, 'x')] } }]);
  expect(named).toEqual(new Set(['00u1', '00u2']));
  expect(peopleNamed([{ ...entry, details: { rows: 'of another version' } }])).toEqual(new Set());
});
