import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/errors';
import type { AgainReason } from '../../../shared/repair';
import type { Okta } from '../../okta/okta';
import type { AppUserWithEmail, OktaPerson } from '../../okta/types';
import type { Step } from '../../plans/step';
import { runInMemory, stepWith } from '../../plans/testing';
import type { AppliedChange } from '../../storage/applied-changes';
import { appUserWith, appUserWithEmail, appWith, listed, oktaWith } from '../../testing/okta-objects';
import { assignAgainStep, isToRepair } from './assign-again';
import type { AssignedAgain } from './assign-again';
import { accountsOfGroups, assignedByOwnGroups, ownGroups } from './groups';
import { ringStep } from './ring';
import type { RingPerson } from './ring';
import { takeBackStep } from './take-back';

const at = '2026-11-24T10:00:00.000Z';
const on = ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];
const personOf = (userId: string): RingPerson => ({
  userId,
  name: `P ${userId}`,
  login: userId,
  email: userId,
});

interface Org {
  features: string[];
  status: string;
  assigned: Record<string, Partial<AppUserWithEmail>>;
  groups: Record<string, string[]>;
  applied: [changeId: string, details: object][];
}

/** A set-up in an org where all is well, beside what is given. */
function org(given: Partial<Org> = {}) {
  const { features, status, assigned, groups, applied }: Org = {
    ...{ features: on, status: 'ACTIVE', assigned: {}, groups: {}, applied: [] },
    ...given,
  };
  const of = (id: string): AppUserWithEmail | null =>
    assigned[id] === undefined ? null : appUserWithEmail({ id, ...assigned[id] });
  const written: unknown[][] = [];
  const okta: Partial<Okta> = {
    app: () => Promise.resolve(appWith({ features, status })),
    appUser: (_app, id) => Promise.resolve(of(id)),
    appUserWithEmail: (_app, id) => Promise.resolve(of(id)),
    appUsersWithEmail: () => listed(Object.keys(assigned).flatMap((id) => of(id) ?? [])),
    appGroup: (_app, id) =>
      Promise.resolve(groups[id] === undefined ? null : { id, priority: null, profile: {} }),
    memberPages: (id) => listed([{ items: (groups[id] ?? []).map(memberOf), next: null }]),
    provisioningFeature: () => Promise.resolve(null),
    assign: (_app, id) => {
      written.push(['assign', id]);
      return Promise.resolve(appUserWith({ id }));
    },
    assignKeeping: (_app, id, kept) => {
      written.push(['assign', id, kept]);
      return Promise.resolve(appUserWith({ id }));
    },
    unassign: (_app, id) => {
      written.push(['unassign', id]);
      return Promise.resolve();
    },
    assignGroup: (_app, id) => {
      written.push(['assign group', id]);
      return Promise.resolve();
    },
    unassignGroup: (_app, id) => {
      written.push(['unassign group', id]);
      return Promise.resolve();
    },
  };
  const { run, begin } = runInMemory(stepWith({}));
  begin({
    ...{ destination: 'board', region: 'us' },
    app: { id: '0oa1', name: 'a', label: 'b', status, createdByUs: true, adminOrigin: null },
  });
  const changes = applied.map(([changeId, details]): AppliedChange => ({
    ...{ changeId, at, details: { ...details }, confirmed: true },
  }));
  const context = { ...run.context, okta: oktaWith(okta), appliedChanges: () => changes };
  return { context, written };
}
const memberOf = (id: string): OktaPerson => ({
  ...{ userId: id, login: id, email: id, givenName: 'P', familyName: id, status: 'ACTIVE' },
  ...{ source: null, typeId: null },
});

