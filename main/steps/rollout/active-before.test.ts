import { expect, it } from 'vitest';
import type { AgainReason } from '../../../shared/repair';
import { appWith, failureWith, oktopostWith } from '../../testing/okta-objects';
import { readBefore } from '../assignment/active-before';
import { assignAgainStep } from './assign-again';
import { ringStep } from './ring';
import { takeBackStep } from './take-back';
import { on, personOf, planned } from './testing';
import type { Org } from './testing';

const group = { id: 'g', name: 'G' };
const ring = (ids: readonly string[], of: typeof group | null = null) =>
  ringStep({ people: ids.map(personOf), group: of });
const back = (ids: readonly string[], of: typeof group | null = null, deactivates = true) =>
  takeBackStep({
    people: ids.map(personOf),
    group: of,
    app: appWith({ features: on }),
    leaving: of === null ? [] : ids.map(personOf),
    deactivation: deactivates ? 'sent' : 'unticked',
  });
const assigned = (...ids: string[]): Org['assigned'] => Object.fromEntries(ids.map((id) => [id, {}]));

it('an assignment journals whether there was an account, and an active one, where Oktopost was read', async () => {
  const accounts = { old: true, off: false };
  const { journaled } = await planned(ring(['old', 'off', 'new']), { accounts });
  expect(journaled).toEqual([
    { userId: 'old', activeBefore: true },
    { userId: 'off', activeBefore: false },
    { userId: 'new', activeBefore: false, isNew: true },
  ]);
  expect((await planned(ring(['old']))).journaled).toEqual([{ userId: 'old' }]);
  expect((await planned(ring(['old', 'new'], group), { accounts })).journaled).toEqual([
    {
      groupId: 'g',
      groupName: 'G',
      activeBefore: [{ userId: 'old', name: 'P old' }],
      notActiveBefore: ['new'],
    },
  ]);
  expect((await planned(ring(['old'], group))).journaled).toEqual([{ groupId: 'g', groupName: 'G' }]);
});

it('a repair journals it of whom nobody had assigned before, in their first assignment', async () => {
  const again = (why: AgainReason) =>
    assignAgainStep({
      half: 'assign',
      people: [{ ...personOf('old'), why, keptUserName: null, keptProfile: {} }],
    });
  const accounts = { old: true };
  expect((await planned(again('not-assigned'), { accounts })).journaled).toEqual([
    { userId: 'old', activeBefore: true },
  ]);
  // The account is what this set-up made of it by then.
  expect((await planned(again('no-account'), { accounts })).journaled).toEqual([{ userId: 'old' }]);
});

it('taking a ring back names whose account was active before, and counts of whom it is not known', async () => {
  const applied: Org['applied'] = [
    ['assign-old', { userId: 'old', activeBefore: true }],
    ['assign-new', { userId: 'new', activeBefore: false }],
    ['assign-unknown', { userId: 'unknown' }],
    // Assigned once more: the account was this set-up's by then.
    ['unassign-new', { userId: 'new' }],
    ['assign-new', { userId: 'new', activeBefore: true }],
    ['unassign-unknown', { userId: 'unknown' }],
    ['assign-unknown', { userId: 'unknown', activeBefore: false }],
  ];
  const ids = ['old', 'new', 'unknown'];
  const { draft } = await planned(back(ids), { applied, assigned: assigned(...ids) });
  expect(draft.warnings).toEqual([
    expect.stringMatching(/^Active at Oktopost before this set-up assigned them: P old\./),
    expect.stringMatching(/^Of 1 account it is not known/),
  ]);
  const known = await planned(back(['new']), { applied, assigned: assigned('new') });
  expect(known.draft.warnings).toEqual([]);
  // Nothing is deactivated.
  const off = await planned(back(ids, null, false), { applied, assigned: assigned(...ids) });
  expect(off.draft.warnings).toEqual([]);
});

it('taking a group off names whose account was active before, of whoever has it by the group', async () => {
  const applied: Org['applied'] = [
    [
      'group-assign-g',
      {
        groupId: 'g',
        groupName: 'G',
        activeBefore: ['old', 'direct'].map((userId) => ({ userId, name: `P ${userId}` })),
        notActiveBefore: ['new'],
      },
    ],
  ];
  const { draft } = await planned(back(['old', 'new', 'direct', 'later'], group), {
    applied,
    groups: { g: ['old', 'new', 'direct', 'later'] },
    assigned: {
      ...Object.fromEntries(['old', 'new', 'later'].map((id) => [id, { scope: 'GROUP' }])),
      direct: {},
    },
  });
  expect(draft.warnings).toEqual([
    expect.stringMatching(/^Active at Oktopost before this set-up assigned them: P old\./),
    expect.stringMatching(/^Of 1 account it is not known/),
  ]);
});

it('Oktopost that does not answer for the first is asked for nobody else', async () => {
  const asked: string[] = [];
  const oktopost = oktopostWith({
    findByUserName: (userName) => {
      asked.push(userName);
      return Promise.reject(failureWith('unreachable'));
    },
  });
  const people = ['1', '2', '3'].map((userId) => ({ userId, userName: userId }));
  expect([...(await readBefore(oktopost, people))]).toEqual([]);
  expect(asked).toEqual(['1']);
  expect([...(await readBefore(null, people))]).toEqual([]);
});
