import { afterEach, describe, expect, it } from 'vitest';
import { platformAccount } from '../../practice/world/accounts';
import { createOktopostToken } from '../../practice/world/world';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

describe('a plan that changes an admin of Okta', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function idOf(query: string): Promise<string> {
    const { users } = await core.call('users.search', { query });
    return users[0]?.id ?? '';
  }

  it('that assigns the owner of the token needs a second yes, and writes nothing without it', async () => {
    core = await startTestCore();
    await readyToTest(core);
    const userId = await idOf('admin@bellwether.example');
    const plan = await core.preview({ kind: 'assign', userId });
    expect(plan.lockOut).toEqual([expect.stringContaining('owns the API token')]);
    expect(await core.refusal('plan.apply', { planId: plan.id })).toMatchObject({
      code: 'not-ready',
      message: plan.lockOut[0],
    });
    const assigned = () =>
      Object.values(core.org.world.state.apps).some(({ users }) => Object.hasOwn(users, userId));
    expect(assigned()).toBe(false);
    const { runId } = await core.call('plan.apply', { planId: plan.id, secondYes: true });
    await core.until('it is done', ({ run }) => run?.id === runId && run.state === 'done');
    expect(assigned()).toBe(true);
    expect((await core.preview({ kind: 'unassign', userId })).lockOut).toHaveLength(1);
  });

  it('that assigns another super admin says so, where Okta shows the roles', async () => {
    core = await startTestCore();
    const userId = await readyToTest(core);
    const board = await core.preview({ kind: 'assign', userId });
    expect(board.lockOut).toEqual([]);
    // Advocates of a board are no admins of Oktopost.
    expect(board.warnings.join(' ')).not.toContain('admin at Oktopost');
    core.org.world.state.superAdminIds = [userId];
    expect((await core.preview({ kind: 'assign', userId })).lockOut).toEqual([
      expect.stringContaining('is a super admin'),
    ]);
  });

  it('that unassigns them again, in an undo, needs a second yes too', async () => {
    core = await startTestCore();
    await readyToTest(core);
    const userId = await idOf('admin@bellwether.example');
    await core.run({ kind: 'assign', userId });
    const { lockOut } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(lockOut).toEqual([expect.stringContaining('owns the API token')]);
  });

  it('that changes user names names the admins among few people, and says that of many it did not look', async () => {
    core = await startTestCore();
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    const { rows } = await core.call('userNames.rows', { from: 0, count: 9, fresh: true });
    // The first one's email is somebody else's too, so their user name is not changed with the others.
    const userId = rows.at(-1)?.userId ?? '';
    core.org.world.state.superAdminIds = [userId];
    expect((await core.preview({ kind: 'user-names', userId })).lockOut).toHaveLength(1);
    const all = await core.preview({ kind: 'user-names', userId: null });
    const said = [...all.lockOut, ...all.warnings].join(' ');
    expect(said).toContain('cannot see who is an admin at Oktopost');
    expect(said).toMatch(all.changes.length > 10 ? /was not looked at/ : /super admin/);
  });
});

describe('a plan that changes the only admin seen at Oktopost', () => {
  let core: TestCore;
  afterEach(() => core.close());

  const userNamed = async (query: string): Promise<string> =>
    (await core.call('users.search', { query })).users[0]?.id ?? '';
  const account = (userName: string, more: object = {}) => ({
    ...{ id: userName, userName, active: true, name: { givenName: 'A', familyName: 'B' }, externalId: null },
    ...more,
  });
  /** Oktopost's whole list from now on, however it is searched. */
  function shows(...Resources: object[]): void {
    core.org.faults.clear();
    const body = JSON.stringify({ totalResults: Resources.length, startIndex: 1, Resources });
    const headers = { 'content-type': 'application/scim+json' };
    const answer = { status: 200, headers, body };
    core.org.faults.add([{ target: 'oktopost', method: 'GET', path: '/Users', times: 99, answer }]);
  }
  async function begin(choice: Parameters<TestCore['begin']>[0]): Promise<void> {
    core = await startTestCore();
    await core.begin(choice);
    const value = createOktopostToken(core.org.world, platformAccount.eu, 'Okta').text;
    await core.call('secrets.submit', { kind: 'oktopost-token', value });
    await core.run({ kind: 'app' });
  }
  const bruno = 'bruno.berger@bellwether.example';
  const chiara = 'chiara.costa@bellwether.example';
  /** Without what an undo would do to an account that is there. */
  const planFor = async (login: string) => {
    const userId = await userNamed(login.split('.')[0] ?? '');
    const plan = await core.preview({ kind: 'assign', userId });
    return {
      ...plan,
      warnings: plan.warnings.filter((text) => !text.includes('An undo leaves it inactive')),
    };
  };

  it('needs a second yes where the account is the only active one, and says elsewhere that it cannot be seen', async () => {
    await begin({
      destination: 'admin-application',
      region: 'eu',
      label: 'Oktopost EU',
      confirmedUndocumentedTarget: true,
    });
    const unseen = [expect.stringContaining('cannot see who is an admin at Oktopost')];
    shows(account(bruno), account(chiara, { active: false }));
    const only = await planFor(bruno);
    expect(only.lockOut).toEqual([expect.stringMatching(/that of Bruno Berger is the only active one\./)]);
    expect(only.warnings).toEqual([]);
    expect(await core.refusal('plan.apply', { planId: only.id })).toMatchObject({ code: 'not-ready' });
    const other = await planFor(chiara);
    expect([other.lockOut, other.warnings]).toEqual([[], unseen]);
    shows(account(bruno), account(chiara));
    const oneOfTwo = await planFor(bruno);
    expect([oneOfTwo.lockOut, oneOfTwo.warnings]).toEqual([[], unseen]);
    // An account under another user name is known by the id that Okta gave it.
    shows(account('b@elsewhere.example', { externalId: await userNamed('Bruno') }));
    expect((await planFor(bruno)).lockOut).toHaveLength(1);
    core.org.faults.clear();
    core.org.faults.add([{ target: 'oktopost', path: '/Users', times: 9, drop: 'before' }]);
    const unread = await planFor(bruno);
    expect([unread.lockOut, unread.warnings]).toEqual([[], unseen]);
  });

  it('is told by roles where the server shows some', async () => {
    await begin({
      destination: 'admin-application',
      region: 'eu',
      label: 'Oktopost EU',
      confirmedUndocumentedTarget: true,
    });
    const admin = { roles: [{ value: 'Account Admin', primary: true }] };
    shows(account(bruno, admin), account(chiara, { roles: [{ value: 'editor' }] }));
    const only = await planFor(bruno);
    expect(only.lockOut).toEqual([expect.stringContaining('is the only active one of an admin')]);
    const none = await planFor(chiara);
    expect([none.lockOut, none.warnings]).toEqual([[], []]);
    shows(account(bruno, admin), account(chiara, { roles: ['administrator'] }));
    const oneOfTwo = await planFor(bruno);
    expect([oneOfTwo.lockOut, oneOfTwo.warnings]).toEqual([[], []]);
  });

  it('is no matter for a board, whose advocates are no admins', async () => {
    core = await startTestCore();
    await readyToTest(core);
    shows(account(bruno));
    expect((await planFor(bruno)).lockOut).toEqual([]);
  });
});
