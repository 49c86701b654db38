import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { approvedBlocks } from '../evidence/approved';
import { readNowOf } from '../evidence/read-now';
import { parseJournal } from '../storage/journal-entry';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
});
afterEach(() => core.close());

const created = ['app.name', 'app.sign-in-method', 'app.type', 'app.admin-note'];

it('has what the creation set, as the plan said and Apply has read', async () => {
  const summary = await core.call('summary.get', {});
  const { settings } = summary;
  const rows = settings.filter(({ setting }) => created.includes(setting));
  expect(rows.map(({ setting, source }) => [setting, source])).toEqual([
    ['app.name', 'choice'],
    ['app.sign-in-method', 'article'],
    ['app.type', 'article'],
    ['app.admin-note', 'assistant'],
  ]);
  const { appChecks } = await core.snapshot();
  for (const { setting, value, expected, known } of rows) {
    expect([setting, value, known.how]).toEqual([setting, expected, 'read-back']);
    expect(appChecks.find((check) => check.setting === setting)).toMatchObject({ expected, actual: value });
  }
  // The evidence has beside each value of the plan what is read of it now.
  const entries = parseJournal(readFileSync(join(core.folder, 'journal.jsonl'), 'utf8'));
  const cells = approvedBlocks(entries, readNowOf(summary, new Map())).flatMap((block) =>
    block.kind === 'table' && block.heads.length === 4 ? block.rows : [],
  );
  expect(cells.length).toBeGreaterThan(12);
  const notRead = cells.filter(([, , , read]) => typeof read === 'string' && read.startsWith('not read'));
  expect(notRead.map(([setting]) => setting)).toEqual(['Update application username on']);
});

it('has a name that is not the plan’s any more as a fault, and drift says the same', async () => {
  const app = Object.values(core.org.world.state.apps).find(
    ({ label }) => label === 'Oktopost Social Advocacy',
  );
  if (app === undefined) throw new Error('no app of ours');
  app.label = 'Renamed by a colleague';
  const { left, verdict } = await core.call('summary.get', {});
  expect(left.filter(({ settings }) => settings.includes('app.name'))).toMatchObject([
    { kind: 'fault', text: expect.stringContaining('It is “Renamed by a colleague”.') },
  ]);
  expect(verdict).toContain('These differ: App name, ');
  const { report } = await core.call('drift.check', {});
  expect(report.rows.find(({ setting }) => setting === 'app.name')?.state).toBe('drift');
});

it('takes no word for what needs SCIM while that is off, and links to no page for what a plan sets', async () => {
  const { left } = await core.call('summary.get', {});
  const about = (area: string) =>
    left.filter(({ settings }) => settings.some((setting) => setting.startsWith(area)));
  expect(about('to-app.')).toHaveLength(3);
  expect(about('connection.').length).toBeGreaterThan(3);
  for (const item of [...about('to-app.'), ...about('connection.')]) expect(item.statement).toBeNull();
  expect(about('user-name-format.update-on')).toMatchObject([{ statement: expect.any(String) }]);
  expect(about('mapping:givenName')).toMatchObject([{ step: 'mapping', link: null }]);
});
