import { describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import { regions } from '../../shared/oktopost';
import type { TestCore } from '../testing/core';
import { preparedForTest } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

// In Okta the base URL and a valid token of another region: Okta succeeds, and Oktopost, as the assistant reads it, knows nobody.

describe('an account that Okta made where the assistant does not read', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  let userId: string;
  preparedForTest((made, testUser) => {
    prepared = made;
    ({ core } = made);
    userId = testUser;
  });

  const usualUrl = regions.us.boardScimBaseUrl;
  const connectTo = (region: 'us' | 'eu'): void => {
    const token =
      region === 'us'
        ? core.org.oktopost.bearerToken
        : createOktopostToken(core.org.world, region, 'Okta').text;
    core.byHand.connect(regions[region].boardScimBaseUrl, token);
  };
  const account = () => {
    const { users } = core.org.world.state.oktopost.eu;
    const found = Object.values(users).find(({ externalId }) => externalId === userId);
    if (found === undefined) throw new Error('there is no account');
    return found;
  };
  async function tested() {
    await prepared.again({}, true);
    connectTo('eu');
    const begun = prepared.clock.waited.length;
    await core.run({ kind: 'assign', userId });
    const { test } = await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
    const waitedMs = prepared.clock.waited.slice(begun).reduce((sum, ms) => sum + ms, 0);
    return { ...test, waitedMs };
  }
  async function unassigned() {
    await core.run({ kind: 'unassign', userId });
    const { test } = await core.until('the account was followed', ({ test: { unassignment } }) =>
      ['active', 'unread', 'gone', 'inactive'].includes(unassignment?.state ?? ''),
    );
    return test.unassignment;
  }
  const left = async () => (await core.call('summary.get', {})).left.map(({ text }) => text);
  const remains = async () =>
    (await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false })).undo?.remains ?? [];

  it('is told in seconds, with the address that belongs in Okta, and is no fault of Oktopost’s search', async () => {
    const { state, explanation, waitedMs } = await tested();
    expect([state, explanation?.id]).toEqual(['failed', 'sent-elsewhere']);
    expect(explanation).toMatchObject({ owner: 'okta-admin', place: 'integration' });
    expect(explanation?.what).toContain(account().id);
    expect(explanation?.next).toContain(usualUrl);
    expect(explanation?.next).not.toContain('only your word');
    expect(waitedMs).toBeLessThan(30_000);
    const { findings } = await core.call('test.preCheck', { userId });
    const match = findings.filter(({ pane }) => pane === 'match');
    expect(match.map(({ level }) => level)).toContain('warn');
    expect(match.map(({ text }) => text).join(' ')).toContain(account().id);
  });

  it.each(['before a restart', 'after a restart'])(
    'is none that was seen here and is gone since, when it is followed again %s',
    async (when) => {
      await prepared.again({}, true);
      await core.run({ kind: 'assign', userId });
      await core.until('it passed', ({ test }) => test.state === 'passed');
      for (const users of Object.values(core.org.world.state.oktopost))
        for (const [id, { externalId }] of Object.entries(users.users))
          if (externalId === userId) delete users.users[id];
      const followedAgain = async (): Promise<string | undefined> => {
        await core.call('test.followAgain', {});
        const { test } = await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
        return test.explanation?.id;
      };
      expect(await followedAgain()).not.toBe('sent-elsewhere');
      if (when === 'after a restart') {
        await core.restart();
        await core.until('connected', ({ okta }) => okta.state === 'connected');
        const value = core.org.oktopost.bearerToken;
        await core.call('secrets.submit', { kind: 'oktopost-token', value });
      }
      expect(await followedAgain()).toBe('search-finds-nobody');
    },
  );

  it('stays active there once Okta sends here: unassigning says so, and so do the lists', async () => {
    await tested();
    const { id } = account();
    connectTo('us');
    const plan = await core.preview({ kind: 'unassign', userId });
    expect(plan.warnings.join(' ')).toContain(`(id ${id}) that this Oktopost account does not have`);
    const unassignment = await unassigned();
    expect([unassignment?.state, unassignment?.explanation?.id]).toEqual(['active', 'account-elsewhere']);
    expect(unassignment?.verdict).toContain(`(id ${id}) that this Oktopost account does not have`);
    expect(unassignment?.explanation?.next).toContain('Dashboard > Tasks');
    expect(account().active).toBe(true);
    expect(await left()).toContainEqual(expect.stringContaining(id));
    // Another test takes nothing from it.
    await core.run({ kind: 'assign', userId });
    await core.until('it passed', ({ test }) => test.state === 'passed');
    expect(await left()).toContainEqual(expect.stringContaining(id));
    const { left: items } = await core.call('summary.get', {});
    const statement = items.find(({ text }) => text.includes(id))?.statement ?? null;
    if (statement === null) throw new Error('nobody can say that it is done');
    await core.call('summary.state', { id: statement, done: true });
    expect(await left()).not.toContainEqual(expect.stringContaining(id));
    // There can be several: each says which.
    const { stated } = await core.call('summary.get', {});
    expect(stated.find((each) => each.id === statement)?.text).toContain(`(${id})`);
  });

  it('is named by an undo in the words of what is left to do, before and after it', async () => {
    await tested();
    const { id } = account();
    connectTo('us');
    await unassigned();
    // What the test itself found names the account in other words.
    const ofId = (texts: readonly string[]) => texts.filter((text) => text.includes(`(id ${id})`));
    const named = ofId(await left());
    expect(named).toHaveLength(1);
    expect(ofId(await remains())).toEqual(named);
    // Assigned again, the user has another account, of which the undo tells too.
    await core.run({ kind: 'assign', userId });
    await core.until('it passed', ({ test }) => test.state === 'passed');
    expect(ofId(await remains())).toEqual(named);
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(ofId(await remains())).toEqual(named);
  });

  it('is named by an undo that unassigns the user itself, before and after it, and is not called inactive', async () => {
    await tested();
    const { id } = account();
    connectTo('us');
    const ofId = (texts: readonly string[]) => texts.filter((text) => text.includes(id));
    const named = ofId(await remains());
    expect(named).toEqual([expect.stringContaining(`(id ${id}) that this Oktopost account did not have`)]);
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(account().active).toBe(true);
    const { run } = await core.snapshot();
    expect(run?.checks.filter(({ setting }) => setting.startsWith('account:'))).not.toContainEqual(
      expect.objectContaining({ state: 'same' }),
    );
    expect(ofId(await remains())).toEqual(named);
  });

  it('is named by an undo after the user was unassigned by hand, and also once they have another account', async () => {
    await tested();
    const { id } = account();
    connectTo('us');
    const appId = (await core.snapshot()).app?.id ?? '';
    await core.org.api('DELETE', `/api/v1/apps/${appId}/users/${userId}`);
    const named = (await remains()).filter((text) => text.includes(id));
    expect(named).toEqual([expect.stringContaining('Make sure that this account is inactive')]);
    await core.org.api('POST', `/api/v1/apps/${appId}/users`, { id: userId, scope: 'USER' });
    await core.org.world.idle();
    expect((await remains()).filter((text) => text.includes(id))).toEqual(named);
  });

  it('is not named by an undo once it is stated as looked at', async () => {
    await tested();
    const { id } = account();
    connectTo('us');
    await unassigned();
    const { left: items } = await core.call('summary.get', {});
    const statement = items.find(({ text }) => text.includes(`(id ${id})`))?.statement ?? null;
    if (statement === null) throw new Error('nobody can say that it is done');
    await core.call('summary.state', { id: statement, done: true });
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.undo?.remains.join(' ')).not.toContain(id);
    expect(plan.undo?.accounts).toBeNull();
    await core.apply(plan);
    expect((await remains()).join(' ')).not.toContain(id);
  });

  it('is deactivated there by an unassignment before the address is mended, which nothing here can read', async () => {
    await tested();
    const unassignment = await unassigned();
    expect(account().active).toBe(false);
    expect([unassignment?.state, unassignment?.explanation?.id]).toEqual(['unread', 'account-elsewhere']);
    expect(unassignment?.verdict).toContain('Okta says that it deactivated it');
    // What comes first is done: only the rest is still to be done.
    const { test } = await core.snapshot();
    expect([test.decision, test.explanation?.id]).toEqual(['unassigned', 'sent-elsewhere']);
    expect(test.explanation?.what).toContain(account().id);
    expect(test.explanation?.next).not.toContain('unassign');
    expect(test.explanation?.next).toMatch(/^Open Provisioning > Integration/);
    expect(test.explanation?.next).toContain(usualUrl);
  });
});
