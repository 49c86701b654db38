import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterAll(() => core.close());

it('a line of the journal that is no entry is said by the plan of an undo and by a summary, each for itself', async () => {
  core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
  const undo = { kind: 'undo', deleteDespiteOtherUsers: false } as const;
  expect((await core.preview(undo)).warnings).toEqual([]);

  await appendFile(join(core.folder, 'journal.jsonl'), '{"torn":\n');
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
  const { warnings } = await core.preview(undo);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^1 line of journal\.jsonl is no entry, and is left out by this undo: \d+\. A crash may have torn it\.$/,
    ),
  ]);
  const { download } = await core.call('summary.export', { format: 'markdown' });
  expect(download?.text).toContain('1 line of journal.jsonl is no entry, and is left out here: ');
});
