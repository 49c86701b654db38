import { expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { emailOf, readyForEach } from '../../testing/rollout-org';

// Choosing whom to roll out to reads, and names everybody: in which ring, or why in none.

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);
const active = (count: number): string[] => org.ready(count).map(emailOf);

it('plans rings of one, five and ten, then of the given size, and changes nothing', async () => {
  const before = Object.keys(org.app().users).length;
  const plan = await org.planOf(active(40));
  expect(plan.rings.map(({ kind, people: size }) => `${kind} ${size}`)).toEqual([
    'pilot 1',
    'sample 5',
    'ten 10',
    'rest 20',
    'rest 4',
  ]);
  expect(plan).toMatchObject({ people: 40, blockers: [], licences: 2000 });
  expect((plan.newAccounts ?? 0) + (plan.links ?? 0) + (plan.reactivations ?? 0)).toBe(40);
  expect(Object.keys(org.app().users)).toHaveLength(before);
});

it('names who a list led to before there is a plan, until the list is removed', async () => {
  const emails = active(2);
  const asked = { of: 'listed', ring: null, state: null, from: 0, count: 10 } as const;
  expect(await core.call('rollout.rows', asked)).toMatchObject({ total: 0 });
  await core.call('rollout.match', { text: emails.join(', ') });
  const { rows } = await core.call('rollout.rows', asked);
  expect(rows.map(({ email }) => email)).toEqual(emails);
  await core.call('rollout.forgetList', {});
  expect(await core.call('rollout.rows', asked)).toMatchObject({ total: 0 });
  expect(await core.call('rollout.chosen', {})).toMatchObject({ list: null });
});

it('names whom it leaves out, and the emails that Okta does not know', async () => {
  const gone = org.people().find(({ status }) => status === 'DEPROVISIONED');
  const emails = [...active(2), gone?.profile.email ?? '', 'nobody@nowhere.example'];
  const matched = await core.call('rollout.match', { text: emails.join(', ') });
  expect(matched).toMatchObject({ unmatchedTotal: 1, unmatched: ['nobody@nowhere.example'] });
  const plan = await core.call('rollout.plan', org.choice({ listId: matched.listId }));
  expect(plan.skipped).toEqual([{ reason: 'deactivated', what: 'deactivated in Okta', people: 1 }]);
  const rows = await core.call('rollout.rows', {
    of: 'skipped',
    ring: null,
    state: null,
    from: 0,
    count: 10,
  });
  expect(rows.rows).toMatchObject([{ userId: gone?.id, note: 'deactivated in Okta' }]);
});
