import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { mappingPlan } from '../../../shared/testing/plans';
import type { Snapshot } from '../../../shared/snapshot';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { words as common } from '../../words/common';
import { pageWords } from '../../words/pages';
import { barState, ok, press, show } from '../../testing/dom';
import { UserNamesScreen } from './user-names-screen';
import { words } from './words';

const goneOn: Snapshot['rail'] = [
  { screen: 'user-names', state: 'part-skipped', reachable: true },
  { screen: 'authenticate', state: 'needs-you', reachable: true },
];

it('names who is left out, and goes on, where the plan changes nobody', async () => {
  const named = 'These share one and are left as they are: Dana Reyes.';
  const looked = { at, assigned: 3, differing: 1, withoutEmail: 0 };
  const row = {
    userId: '00u1',
    name: 'Dana Reyes',
    userName: 'd.reyes',
    email: 'Dana.Reyes@acme.example',
    scope: 'USER' as const,
    provisioned: false,
  };
  const snapshot = snapshotAt('user-names', { app, userNames: { looked, triedAt: at, skipped: false } });
  const { callsOf, send } = await show(<UserNamesScreen />, snapshot, {
    'userNames.skip': () => ok(null),
    'session.go': () => ok(null),
    'userNames.rows': () => ok({ total: 1, rows: [row], trial: null, shared: [] }),
    'plan.preview': () => ok({ ...mappingPlan, changes: [], warnings: [named] }),
  });
  expect(await screen.findByText(named)).toBeDefined();
  expect(barState()).toBe(words.state.held(1));
  // Continue would be disabled: the step is not done.
  expect(screen.queryByRole('button', { name: words.skip.action })).toBeNull();
  await press(words.skip.leave);
  expect(callsOf('userNames.skip')).toEqual([{ skip: true }]);
  // One click is enough: the next screen follows once it is reachable.
  await send({ userNames: { looked, triedAt: at, skipped: true }, rail: goneOn });
  expect(callsOf('session.go')).toEqual([{ screen: 'authenticate' }]);
  expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
  expect(screen.getByRole('button', { name: words.skip.undo })).toBeDefined();
  expect(screen.getByText(words.skip.skipped(looked))).toBeDefined();
  // Update Now would set the email that is shared, and others may have been changed before.
  expect(screen.queryByText(words.byOkta.title)).toBeNull();
  expect(screen.queryByText(/were not changed/)).toBeNull();
});

it('has a way on where those who differ have no email', async () => {
  const looked = { at, assigned: 3, differing: 1, withoutEmail: 1 };
  const snapshot = snapshotAt('user-names', { app, userNames: { looked, triedAt: null, skipped: false } });
  await show(<UserNamesScreen />, snapshot, {
    'userNames.rows': () => ok({ total: 0, rows: [], trial: null, shared: [] }),
  });
  expect(barState()).toBe(words.state.stuck);
  expect(screen.getByRole('button', { name: words.skip.leave })).toBeDefined();
});

it('proposes as the first one whom main names, not the first of the list', async () => {
  const looked = { at, assigned: 3, differing: 2, withoutEmail: 0 };
  const row = { name: '', userName: 'x', scope: 'USER' as const, provisioned: false };
  const rows = [
    { ...row, userId: '00u1', email: 'dana@acme.example' },
    { ...row, userId: '00u2', email: 'kim@acme.example' },
  ];
  const snapshot = snapshotAt('user-names', { app, userNames: { looked, triedAt: null, skipped: false } });
  const { callsOf } = await show(<UserNamesScreen />, snapshot, {
    'userNames.rows': () => ok({ total: 2, rows, trial: '00u2', shared: [] }),
  });
  expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'user-names', userId: '00u2' } }]);
});

it('keeps its list while the next page is read, and previews its plan once', async () => {
  const looked = { at, assigned: 40, differing: 21, withoutEmail: 0 };
  const row = { name: '', userName: 'x', scope: 'USER' as const, provisioned: false };
  const rows = Array.from({ length: 20 }, (_, nth) => ({
    ...row,
    userId: `00u${nth}`,
    email: `${nth}@acme.example`,
  }));
  const snapshot = snapshotAt('user-names', { app, userNames: { looked, triedAt: null, skipped: false } });
  const { callsOf } = await show(<UserNamesScreen />, snapshot, {
    'userNames.rows': ({ from }) => ok({ total: 21, rows: rows.slice(from), trial: '00u0', shared: [] }),
    'plan.preview': () => ok(mappingPlan),
  });
  const next = screen.getByRole('button', { name: pageWords.next });
  await press(pageWords.next);
  expect(callsOf('userNames.rows')).toHaveLength(2);
  expect(next.isConnected).toBe(true);
  expect(callsOf('plan.preview')).toHaveLength(1);
});

it('does not offer as the first whose email somebody else has: that plan would be refused', async () => {
  const looked = { at, assigned: 3, differing: 3, withoutEmail: 1 };
  const row = { scope: 'USER' as const, provisioned: false };
  const rows = [
    { ...row, userId: '00u1', name: 'Dana Reyes', userName: 'd.reyes', email: 'dana@acme.example' },
    { ...row, userId: '00u2', name: 'Kim Mori', userName: 'kmori', email: 'kim@acme.example' },
    { ...row, userId: '00u3', name: 'Lee Oh', userName: 'loh', email: 'lee@acme.example' },
    { ...row, userId: '00u4', name: 'Max Roe', userName: 'mroe', email: null },
  ];
  const snapshot = snapshotAt('user-names', { app, userNames: { looked, triedAt: null, skipped: false } });
  await show(<UserNamesScreen />, snapshot, {
    'userNames.rows': () => ok({ total: 4, rows, trial: '00u2', shared: ['00u1'] }),
  });
  const cells = screen
    .getAllByRole('row')
    .slice(1)
    .map(({ lastElementChild }) => lastElementChild?.textContent);
  expect(cells).toEqual([
    `${words.list.scopes.USER}${words.list.shared}`,
    `${words.list.scopes.USER}${words.list.chosen}`,
    `${words.list.scopes.USER}${words.list.first}`,
    words.list.scopes.USER,
  ]);
});

it('offers Update Now, which renames everyone, only once the plan leaves nobody out', async () => {
  const looked = { at, assigned: 5, differing: 2, withoutEmail: 0 };
  const row = { name: '', userName: 'x', scope: 'USER' as const, provisioned: false };
  const rows = ['00u1', '00u2'].map((userId) => ({ ...row, userId, email: `${userId}@acme.example` }));
  const [change] = mappingPlan.changes;
  if (change === undefined) throw new Error('the plan has no change');
  let changes = [{ ...change, id: 'a' }];
  const { send } = await show(
    <UserNamesScreen />,
    snapshotAt('user-names', { app, userNames: { looked, triedAt: null, skipped: false } }),
    {
      'userNames.rows': () => ok({ total: 2, rows, trial: '00u1', shared: [] }),
      'plan.preview': () => ok({ ...mappingPlan, changes }),
    },
  );
  // The trial is planned: nobody has looked whether the others collide.
  expect(screen.queryByText(words.byOkta.title)).toBeNull();
  await send({ userNames: { looked, triedAt: at, skipped: false } });
  // One of two is left out, since the email is shared: the bar does not promise both.
  expect(barState()).toBe(words.state.some(1, 2));
  expect(screen.queryByText(words.byOkta.title)).toBeNull();
  changes = [change, { ...change, id: 'b' }];
  await press(common.checkAgain);
  expect(await screen.findByText(words.byOkta.title)).toBeDefined();
});
