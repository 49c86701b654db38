import { describe, expect, it } from 'vitest';
import type { OktaUser } from '../../../practice/world/state';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

describe('two people of one account at Oktopost', () => {
  let core: TestCore;
  const org = readyForEach((started) => {
    core = started;
  });

  const named = (login: string): OktaUser => {
    const found = org.people().find(({ profile }) => profile.login === login);
    if (found === undefined) throw new Error(`no ${login}`);
    return found;
  };
  const dana = (): OktaUser => named('dana.reyes@bellwether.example');
  const other = (): OktaUser => named('d.reyes@bellwether.example');

  const planFor = (userIds: string[]) => core.call('rollout.plan', org.choice({ userIds, goOn: false }));

  async function assignedOf(userId: string): Promise<void> {
    await org.begin(await planFor([userId]));
    await core.until('they arrive', (now) => rolloutEnded(now) && now.rollout.arrived === 1);
  }

  it('the second is left out of a later rollout', async () => {
    await assignedOf(dana().id);
    const plan = await planFor([other().id]);
    expect(plan.skipped).toEqual([
      { reason: 'taken', what: 'account belongs to an assigned person', people: 1 },
    ]);
    expect(plan.blockers).toEqual(['Nobody is left to assign.']);
  });

  it('so is whose email is the user name that somebody who is assigned has at Oktopost', async () => {
    await assignedOf(dana().id);
    dana().profile.email = 'dana.married@bellwether.example';
    const plan = await planFor([other().id]);
    expect(plan.skipped).toEqual([
      { reason: 'taken', what: 'account belongs to an assigned person', people: 1 },
    ]);
  });

  describe('of whom a list has the email', () => {
    const email = 'dana.reyes@bellwether.example';
    const planListed = async (userIds: string[]) => {
      const { listId } = await core.call('rollout.match', { text: email });
      return core.call('rollout.plan', org.choice({ userIds, listId, goOn: false }));
    };

    it('are both left out until the admin chooses', async () => {
      const plan = await planListed([]);
      expect(plan.skipped).toEqual([
        {
          reason: 'unclear',
          what: 'shares an email of the list with another: choose who is meant',
          people: 2,
        },
      ]);
      expect(plan.blockers).toEqual(['Nobody is left to assign.']);
    });

    it('one who was chosen is assigned, and nothing is said of the other', async () => {
      expect(await planListed([other().id])).toMatchObject({ people: 1, skipped: [] });
    });

    it('a search says who is in the list already', async () => {
      await core.call('rollout.match', { text: 'd.reyes@bellwether.example' });
      const { found } = await core.call('rollout.people', { query: 'Dana' });
      expect(found).toEqual([
        { id: dana().id, name: 'Dana Reyes', email, isListed: false },
        {
          id: other().id,
          name: 'Dana Reyes (d.reyes@bellwether.example)',
          email: other().profile.email,
          isListed: true,
        },
      ]);
    });
  });

  it('a take-back says whose access ends with it', async () => {
    await assignedOf(other().id);
    await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: dana().id, scope: 'USER' });
    await core.org.world.idle();
    const back = await core.call('rollout.planBack', { ring: 0 });
    expect(back.lockOut).toEqual([expect.stringContaining('dana.reyes@bellwether.example')]);
    const asked = { planId: back.planId, typed: null } as const;
    expect(await core.refusal('rollout.takeBack', { ...asked, secondYes: false })).toMatchObject({
      code: 'not-ready',
    });
    await core.call('rollout.takeBack', { ...asked, secondYes: true });
    await core.until(
      'it is taken back',
      ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done',
    );
  });
});
