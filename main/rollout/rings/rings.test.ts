import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../testing/checkpoint';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';
import type { HurriedClock } from '../../testing/hurried-clock';
import { readyToTest } from '../../testing/ready-to-test';
import { readyToRollOut, rolloutEnded, rolloutOrg } from '../../testing/rollout-org';

const emailsOf = (people: readonly { profile: { email?: string } }[]): string[] =>
  people.map(({ profile }) => profile.email ?? '');

/** Called before each wait of the assistant. */
let beforeWait = (): Promise<unknown> => Promise.resolve();

async function startCore(): Promise<TestCore> {
  const clock: HurriedClock = hurriedClock(() => core.org.world.idle());
  const sleep: HurriedClock['sleep'] = async (ms, signal) => {
    await beforeWait();
    await clock.sleep(ms, signal);
  };
  const core: TestCore = await startTestCore(
    {
      users: 80,
      licences: 2000,
      now: clock.now,
      provisionDelayMs: 5,
      logLagMs: 5,
      rateLimit: 1_000_000,
    },
    { ports: () => ({ clock: { ...clock, sleep } }) },
  );
  return core;
}

describe('a ring', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  const org = rolloutOrg(() => core);
  const advocates = () => org.group('Social advocates');
  const asGroup = () => ({ id: advocates().id, name: advocates().profile.name });
  const owner = () => {
    const [token] = Object.values(core.org.world.state.apiTokens);
    const found = org.people().find(({ id }) => id === token?.userId);
    if (found === undefined) throw new Error('the token has no owner');
    return found;
  };

  beforeAll(async () => {
    core = await startCore();
    checkpoint = await readyToRollOut(core);
  });
  beforeEach(() => core.returnTo(checkpoint));
  afterAll(() => core.close());

  /** The group, with these members, is assigned as the second ring. */
  async function groupAssigned(members: readonly { id: string }[]): Promise<void> {
    advocates().memberIds = members.map(({ id }) => id);
    await org.begin(await org.planOf(emailsOf(org.ready(1)), { groups: [asGroup()] }));
    const { rollout } = await core.until('the rollout ends', rolloutEnded);
    expect(rollout.state).toBe('done');
  }

  async function takeBack(typed: number | null, secondYes: boolean): Promise<void> {
    const { planId } = await core.call('rollout.planBack', { ring: 1 });
    await core.call('rollout.takeBack', { planId, typed, secondYes });
    await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
  }

  it('that is a group is taken back as a group, whose members lose their access', async () => {
    const members = org.ready(9).slice(1);
    await groupAssigned(members);
    const back = await core.call('rollout.planBack', { ring: 1 });
    expect(back).toMatchObject({ group: 'Social advocates', people: 8, deactivated: 8, typed: 8 });
    await takeBack(8, back.lockOut.length > 0);
    expect(org.app().groups).toEqual({});
    expect(Object.keys(org.app().users)).toHaveLength(1);
    expect((await core.call('rollout.view', {})).rings[1]?.state).toBe('taken-back');
  });

  it('that is a group counts who came into it since: taking it back takes their access too', async () => {
    const [, ...people] = org.ready(10);
    await groupAssigned(people.slice(0, 4));
    const newcomers = people.slice(4, 8);
    for (const { id } of newcomers) {
      await core.org.api('PUT', `/api/v1/groups/${advocates().id}/users/${id}`);
    }
    await core.org.world.idle();
    expect(await core.call('rollout.planBack', { ring: 1 })).toMatchObject({ people: 8, typed: 8 });
    const back = await core.call('rollout.rows', { of: 'back', ring: 1, state: null, from: 0, count: 50 });
    expect(back.rows.map(({ email }) => email)).toEqual(expect.arrayContaining(emailsOf(newcomers)));
  });

  it('that is a group needs a second yes to be taken back when the owner of the token came into it', async () => {
    await groupAssigned(org.ready(3).slice(1));
    await core.org.api('PUT', `/api/v1/groups/${advocates().id}/users/${owner().id}`);
    const back = await core.call('rollout.planBack', { ring: 1 });
    expect(back.lockOut.join(' ')).toContain('owns the API token');
    const refusal = await core.refusal('rollout.takeBack', {
      planId: back.planId,
      typed: null,
      secondYes: false,
    });
    expect(refusal.message).toContain('owns the API token');
    expect(Object.keys(org.app().groups)).toHaveLength(1);
  });

  it('needs a second yes for a member who is not ready, whom the group assigns all the same', async () => {
    owner().profile.lastName = '';
    advocates().memberIds = [owner().id];
    const plan = await org.planOf(emailsOf(org.ready(1)), { groups: [asGroup()] });
    expect(plan.lockOut.join(' ')).toContain('owns the API token');
    expect(plan.warnings.join(' ')).toContain(`not ready, and a group assigns them all the same: `);
    expect(plan.warnings.join(' ')).toContain(owner().profile.firstName ?? 'nobody');
    // Who is assigned is counted, and is not among those left out.
    expect(plan).toMatchObject({ people: 2, skipped: [], rings: [{ people: 1 }, { people: 1 }] });
    const inRing = { of: 'planned', ring: 1, state: null, from: 0, count: 10 } as const;
    expect((await core.call('rollout.rows', inRing)).rows.map(({ userId }) => userId)).toEqual([owner().id]);
  });

  it('does not begin where Plan only is switched on while the one before is followed', async () => {
    const plan = await org.planOf(emailsOf(org.ready(3)));
    let isOn = false;
    beforeWait = async () => {
      // It is refused while the ring is assigned.
      if ((await core.snapshot()).run?.state !== 'done' || isOn) return;
      isOn = true;
      await core.call('session.planOnly', { on: true });
    };
    await org.begin(plan);
    const { rollout } = await core.until('it pauses', rolloutEnded);
    beforeWait = () => Promise.resolve();
    expect(rollout).toMatchObject({ state: 'paused', ring: 1, arrived: 1, error: { code: 'plan-only' } });
    expect(Object.keys(org.app().users)).toHaveLength(1);
    await core.call('session.planOnly', { on: false });
    await core.call('rollout.resume', {});
    expect((await core.until('the rollout ends', rolloutEnded)).rollout).toMatchObject({
      state: 'done',
      arrived: 3,
    });
  });

  it('names a super admin of a late small ring in the plan already', async () => {
    const people = org.ready(20);
    const last = people.at(-1);
    if (last === undefined) throw new Error('nobody');
    core.org.world.state.superAdminIds = [last.id];
    const plan = await org.planOf(emailsOf(people), { ringSize: 2 });
    expect(plan.rings).toHaveLength(5);
    expect(plan.lockOut).toEqual([expect.stringContaining('is a super admin of this Okta org')]);
    const refusal = await core.refusal('rollout.start', { planId: plan.id, secondYes: false });
    expect(refusal.code).toBe('not-ready');
  });

  it('keeps its group out of the undo of the set-up until a second yes, when an admin of Okta is in it', async () => {
    await groupAssigned([owner()]);
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.lockOut.join(' ')).toContain('owns the API token');
    const refusal = await core.refusal('plan.apply', { planId: plan.id, secondYes: false });
    expect(refusal.message).toContain('owns the API token');
  });

  it('is undone with the set-up: a group of it and its members are nobody else’s', async () => {
    const members = org.ready(9).slice(1);
    await groupAssigned(members);
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(plan.undo?.others).toEqual([]);
    expect(plan.changes[0]).toMatchObject({
      title: 'Take the group Social advocates off',
      undo: 'Not at all: the app integration is deleted too.',
    });
    const run = await core.apply(plan);
    expect(run.error).toBeNull();
    expect(run.state).toBe('done');
    // Each change that wrote something to Okta was read back.
    const read = new Set(run.checks.map(({ setting }) => setting));
    const unread = run.changes.filter(
      ({ settings }) => settings.every((setting) => !read.has(setting)) && !settings.includes('set-up'),
    );
    expect(unread.map(({ title }) => title)).toEqual([]);
    expect(Object.values(core.org.world.state.apps).map(({ label }) => label)).not.toContain(
      'Oktopost Social Advocacy',
    );
    const accounts = Object.values(core.org.world.state.oktopost.us.users);
    const left = accounts.filter(({ userName }) => emailsOf(members).includes(userName));
    expect(left.map(({ active }) => active)).toEqual(members.map(() => false));
    const afterwards = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(afterwards.undo?.remains.join(' ')).toContain(
      'Oktopost accounts of the members of groups that this set-up assigned: Social advocates.',
    );
  });

  it('says what Okta overwrites, and warns of licences that are missing', async () => {
    const people = org.ready(4);
    const [first] = people;
    const accounts = core.org.world.state.oktopost.us.users;
    const [known] = Object.values(accounts);
    if (first === undefined || known === undefined) throw new Error('nobody');
    const there = { userName: first.profile.email ?? '', givenName: 'Another', active: true };
    accounts['adv00000000000000001'] = { ...structuredClone(known), id: 'adv00000000000000001', ...there };
    const plan = await org.planOf(emailsOf(people), { licences: 2 });
    expect(plan).toMatchObject({ people: 4, newAccounts: 3, links: 1, renames: 1, licences: 2 });
    expect(plan.linkNames).toEqual([expect.any(String)]);
    expect(plan.overwritten).toEqual(expect.arrayContaining(['userName', 'givenName', 'familyName']));
    expect(plan.warnings.join(' ')).toContain('3 licences are needed');
    // Accounts in use have a licence each, as the people screen counts them.
    const inUse = Object.values(accounts).filter(({ active }) => active).length;
    expect(plan.activeAccounts).toBe(inUse);
    const short = await org.planOf(emailsOf(people), { licences: 3 + inUse - 1 });
    expect(short.warnings.join(' ')).toContain(
      `3 licences are needed, ${inUse} in use already, and you have ${2 + inUse}`,
    );
    const enough = await org.planOf(emailsOf(people), { licences: 3 + inUse });
    expect(enough.warnings).toEqual(enough.risks);
  });
});

