import { expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { LifeCycle } from '../../shared/life-cycle';
import { deletesAccount } from '../steps/assignment/history';
import { factsOf as evidenceOf } from '../evidence/facts';
import { goOnWithLife, live, phaseIn } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { rolloutEnded, rolloutOrg } from '../testing/rollout-org';
import { factsOf } from './look';
import type { TestCore } from '../testing/core';

let prepared: PreparedCore;
let core: TestCore;
const org = rolloutOrg(() => core);
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});

it('tells of an account that was deleted when its user was taken out, until somebody states that this is known', async () => {
  await prepared.again({ profile: parseProfile('unassignment=deletes') });
  const deletions = async () => {
    const { left } = await core.call('summary.get', {});
    return left.filter(({ text }) => text.includes('was deleted'));
  };
  expect(await deletions()).toEqual([]);
  await live(core);
  const lived = await goOnWithLife(core, 'next');
  expect(phaseIn(lived, 'unassign').state).toBe('passed');
  expect(phaseIn(lived, 'reassign').explanation).toMatchObject({ id: 'account-replaced', guess: false });
  const leaves = (lifeCycle: LifeCycle) =>
    evidenceOf({
      ...{ lifeCycle, earlierLives: [], userTests: [], failedSignIns: [] },
      summary: { destination: 'board', region: 'us', signOn: null, stated: [] },
    }).find(({ what }) => what.endsWith(': unassign'))?.leaves;
  expect(leaves(lived)).toBe('deleted');
  // Seen inactive first, and gone when the user was assigned again.
  const seenInactive = lived.phases.map((record) =>
    record.phase === 'unassign'
      ? { ...record, facts: record.facts.map((fact) => ({ ...fact, actual: fact.expected })) }
      : record,
  );
  expect(leaves({ ...lived, phases: seenInactive })).toBe('deleted');
  // Every plan that takes somebody out says so.
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  expect((await core.preview({ kind: 'assign', userId })).changes).toMatchObject([
    { undo: expect.stringContaining('Okta then deletes the Oktopost account'), irreversibleEffect: null },
  ]);
  await core.run({ kind: 'assign', userId });
  await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
  const { changes } = await core.preview({ kind: 'unassign', userId: userId });
  expect(changes.find(({ id }) => id === 'unassign')).toMatchObject({
    warnings: [deletesAccount],
    undo: expect.stringContaining('new account'),
  });
  const emails = org.ready(1).flatMap(({ profile: { email } }) => email ?? []);
  await org.begin(await org.planOf(emails));
  await core.until('the rollout ends', rolloutEnded);
  expect(await core.call('rollout.planBack', { ring: 0 })).toMatchObject({
    ...{ deactivated: 1, deletes: true },
    lockOut: expect.arrayContaining([deletesAccount]),
  });
  const remains =
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false })).undo?.remains.join(' ') ?? '';
  expect(remains).toContain('Okta deletes the account of a user who is unassigned');
  expect(remains).not.toContain('tries once to deactivate');
  const [item] = await deletions();
  expect(item).toMatchObject({ kind: 'open', link: { place: 'oktaToApp' } });
  expect(item?.text).toContain('Okta deleted it, as its System Log says');
  expect(item?.text).toContain('Ask who switched that on before you unassign');
  await core.call('summary.state', { id: item?.statement ?? '', done: true });
  expect(await deletions()).toEqual([]);
});

it('expects an account that Okta deleted in place of deactivating it to be that, and not the other', () => {
  const account = { active: false, userName: null, givenName: null, email: null };
  const expected = { user: null, assigned: null, account, looksTwice: false };
  expect(factsOf(expected, 'adv1', null, { state: 'read', account: null })).toEqual([
    { where: 'oktopost', what: 'active', expected: 'false, or deleted', actual: 'deleted', state: 'same' },
  ]);
});
