import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
});
afterEach(() => core.close());

it('the plan of a creation names each setting that is read back afterwards, and no other', async () => {
  const plan = await core.preview({ kind: 'app' });
  const planned = plan.changes.flatMap(({ rows }) => rows.map(({ setting }) => setting));
  await core.apply(plan);
  const read = (await core.snapshot()).appChecks.map(({ setting }) => setting);
  expect(planned.toSorted()).toEqual(read.toSorted());
});
