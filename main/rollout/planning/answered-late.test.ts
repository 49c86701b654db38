import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RolloutDraft } from '../../../shared/rollout-plan';
import type { Checkpoint } from '../../testing/checkpoint';
import type { TestCore } from '../../testing/core';
import { heldFetch } from '../../testing/held-fetch';
import { emailOf, readyToRollOut, rolloutOrg, startHurried } from '../../testing/rollout-org';

// Okta answers after what was asked about is another: nothing of that answer is kept.

let core: TestCore;
let checkpoint: Checkpoint;
const network = heldFetch();
const org = rolloutOrg(() => core);

beforeAll(async () => {
  core = await startHurried({ users: 80 }, { fetch: network.fetch });
  checkpoint = await readyToRollOut(core);
});
beforeEach(() => core.returnTo(checkpoint));
afterAll(() => core.close());

const assignments = /^\/api\/v1\/apps\/[^/]+\/users$/;
const users = /^\/api\/v1\/users$/;
const draftOf = (name: string, id: string): RolloutDraft => ({
  ...{ groups: [], people: [{ id, name, email: 'kim@acme.example' }] },
  ...{ ringSize: 20, failShare: 20, goOn: true },
});
const rows = { ring: null, state: null, from: 0, count: 10 };

/** `what` happens while Okta has a request of `asked` and has not answered it. */
async function meanwhile(path: RegExp, asked: () => Promise<unknown>, what: () => Promise<unknown>) {
  const { sent, release } = network.hold(path);
  const asking = asked();
  await sent;
  await what();
  release();
  await asking.catch(() => undefined);
}

it('a plan of somebody who is not chosen any more cannot be begun', async () => {
  const [one, other] = org.ready(2).map(({ id }) => id);
  const draft = draftOf('One', one ?? '');
  await core.call('rollout.choose', draft);
  let planId = '';
  await meanwhile(
    assignments,
    async () => {
      planId = (await core.call('rollout.plan', org.choice({ userIds: [one ?? ''] }))).id;
    },
    () => core.call('rollout.choose', draftOf('Other', other ?? '')),
  );
  expect(await core.call('rollout.chosen', {})).toMatchObject({ plan: null });
  const refused = await core.refusal('rollout.start', { planId, secondYes: true });
  expect(refused.code).toBe('plan-unknown');
});

it('a plan of what is chosen still is kept', async () => {
  const [one = ''] = org.ready(1).map(({ id }) => id);
  await meanwhile(
    assignments,
    () => core.call('rollout.plan', org.choice({ userIds: [one] })),
    () => core.call('rollout.choose', draftOf('One', one)),
  );
  await core.call('people.licences', { licences: 2000 });
  expect((await core.call('rollout.chosen', {})).plan).toMatchObject({ people: 1 });
});

it('a plan of a set-up that was forgotten is none of the next one', async () => {
  const [one = ''] = org.ready(1).map(({ id }) => id);
  await meanwhile(
    assignments,
    () => core.call('rollout.plan', org.choice({ userIds: [one], licences: null })),
    () => core.call('session.startOver', {}),
  );
  expect(await core.call('rollout.chosen', {})).toMatchObject({ plan: null });
  expect(await core.call('rollout.rows', { ...rows, of: 'planned' })).toMatchObject({ total: 0 });
});

it('of two lists the one that was given last is kept, and none once the set-up is forgotten', async () => {
  const [one = '', other = ''] = org.ready(2).map(emailOf);
  const listed = async () => (await core.call('rollout.rows', { ...rows, of: 'listed' })).rows;
  // The first answer tells the rate limit, for which other requests wait.
  await core.call('rollout.match', { text: one });
  await meanwhile(
    users,
    () => core.call('rollout.match', { text: one }),
    () => core.call('rollout.match', { text: other }),
  );
  expect(await listed()).toMatchObject([{ email: other }]);
  await meanwhile(
    users,
    () => core.call('rollout.match', { text: one }),
    () => core.call('session.startOver', {}),
  );
  expect(await listed()).toEqual([]);
});

it('who was found to repair in a set-up that was forgotten is nobody of the next one', async () => {
  const found = () => core.call('rollout.repairRows', { by: 'direct', from: 0, count: 10 });
  const plan = () => core.call('rollout.planRepair', { of: { kind: 'too-early' } });
  org.app().toApp.create = false;
  const [early] = org.ready(1);
  await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: early?.id, scope: 'USER' });
  await plan();
  expect(await found()).toMatchObject({ total: 1 });
  await meanwhile(assignments, plan, () => core.call('session.startOver', {}));
  expect(await found()).toMatchObject({ total: 0 });
});

it('who a ring that was taken back would unassign is nobody of the next set-up', async () => {
  const unassigned = () => core.call('rollout.rows', { ...rows, of: 'back' });
  const plan = () => core.call('rollout.planBack', { ring: 0 });
  await org.rolledOut(1);
  await plan();
  expect(await unassigned()).toMatchObject({ total: 1 });
  await meanwhile(assignments, plan, () => core.call('session.startOver', {}));
  expect(await unassigned()).toMatchObject({ total: 0 });
});
