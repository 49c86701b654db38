import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { courseLegend } from '../../../shared/course';
import type { RolloutBefore } from '../../../shared/saved-rollout';
import { at as time } from '../../../shared/testing/time';
import { ok, show } from '../../testing/dom';
import { course, failed, rolloutAt as at } from '../../testing/rollout';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

describe('the rollout of a saved set-up', () => {
  const before: RolloutBefore = {
    ...{ by: 'ada@acme.example', at: time, licences: 40 },
    draft: {
      ...{ groups: [{ id: '00g1', name: 'Sales' }], ringSize: 30, failShare: 5, goOn: true },
      people: [{ id: '00u1', name: 'Kim Kay', email: 'kim@acme.example' }],
    },
    rollout: {
      ...{
        state: 'paused',
        people: 5,
        rings: 1,
        arrived: 4,
        waiting: 0,
        failed: 1,
        takenBack: 0,
        unassigned: 0,
        arrivedBefore: 0,
        activeBefore: 0,
      },
      latest: [{ ring: 0, ...failed, startedAt: time, endedAt: time, course }],
    },
  };

  it('is there to read, and nothing of it is chosen', async () => {
    await show(<RolloutScreen />, at({}), {
      'rollout.chosen': () => ok({ draft: null, list: null, plan: null, before }),
    });
    expect(screen.getByText(words.before.title)).toBeDefined();
    expect(screen.getByText(words.before.group('Sales'))).toBeDefined();
    expect(screen.getByText('Nobody is assigned by it', { exact: false })).toBeDefined();
    const legend = courseLegend({ second: 40, arrived: 4, waiting: 0, failed: 1 });
    expect(screen.getByText(`${words.plan.ring(0)}. ${legend}`)).toBeDefined();
    expect(screen.getByText(words.state.nobody)).toBeDefined();
    expect(screen.getByRole('button', { name: words.rings.plan }).hasAttribute('disabled')).toBe(true);
  });
});
