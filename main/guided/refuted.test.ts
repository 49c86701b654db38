import { beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../practice/world/world';
import { regions } from '../../shared/oktopost';
import type { TestCore } from '../testing/core';
import { preparedForTest } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { testOne } from '../testing/ready-to-test';

describe('a connection that was stated, and that a test refuted', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  let userId: string;
  preparedForTest((made, testUser) => {
    prepared = made;
    ({ core } = made);
    userId = testUser;
  });
  beforeEach(() => prepared.again({}, true));

  const neverSaved = (): void => {
    for (const app of Object.values(core.org.world.state.apps)) app.connection = null;
  };
  const ofAnotherRegion = (): void => {
    core.byHand.connect(regions.eu.boardScimBaseUrl, createOktopostToken(core.org.world, 'eu', 'Okta').text);
  };
  const atAnotherAddress = (): void => {
    core.byHand.connect('https://board.oktopost.com/scim/v2/nothing');
  };
  const withAnotherToken = (): void => {
    core.byHand.connect(undefined, 'a token that was revoked');
  };

  async function tested(): Promise<{ state: string; cause: string | undefined }> {
    const { state, explanation } = await testOne(core, userId);
    return { state, cause: explanation?.id };
  }
  async function testedAgain(): Promise<string> {
    await core.run({ kind: 'unassign', userId });
    await core.until('the account was followed', ({ test: { unassignment } }) =>
      ['active', 'unread', 'gone', 'inactive'].includes(unassignment?.state ?? ''),
    );
    return (await tested()).state;
  }
  async function connection() {
    const { guided, rail } = await core.snapshot();
    const { settings } = await core.call('summary.get', {});
    const knownOf = (id: string) => settings.find(({ setting }) => setting === id)?.known.how;
    return {
      isStated: guided.connection.statedAt !== null,
      step: rail.find(({ screen }) => screen === 'connection')?.state,
      updates: knownOf('connection.push-profile-updates'),
      address: knownOf('connection.base-url'),
    };
  }
  const refuted = { isStated: false, updates: 'unknown', address: 'unknown' };

  it.each([
    ['was never saved', neverSaved, 'nothing-sent'],
    ['leads to another account', ofAnotherRegion, 'sent-elsewhere'],
    ['leads to an address that does not answer', atAnotherAddress, 'no-connection'],
    ['was saved with a wrong token', withAnotherToken, 'token-refused'],
  ])('counts no more, and is asked again: it %s', async (_what, saved, shown) => {
    expect(await connection()).toEqual({
      isStated: true,
      step: 'done-stated',
      updates: 'stated',
      address: 'stated',
    });
    saved();
    const { state, cause } = await tested();
    expect({ state, cause }).toEqual({ state: 'failed', cause: shown });
    expect(await connection()).toMatchObject(refuted);
    // Of the one that is saved now, nobody has said anything.
    core.byHand.connect();
    expect(await testedAgain()).toBe('passed');
    expect(await connection()).toEqual({
      isStated: false,
      step: 'done-unread',
      updates: 'unknown',
      address: 'proven-by-test',
    });
    // Stated again, of the connection that the test proved: it stays proven.
    await core.call('guided.state', { step: 'connection', done: true });
    expect(await connection()).toEqual({
      isStated: true,
      step: 'done-stated',
      updates: 'stated',
      address: 'proven-by-test',
    });
  });
});