/** What the plan does, by change; what blocks it; whom it touches; and what applying all of it journals and writes. */
async function planned(step: Step, given: Partial<Org> = {}) {
  const { context, written } = org(given);
  const draft = await step.draft(context);
  const journaled: Record<string, unknown>[] = [];
  const remembered: unknown[] = [];
  for (const { change } of draft.changes) {
    const recheck = await step.recheck(context, change);
    if (recheck.kind !== 'go') continue;
    journaled.push(recheck.beforeAndAfter);
    remembered.push((await recheck.apply()).remember);
  }
  return {
    changes: draft.changes.map(({ change, mutation }) => [
      change.id,
      change.verb,
      mutation !== null,
      change.pushes,
    ]),
    blockers: draft.blockers,
    touched: draft.touched.map(({ userId }) => userId),
    ...{ written, journaled, remembered, draft },
  };
}

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
  const back = (...ids: string[]) => takeBackStep({ people: ids.map(personOf), group: null });
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
    const of = async (given: Partial<Org>) => {
      const { draft } = await planned(back('1'), { applied: ours('1'), assigned: { 1: {} }, ...given });
      return [draft.changes[0]?.change.pushes, draft.changes[0]?.change.warnings.join()];
    };
    expect(await of({})).toEqual([1, expect.stringMatching(/^Okta deactivates the account at Oktopost\./)]);
    const off = on.filter((name) => name !== 'PUSH_USER_DEACTIVATION');
    expect(await of({ features: off })).toEqual([0, expect.stringMatching(/^Deactivate Users is off/)]);
    expect(await of({ assigned: { 1: { syncState: 'ERROR' } } })).toEqual([
      0,
      expect.stringMatching(/last push/),
    ]);
    expect(await of({ assigned: { 1: { externalId: null } } })).toEqual([0, '']);
  });

  it('takes off only a group that this set-up assigned, with the accounts that its members have by it', async () => {
    const group = takeBackStep({ people: [], group: { id: 'g', name: 'G' } });
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

describe('the groups of this set-up', () => {
  const change = (changeId: string, details: object, confirmed = true): AppliedChange => ({
    ...{ changeId, at, details: { ...details }, confirmed },
  });
  const named = change('group-assign-g', { groupId: 'g', groupName: 'G' });

  it('are those that were not assigned before it assigned them, by their name as far as it is known', () => {
    const own = ownGroups([
      named,
      change('group-unassign-g', { groupId: 'g', accounts: [] }),
      change('group-assign-h', { groupId: 'h' }),
      change('group-unassign-i', { groupId: 'i' }),
      change('assign-1', { userId: '1', groupId: 'k' }),
      change('group-assign-x', {}),
    ]);
    expect([...own.values()].map(({ id, name, assigned }) => [id, name, assigned.lastWritten])).toEqual([
      ['g', 'G', [false]],
      ['h', 'h', [true]],
    ]);
  });

  it('assign whoever no group of others assigns; a group that is gone has nobody', async () => {
    const members: Record<string, string[]> = { g: ['1', '2', '3'], theirs: ['2'] };
    const okta = oktaWith({
      memberPages: (id) => {
        const people = members[id];
        if (people === undefined)
          throw new AppFailure({ code: 'not-found', message: 'gone', owner: 'okta-admin', next: 'x' });
        return listed([{ items: people.map(memberOf), next: null }]);
      },
    });
    expect([...(await assignedByOwnGroups(okta, [named], ['theirs', 'gone']))]).toEqual(['1', '3']);
    expect([...(await assignedByOwnGroups(okta, [named], []))]).toEqual(['1', '2', '3']);
    // Nothing is read for a set-up without groups.
    expect((await assignedByOwnGroups(oktaWith({}), [], ['theirs'])).size).toBe(0);
  });

  it('leave accounts of whoever is not assigned by then', () => {
    const account = { name: 'P', userName: 'p', externalId: '7', isSent: true };
    const accounts = ['1', '2'].map((userId) => ({ ...account, userId }));
    const left = accountsOfGroups(
      [change('group-unassign-g', { groupId: 'g', accounts }), named],
      new Set(['2']),
    );
    expect(left).toEqual([{ ...account, userId: '1', since: new Date(at) }]);
  });
});

describe('somebody who is assigned again', () => {
  it.each<[AgainReason, Partial<AppUserWithEmail>, boolean]>([
    ['never-sent', { externalId: null, syncState: 'DISABLED' }, true],
    ['never-sent', { externalId: null, syncState: 'SYNCING' }, false],
    ['never-sent', {}, false],
    ['push-failed', { syncState: 'ERROR' }, true],
    ['push-failed', { externalId: null, syncState: 'DISABLED' }, true],
    ['push-failed', {}, false],
    ['no-account', {}, true],
    ['no-account', { externalId: null, syncState: 'ERROR' }, true],
    ['no-account', { externalId: null, syncState: 'DISABLED' }, false],
    ['not-assigned', { externalId: null, syncState: 'DISABLED' }, false],
  ])('for %s is unassigned first as %j: %j', (why, appUser, expected) => {
    expect(isToRepair({ why }, appUserWith(appUser))).toBe(expected);
    expect(isToRepair({ why }, appUserWith({ ...appUser, scope: 'GROUP' }))).toBe(false);
  });

  const again = (half: 'unassign' | 'assign', ...ids: string[]) =>
    assignAgainStep({
      half,
      people: ids.map((id): AssignedAgain => ({
        ...personOf(id),
        ...{ why: 'push-failed', keptUserName: id === 'kept' ? 'KEPT' : null, keptProfile: { title: 'x' } },
      })),
    });

  it('is known to have changed something, in either half', async () => {
    const failed = { assigned: { 1: { syncState: 'ERROR' } } };
    for (const run of [await planned(again('unassign', '1'), failed), await planned(again('assign', '1'))])
      expect(run.remembered).toEqual([{ changedSomething: true }]);
  });

  it('is told of as assigned too early where they were', async () => {
    const people: AssignedAgain[] = [
      { ...personOf('1'), why: 'never-sent', keptUserName: null, keptProfile: {} },
    ];
    const early = { externalId: null, syncState: 'DISABLED' };
    const { draft, journaled } = await planned(assignAgainStep({ half: 'unassign', people }), {
      assigned: { 1: early },
    });
    expect(draft.changes[0]?.change.title).toBe('Unassign P 1, who was assigned too early');
    expect(journaled).toEqual([{ userId: '1', kept: { userName: null, profile: {} } }]);
  });

  it('has a deactivation sent where there is an account that Okta goes on sending', async () => {
    const people: AssignedAgain[] = [
      { ...personOf('1'), why: 'no-account', keptUserName: null, keptProfile: {} },
    ];
    const step = assignAgainStep({ half: 'unassign', people });
    expect((await planned(step, { assigned: { 1: {} } })).changes).toEqual([
      ['unassign-1', 'delete', true, 1],
    ]);
  });

  it('is unassigned only as long as they did not arrive', async () => {
    const { changes, written, touched, journaled, draft } = await planned(
      again('unassign', 'failed', 'arrived', 'gone'),
      {
        assigned: { failed: { syncState: 'ERROR' }, arrived: {} },
      },
    );
    expect(changes).toEqual([
      ['unassign-failed', 'delete', true, 0],
      ['unassign-gone', 'keep', false, 0],
    ]);
    expect([written, touched]).toEqual([[['unassign', 'failed']], ['failed']]);
    // The second half is known after a crash between the two.
    const kept = { userName: null, profile: { title: 'x' } };
    expect(journaled).toMatchObject([
      { userId: 'failed', kept, account: { externalId: '7', isSent: false } },
    ]);
    expect(draft.changes[0]?.change.title).toBe('Unassign P failed, who did not arrive');
  });

  it('is assigned with what was kept, unless they are assigned by now', async () => {
    const { changes, written, touched, journaled, draft } = await planned(again('assign', 'kept', 'there'), {
      assigned: { there: {} },
    });
    expect(changes).toEqual([
      ['assign-kept', 'create', true, 1],
      ['assign-there', 'keep', false, 0],
    ]);
    expect(written).toEqual([['assign', 'kept', { userName: 'KEPT', profile: { title: 'x' } }]]);
    expect([touched, journaled]).toEqual([['kept'], [{ userId: 'kept', userName: 'KEPT' }]]);
    expect(draft.changes.map(({ change: { rows } }) => rows[0]?.after)).toEqual(['KEPT', 'there']);
  });

  it('is not unassigned where nobody could be assigned again; once unassigned, nothing stands in the way', async () => {
    const off = { status: 'INACTIVE' };
    expect((await planned(again('unassign', '1'), off)).blockers).toEqual([
      expect.stringMatching(/inactive/),
    ]);
    expect((await planned(again('assign', '1'), off)).blockers).toEqual([]);
  });
});
