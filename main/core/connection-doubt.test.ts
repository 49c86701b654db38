import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isDoubt } from '../../shared/connection-doubt';
import type { SummarySetting } from '../../shared/summary';
import { driftReportSchema } from '../../shared/drift';
import { minute } from '../export/document';
import { changedAfterwards } from '../drift/doubts';
import { drift, fileOf } from '../testing/drift';
import type { TestCore } from '../testing/core';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { readyToTest } from '../testing/ready-to-test';

const identifier = 'connection.unique-identifier';
/** What Bruno’s arrival proves of the connection. */
const byArrival = [
  'connection.base-url',
  identifier,
  'connection.push-new-users',
  'connection.authentication-mode',
  'connection.authorization',
];
const notTested = [
  'connection.push-profile-updates',
  'connection.import-users',
  'connection.push-groups',
  'connection.import-groups',
];

describe('what a test user proved of the connection', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  beforeAll(async () => {
    prepared = await prepareCore(async (started) => {
      const userId = await readyToTest(started);
      await started.run({ kind: 'assign', userId });
      await started.until('a verdict', ({ test: { verdict } }) => verdict !== null);
    });
    ({ core } = prepared);
  }, prepareMs);
  beforeEach(() => prepared.again({}, true));
  afterAll(() => core.close());

  /** Somebody saves the connection in the console, perhaps with another field. */
  function saved(uniqueIdentifier = 'email'): void {
    // Longer than two clocks may differ.
    prepared.clock.pass(60_000);
    core.byHand.connect();
    Object.assign(core.ours().connection ?? {}, { uniqueIdentifier });
    Object.assign(core.org.world.state.log.at(-1)?.actor ?? {}, { alternateId: 'jo@bellwether.example' });
  }
  async function summary() {
    const read = await core.call('summary.get', {});
    const of = (id: string): SummarySetting['known'] | undefined =>
      read.settings.find(({ setting }) => setting === id)?.known;
    const item = read.left.find((each) => isDoubt(each) && each.settings.includes(identifier));
    return { ...read, how: of(identifier)?.how, of, doubt: item?.text ?? null };
  }

  it('counts while nobody but this set-up writes the app integration', async () => {
    await core.run({ kind: 'tile', hidden: true });
    const { how, doubt } = await summary();
    expect({ how, doubt }).toEqual({ how: 'proven-by-test', doubt: null });
  });

  it('counts no more once the log has a change that Okta does not show, and says when it was proven and who changed what', async () => {
    saved();
    const { how, doubt, left, verdict } = await summary();
    expect(how).toBe('unknown');
    expect(doubt).toMatch(
      /^5 settings of the SCIM connection: proven by the test user bruno\S* at \S+ \S+ UTC; 4 settings of .*, before jo@bellwether\.example changed the app integration at .*Test one user once more\. Look at it in Okta: /,
    );
    expect(left.filter(({ text }) => text === doubt)).toMatchObject([
      { step: 'test-user', kind: 'open', settings: expect.arrayContaining([...byArrival, ...notTested]) },
    ]);
    expect(verdict).toContain('settings are not known');
  });

  it('nor does what an admin stated before it, until the word is given again; a change before anybody was sent is the set-up’s', async () => {
    const updates = 'connection.push-profile-updates';
    // As in an org whose log never tells what was changed.
    for (const { target } of core.org.world.state.log) for (const each of target) delete each.changeDetails;
    expect((await summary()).of(updates)?.how).toBe('stated');
    saved();
    const { of, left } = await summary();
    expect(of(updates)?.how).toBe('unknown');
    const item = left.find(({ settings }) => settings.includes(updates));
    expect(item).toMatchObject({
      kind: 'open',
      text: expect.stringMatching(
        /4 settings of the SCIM connection: stated by \S+ at .*, before jo@bellwether\.example changed .*Look at it in Okta/,
      ),
    });
    await core.call('summary.state', { id: item?.statement ?? '', done: true });
    expect((await summary()).of(updates)?.how).toBe('stated');
  });

  const connection = async () => {
    const { rail, guided } = await core.snapshot();
    const step = rail.find(({ screen }) => screen === 'connection')?.state;
    return { step, known: guided.connection.known, said: guided.connection.finding?.text };
  };
  const notAsItWas = {
    step: 'done-unread',
    known: 'cannot-be-read',
    said: expect.stringMatching(
      /^jo@bellwether\.example changed the app integration at .* may not be as it was/,
    ),
  };

  it('is found by a look at the step and where its screen is opened, and ends by the word that is asked for there', async () => {
    const { statedAt } = (await core.snapshot()).guided.connection;
    expect(statedAt).not.toBeNull();
    saved();
    await core.call('guided.lookNow', { step: 'connection' });
    expect(await connection()).toMatchObject(notAsItWas);
    expect((await core.snapshot()).guided.connection.statedAt).toBeNull();
    await core.call('guided.state', { step: 'connection', done: true });
    expect((await core.snapshot()).guided.connection).toMatchObject({
      finding: null,
      statedAt: expect.not.stringMatching(statedAt ?? ''),
    });
    saved();
    await core.call('session.go', { screen: 'connection' });
    await core.until('it is read', ({ guided }) => guided.connection.finding !== null);
  });

  it('is said by the list of steps and on the step, after a restart too', async () => {
    expect((await connection()).step).toBe('done-stated');
    saved();
    await summary();
    expect(await connection()).toMatchObject(notAsItWas);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    await core.until('it is read', ({ guided }) => guided.connection.finding !== null);
    expect(await connection()).toMatchObject(notAsItWas);
  });

  /** A rollout of these people alone, by name, ring by ring. */
  async function planned(names: readonly string[]) {
    const found = await Promise.all(names.map((query) => core.call('users.search', { query })));
    const userIds = found.map(({ users }) => users[0]?.id ?? '');
    const choice = { groups: [], userIds, listId: null, ringSize: 20, failShare: 20 } as const;
    return core.call('rollout.plan', { ...choice, groups: [], userIds, licences: 2000, goOn: true });
  }

  it('is asked about before a rollout sends people, whose arrival ends it as far as it proves that', async () => {
    saved('userName');
    const plan = await planned(['Ada']);
    expect(plan.risks).toContainEqual(
      expect.stringMatching(
        /^jo@bellwether\.example changed the app integration.*test one user once more\.$/,
      ),
    );
    expect(await connection()).toMatchObject(notAsItWas);
    await core.call('rollout.start', { planId: plan.id, secondYes: true });
    const { rollout } = await core.until('it ends', ({ rollout: { state } }) => state === 'done');
    expect(rollout.arrived).toBe(1);
    const { of, left } = await summary();
    expect(byArrival.map((setting) => of(setting)?.how)).toEqual(byArrival.map(() => 'proven-by-test'));
    // What nobody sent has shown.
    expect(left.filter(isDoubt)).toMatchObject([{ settings: notTested }]);
    expect((await planned(['Bea'])).risks).toEqual(plan.risks.slice(1));
  });

  it('counts again by a later test, or by the word of an admin that lasts until the next change', async () => {
    saved('userName');
    const { left, doubt } = await summary();
    const statement = left.find(({ text }) => text === doubt)?.statement ?? '';
    await core.call('summary.state', { id: statement, done: true });
    expect(await summary()).toMatchObject({ how: 'stated', doubt: null });
    saved('userName');
    expect((await summary()).how).toBe('unknown');
    const { users } = await core.call('users.search', { query: 'Ada' });
    await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
    const { test } = await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
    expect(test.state).toBe('passed');
    expect(await summary()).toMatchObject({ how: 'proven-by-test', doubt: null });
  });

  it('was looked at last when that was stated, not when it was stated before an earlier change', async () => {
    saved('userName');
    const { left } = await summary();
    const lookedAt = prepared.clock.now().toISOString();
    await core.call('summary.state', { id: left.find(isDoubt)?.statement ?? '', done: true });
    saved('userName');
    const item = (await summary()).left.find(isDoubt);
    expect(item?.text).toMatch(
      new RegExp(`^9 settings of the SCIM connection: stated by \\S+ at ${minute(lookedAt)}, before jo@`),
    );
    expect(item).toMatchObject({ step: 'connection' });
  });

  it('leaves what Okta shows of it: an action that is on and is to stay off differs', async () => {
    saved();
    Object.assign(core.ours().connection ?? {}, { importNewUsers: true });
    const { settings, left, verdict } = await summary();
    const imported = 'connection.import-users';
    expect(settings.find(({ setting }) => setting === imported)).toMatchObject({
      value: 'on',
      known: { how: 'read-back' },
    });
    expect(left.filter((item) => item.settings.includes(imported))).toMatchObject([{ kind: 'fault' }]);
    expect(verdict).toMatch(/^These differ: .*Import New Users and Profile Updates/);
  });

  it('ends at once with a later test that Oktopost refused for it', async () => {
    saved();
    const { users } = await core.call('users.search', { query: 'Ada' });
    await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
    const { test } = await core.until('a verdict', ({ test: { verdict } }) => verdict !== null);
    expect({ state: test.state, cause: test.explanation?.id }).toEqual({
      state: 'failed',
      cause: 'other-identifier',
    });
    const { how, left } = await summary();
    expect(how).toBe('unknown');
    expect(left.find(({ settings }) => settings.includes(identifier))).toMatchObject({
      step: 'connection',
      kind: 'fault',
    });
    expect((await core.snapshot()).guided.connection.statedAt).toBeNull();
  });

  const untold = {
    kind: 'connection-changed',
    text: expect.stringMatching(
      /proven by the test user bruno.*; 4 settings of the SCIM connection: stated by .* before jo@bellwether\.example changed/,
    ),
  };

  it.each([
    ['of a summary from before the change', async () => core.call('summary.get', {}), saved],
    [
      'of a summary from after it',
      async () => {
        saved();
        return core.call('summary.get', {});
      },
      () => undefined,
    ],
  ])('is not said to be the same by a drift check %s', async (_what, made, later) => {
    const file = await fileOf(JSON.stringify(await made()));
    later();
    const how = { env: { OKTA_API_TOKEN: core.org.okta.apiToken }, clock: prepared.clock };
    const json = await drift([file, '--practice', '--json'], how);
    const report = driftReportSchema.parse(JSON.parse(json.out));
    expect(report).toMatchObject({ result: 'same', watch: [untold] });
    expect(report.rows.find(({ setting }) => setting === identifier)).toMatchObject({
      state: 'cannot-be-read',
      // Once for all of them, in what needs a look.
      note: expect.stringMatching(/^(The|Proven or stated before the) app integration was changed/),
    });
    expect(json.code).toBe(0);
    // A summary from after the change has read the journal, by which it is somebody else's.
    const isRead = report.watch.every(({ since }) => since === report.summary?.made);
    expect(report.watch.every((each) => each.next.startsWith('It may be of this set-up itself'))).toBe(
      !isRead,
    );
    const { code, out } = await drift([file, '--practice', '--strict'], how);
    expect(code).toBe(1);
    expect(out).toContain('Same in what Okta shows: ');
    expect(out).toContain('Okta does not show whether the SCIM connection is as it was');
    expect(out.match(/settings of the SCIM connection: proven/g)).toHaveLength(1);
  });

  it('is not said to be the same by the own drift check, which tells of no write of this set-up', async () => {
    await core.run({ kind: 'tile', hidden: true });
    const { report } = await core.call('drift.check', {});
    expect(report.watch.map(({ kind }) => kind)).not.toContain('connection-changed');
    saved();
    const { report: told } = await core.call('drift.check', {});
    expect(told).toMatchObject({ result: 'same', watch: [untold, { kind: 'stray-accounts' }] });
    const doubted = told.rows.filter(({ setting }) => byArrival.includes(setting));
    expect(doubted.map(({ state, known, note }) => [state, known.how, note])).toEqual(
      byArrival.map(() => ['cannot-be-read', 'proven-by-test', changedAfterwards]),
    );
  });
});
