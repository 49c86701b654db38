import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value } from '../../shared/api';
import { signOnFileSchema } from '../../shared/single-sign-on';
import { readyToTest } from '../../main/testing/ready-to-test';
import type { TestCore } from '../../main/testing/core';

type Exported = Value<'plan.export'>;

/**
 * Takes a new core the whole way, to the verified user and both sign-ins stated, and writes every export into `folder`, which is
 * made when it is missing. Returns the names of the files. A PDF needs a window: its page is written as HTML.
 */
export async function writeSample(core: TestCore, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  const write = ({ download }: Exported): void => {
    if (download === null) throw new Error('an export has no file');
    writeFileSync(join(folder, download.name), download.text);
    written.push(download.name);
  };

  const userId = await readyToTest(core);
  const plan = await core.preview({ kind: 'mapping' });
  for (const format of ['markdown', 'html'] as const)
    write(await core.call('plan.export', { planId: plan.id, format }));
  await core.apply(plan);
  await core.run({ kind: 'assign', userId });
  const { test } = await core.until('the test has a verdict', (state) => state.test.verdict !== null);
  if (test.state !== 'passed') throw new Error(test.verdict ?? 'the test has not passed');
  for (const file of signOnFileSchema.options)
    write(await core.call('singleSignOn.export', { file, next: null }));
  for (const format of ['json', 'terraform', 'markdown', 'html'] as const)
    write(await core.call('summary.export', { format }));
  const { download: pack } = await core.call('evidence.export', {});
  if (pack === null) throw new Error('the evidence has no file');
  writeFileSync(join(folder, pack.name), Buffer.from(pack.base64, 'base64'));
  written.push(pack.name);
  write(await core.call('savedSetup.export', {}));
  for (const format of ['markdown', 'html'] as const) write(await core.call('support.export', { format }));
  return written;
}
