import { afterAll, beforeAll, expect, it } from 'vitest';
import { suggestedLabels } from '../../shared/oktopost';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { heldFetch } from '../testing/held-fetch';

// What was read of the people of one app integration says nothing of those of another.

let core: TestCore;
const network = heldFetch();
const list = /\/apps\/[^/]+\/users$/;

beforeAll(async () => {
  core = await startTestCore({ users: 80 }, { ports: () => ({ fetch: network.fetch }) });
  await core.begin({ label: suggestedLabels.board });
  await core.run({ kind: 'app' });
  const [user] = Object.keys(core.org.world.state.users);
  await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: user, scope: 'USER' });
});
afterAll(() => core.close());

async function read() {
  await core.call('people.read', { view: 'reconciliation', source: { kind: 'assigned' } });
  const { people } = await core.until('it is read', ({ people: { reconciliation } }) =>
    ['done', 'failed'].includes(reconciliation.phase),
  );
  return people.reconciliation;
}

it('after an undo, with another app integration, nothing is read yet', async () => {
  expect((await read()).result).toMatchObject({ total: 1 });
  await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
  await core.run({ kind: 'app' });
  const { people } = await core.snapshot();
  expect(people.reconciliation).toMatchObject({ phase: 'none', result: null });
  const { sent, release } = network.hold(list);
  const reading = read();
  await sent;
  const { progress } = (await core.snapshot()).people.reconciliation;
  expect(progress?.okta).toMatchObject({ total: null });
  release();
  expect((await reading).result).toMatchObject({ total: 0, since: null });
});
