import { describe, expect, it } from 'vitest';
import type { TestCore } from '../testing/core';
import { readyForEach, rolloutEnded } from '../testing/rollout-org';

describe('people with whom no ring begins', () => {
  let core: TestCore;
  const org = readyForEach(
    (started) => {
      core = started;
    },
    { users: 80, licences: 2000 },
  );
  const advocates = () => org.group('Social advocates');
  const asGroup = () => ({ id: advocates().id, name: advocates().profile.name });

  const emails = (count: number): string[] => org.ready(count).map(({ profile }) => profile.email ?? '');
  const notAssigned = async () =>
    (await core.call('rollout.rows', { of: 'rollout', ring: null, state: 'to-do', from: 0, count: 50 })).rows;
  const ended = () => core.until('the rollout ends', rolloutEnded);
  const summary = async (): Promise<string> => {
    const { download } = await core.call('summary.export', { format: 'markdown' });
    return download?.text ?? '';
  };

  it('stay named and counted when another rollout takes the place of theirs, and its rings are numbered on', async () => {
    const [pilot, ...others] = emails(7);
    await org.begin(await org.planOf([pilot ?? '', ...others], { goOn: false }));
    await ended();
    await core.call('rollout.resume', { secondYes: false });
    await core.until('ring 2 is done', ({ rollout }) => rollout.ring === 2 && rollout.state === 'paused');
    const { planId, lockOut } = await core.call('rollout.planBack', { ring: 1 });
    await core.call('rollout.takeBack', { planId, typed: null, secondYes: lockOut.length > 0 });
    await core.until('taken back', ({ rollout }) => rollout.takenBack === 5);
    expect((await core.snapshot()).rollout).toMatchObject({ takenBack: 5, notBegun: 1, arrived: 1 });

    advocates().memberIds = [];
    const plan = await core.call('rollout.plan', org.choice({ groups: [asGroup()] }));
    expect(plan).toMatchObject({ first: 2, rings: [{ kind: 'group', people: 0 }], people: 0, blockers: [] });
    await org.begin(plan);
    const { rollout } = await core.until('it ends', ({ rollout: { state } }) => state === 'done');
    expect(rollout).toMatchObject({ people: 0, rings: 3, takenBack: 5, notBegun: 1 });
    const rows = await notAssigned();
    expect(rows.map(({ ring }) => ring)).toEqual([1, 1, 1, 1, 1, null]);
    expect(rows.at(-1)).toMatchObject({
      email: others.at(-1),
      note: 'Their ring had not begun when another rollout did.',
    });
    const text = await summary();
    expect(text).toContain(
      '7 people in 3 rings: 1 arrived, 0 on the way, 0 failed, 5 taken back, 1 not begun. 5 people had arrived before they were unassigned. It has ended.',
    );
    expect(text).toContain('done, nobody was in it');
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.snapshot()).rollout).toMatchObject({ takenBack: 5, notBegun: 1 });

    // Planned anew, they are in a ring again.
    await org.begin(await org.planOf(others.slice(-1)));
    const last = await core.until(
      'it arrives',
      ({ rollout: { state, arrived } }) => state === 'done' && arrived === 1,
    );
    expect(last.rollout).toMatchObject({ takenBack: 5, notBegun: 0 });
  });

  it('are nobody where a group has none: its ring is named, and needs a second yes', async () => {
    advocates().memberIds = [];
    const plan = await org.planOf(emails(1), { groups: [asGroup()] });
    const risk = plan.risks.at(-1);
    expect(risk).toBe(
      'Nobody of the group Social advocates is left to assign: its ring assigns the group alone, and Okta then assigns whoever joins it.',
    );
    expect(plan.warnings).toContain(risk);
    expect((await core.refusal('rollout.start', { planId: plan.id, secondYes: false })).code).toBe(
      'not-ready',
    );
    await org.begin(plan);
    await core.until('it ends', ({ rollout: { state } }) => state === 'done');
    expect(Object.keys(org.app().groups)).toEqual([advocates().id]);

    const again = await core.call('rollout.plan', org.choice({ groups: [asGroup()] }));
    expect(again).toMatchObject({ first: 2, rings: [], blockers: ['Nobody is left to assign.'] });
    expect(again.warnings.join(' ')).toContain('is assigned already');
  });
});