describe('what is chosen for a rollout', () => {
  let core: TestCore;
  const org = rolloutOrg(() => core);
  afterEach(() => core.close());

  it('is there when one comes back, over a restart too; a plan of something else is not', async () => {
    core = await startCore();
    await readyToTest(core);
    const [kim, ...others] = org.ready(4);
    if (kim === undefined) throw new Error('nobody');
    const picked = { id: kim.id, name: 'Kim', email: kim.profile.email ?? '' };
    const how = { groups: [], ringSize: 7, failShare: 3, goOn: true };
    await core.call('people.licences', { licences: 90 });
    await core.call('rollout.choose', { ...how, people: [picked] });
    const list = await core.call('rollout.match', { text: emailsOf(others).join(' ') });
    const plan = await core.call('rollout.plan', {
      ...how,
      userIds: [kim.id],
      listId: list.listId,
      licences: 90,
    });
    expect(plan.people).toBe(4);
    expect(await core.call('rollout.chosen', {})).toEqual({
      draft: { ...how, people: [picked] },
      list,
      plan,
      before: null,
    });

    await core.call('rollout.choose', { ...how, people: [] });
    expect(await core.call('rollout.chosen', {})).toMatchObject({ list, plan: null });
    await core.restart();
    expect(await core.call('rollout.chosen', {})).toMatchObject({
      draft: { ...how, people: [] },
      plan: null,
    });
    expect((await core.snapshot()).people.licences).toBe(90);
  });
});

describe('a ring of the admin application, where nobody can ask Oktopost', () => {
  let core: TestCore;
  const org = rolloutOrg(() => core, 'admin-application');
  afterEach(() => core.close());

  it('is verified by what Okta says, and says so', async () => {
    core = await startCore();
    await core.begin({ destination: 'admin-application', region: 'us', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    core.byHand.apiIntegrationOn();
    await core.call('guided.lookNow', { step: 'authenticate' });
    await core.call('guided.lookNow', { step: 'to-app' });
    core.byHand.updateUserNames();
    const plan = await org.planOf(emailsOf(org.ready(6)));
    expect(plan).toMatchObject({ people: 6, newAccounts: null, reactivations: null, links: null });
    expect(plan.warnings.join(' ')).toContain('was not read');
    await org.begin(plan);
    const { rollout } = await core.until('the rollout ends', rolloutEnded);
    expect(rollout).toMatchObject({ state: 'done', arrived: 6, failed: 0 });
    const { rings } = await core.call('rollout.view', {});
    expect(rings.map(({ looked, logged, people }) => [looked, logged, people])).toEqual([
      [null, 1, 1],
      [null, 5, 5],
    ]);
  });
});
