import type { Plan } from '../../shared/plan';
import { assignPlan } from '../../shared/testing/plans';
import { ana, preCheck } from '../../shared/testing/test-user';
import { at } from '../../shared/testing/time';
import type { Unassignment } from '../../shared/verification';
import { ok } from './dom';
import type { Answers } from './dom';

/** The plan that unassigns the test user. */
export const unassignPlan: Plan = {
  ...assignPlan,
  id: 'plan-4',
  scope: { kind: 'unassign', userId: ana.id },
};

/** Main's answers to what the screen of the test user asks. */
export const answers: Answers = {
  'users.search': () => ok({ users: [ana], more: false }),
  'test.preCheck': () => ok(preCheck),
  'plan.preview': ({ scope }) => ok(scope.kind === 'unassign' ? unassignPlan : assignPlan),
  'plan.apply': () => ok({ runId: 'run-1' }),
  'test.keep': () => ok(null),
};

/** What became of the account of whom the assistant unassigned. */
export const unassignmentIn = (state: Unassignment['state']): Unassignment => ({
  state,
  unassignedAt: at,
  endedAt: state === 'following' ? null : at,
  lastLookAt: at,
  verdict: state === 'following' ? null : 'What became of the account.',
  explanation: null,
});
