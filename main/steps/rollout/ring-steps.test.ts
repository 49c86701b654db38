import { describe, expect, it } from 'vitest';
import { appWith } from '../../testing/okta-objects';
import { ringStep } from './ring';
import { takeBackStep } from './take-back';
import { on, org, personOf, planned } from './testing';
import type { Org } from './testing';

describe('the plan of a ring', () => {
  const ring = (...ids: string[]) => ringStep({ people: ids.map(personOf), group: null });
  const ofGroup = ringStep({ people: ['1', '2'].map(personOf), group: { id: 'g', name: 'G' } });

  it('assigns who is not assigned, and leaves whoever is as they are', async () => {
    const { changes, touched, written, journaled, remembered, blockers } = await planned(ring('1', '2'), {
      assigned: { 1: {} },
    });
    expect(changes).toEqual([
      ['assign-1', 'keep', false, 0],
      ['assign-2', 'create', true, 1],
    ]);
    expect([touched, written, blockers]).toEqual([['2'], [['assign', '2']], []]);
    expect([journaled, remembered]).toEqual([[{ userId: '2' }], [{ changedSomething: true }]]);
  });

  it('assigns a group as a group, which reaches its members', async () => {
    const fresh = await planned(ofGroup);
    expect(fresh.changes).toEqual([['group-assign-g', 'create', true, 0]]);
    expect([fresh.touched, fresh.written]).toEqual([['1', '2'], [['assign group', 'g']]]);
    expect(fresh.journaled).toEqual([{ groupId: 'g', groupName: 'G' }]);
    expect(fresh.remembered).toEqual([{ changedSomething: true }]);
    const there = await planned(ofGroup, { groups: { g: [] } });
    expect(there.changes).toEqual([['group-assign-g', 'keep', false, 0]]);
    expect([there.touched, there.written]).toEqual([[], []]);
  });

  it('is looked at again before each change: who was assigned meanwhile is kept', async () => {
    const groups: Record<string, string[]> = {};
    const assigned: Org['assigned'] = {};
    const { context } = org({ groups, assigned });
    for (const step of [ring('1'), ofGroup]) {
      const [first] = (await step.draft(context)).changes;
      if (first === undefined) throw new Error('no change');
      expect((await step.recheck(context, first.change)).kind).toBe('go');
      groups['g'] = [];
      assigned['1'] = {};
      expect((await step.recheck(context, first.change)).kind).toBe('up-to-date');
      delete groups['g'];
      delete assigned['1'];
    }
  });

  it.each<[string, Partial<Org>, RegExp]>([
    ['the app integration is inactive', { status: 'INACTIVE' }, /is inactive in Okta/],
    [
      'Create Users is off',
      { features: on.filter((name) => name !== 'PUSH_NEW_USERS') },
      /Create Users is not/,
    ],
  ])('is blocked where %s, of people and of a group', async (_what, given, expected) => {
    for (const step of [ring('1'), ofGroup])
      expect((await planned(step, given)).blockers).toEqual([expect.stringMatching(expected)]);
  });
});

describe('taking a ring back', () => {
  const read = { app: appWith({ features: on }), deactivation: 'sent' as const, leaving: [] };
  const back = (...ids: string[]) => takeBackStep({ people: ids.map(personOf), group: null, ...read });
  const ours = (...ids: string[]): Org['applied'] => ids.map((id) => [`assign-${id}`, { userId: id }]);

  it('unassigns only whom this set-up assigned, and who is assigned still', async () => {
    const { changes, written, touched, journaled } = await planned(
      back('mine', 'gone', 'before', 'group', 'other'),
      {
        applied: [
          ...ours('mine', 'gone', 'group'),
          ['unassign-before', { userId: 'before' }],
          ...ours('before'),
        ],
        assigned: { mine: {}, before: {}, group: { scope: 'GROUP' }, other: {} },
      },
    );
    expect(changes).toEqual([
      ['unassign-mine', 'delete', true, 1],
      ['unassign-gone', 'keep', false, 0],
    ]);
    expect([written, touched]).toEqual([[['unassign', 'mine']], ['mine']]);
    const account = { name: 'P mine', userName: 'ana.silva@acme.example', externalId: '7', isSent: true };
    expect(journaled).toEqual([{ userId: 'mine', account }]);
  });

  it('says what becomes of the account, and that Okta sends nothing where it does not', async () => {
    const of = async (given: Partial<Org>, step = back('1')) => {
      const { draft } = await planned(step, { applied: ours('1'), assigned: { 1: {} }, ...given });
      return [draft.changes[0]?.change.pushes, draft.changes[0]?.change.warnings.join()];
    };
    expect(await of({})).toEqual([1, expect.stringMatching(/^Okta deactivates the account at Oktopost\./)]);
    const off = takeBackStep({ people: [personOf('1')], group: null, ...read, deactivation: 'unticked' });
    expect(await of({}, off)).toEqual([0, expect.stringMatching(/^Deactivate Users is off/)]);
    expect(await of({ assigned: { 1: { syncState: 'ERROR' } } })).toEqual([
      0,
      expect.stringMatching(/last push/),
    ]);
    expect(await of({ assigned: { 1: { externalId: null } } })).toEqual([0, '']);
  });

  it('takes off only a group that this set-up assigned, with the accounts that its members have by it', async () => {
    const leaving = ['1', '2', '3'].map(personOf);
    const group = takeBackStep({ people: [], group: { id: 'g', name: 'G' }, ...read, leaving });
    const assigned = {
      1: { scope: 'GROUP' as const },
      2: {},
      3: { scope: 'GROUP' as const, externalId: null },
    };
    const there = { groups: { g: ['1', '2', '3'] }, assigned };
    expect(await planned(group, there)).toMatchObject({ changes: [], written: [], touched: [] });
    const applied: Org['applied'] = [['group-assign-g', { groupId: 'g', groupName: 'G' }]];
    const own = await planned(group, { ...there, applied });
    expect([own.changes, own.written]).toEqual([
      [['group-unassign-g', 'delete', true, 0]],
      [['unassign group', 'g']],
    ]);
    expect(own.touched).toEqual(['1', '2', '3']);
    expect(own.journaled).toMatchObject([{ groupId: 'g', accounts: [{ userId: '1', isSent: true }] }]);
    const nobody = await planned(back('1'), { applied: ours('1'), assigned: { 1: { externalId: null } } });
    expect(nobody.journaled).toEqual([{ userId: '1' }]);
    const meanwhile: Record<string, string[]> = { g: ['1'] };
    const { context } = org({ groups: meanwhile, applied });
    const [first] = (await group.draft(context)).changes;
    if (first === undefined) throw new Error('no change');
    delete meanwhile['g'];
    expect((await group.recheck(context, first.change)).kind).toBe('up-to-date');
    const gone = await planned(group, { applied });
    expect(gone.changes).toEqual([['group-unassign-g', 'keep', false, 0]]);
    expect(gone.touched).toEqual([]);
    // It was taken off before this set-up assigned it again: it was somebody else’s.
    const others: Org['applied'] = [['group-unassign-g', { groupId: 'g' }], ...applied];
    expect((await planned(group, { ...there, applied: others })).changes).toEqual([]);
  });
});
