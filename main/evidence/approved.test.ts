import { expect, it } from 'vitest';
import type { ChangeRow } from '../../shared/plan';
import type { JournalEntry } from '../storage/journal-entry';
import { approvedBlocks, peopleNamed } from './approved';
import { entry, lookUp, row, rowsOf, updateOn } from './testing';

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
