import { z } from 'zod';
import { lifeCyclePlanSchema } from '../life-cycle';
import { lifeCyclePhaseSchema } from '../life-cycle-phases';
import { preCheckSchema, userRowSchema } from '../verification';
import { done, nothing, shortId } from './basics';
import type { Calls } from './basics';
import { longestTyped } from '../longest-typed';

/** The test of one user, and the life cycle of the assistant’s own. */
export const testCalls = {
  'users.search': {
    payload: z.strictObject({ query: z.string().max(longestTyped.search) }),
    result: z.strictObject({ users: z.array(userRowSchema), more: z.boolean() }),
  },
  'test.preCheck': { payload: z.strictObject({ userId: shortId }), result: preCheckSchema },
  'test.followAgain': { payload: nothing, result: done },
  'test.stop': { payload: nothing, result: done },
  'test.keep': { payload: nothing, result: done },
  /** The whole life of the assistant's own user as it would be written; only reads. */
  'lifeCycle.plan': { payload: nothing, result: lifeCyclePlanSchema },
  /** Begins the plan that was shown: what it says is approved, phase by phase. */
  'lifeCycle.start': { payload: z.strictObject({ planId: shortId }), result: done },
  'lifeCycle.stop': { payload: nothing, result: done },
  /** `again`: from the phase that failed or was stopped; `next`: from the one after it. */
  'lifeCycle.resume': { payload: z.strictObject({ from: z.enum(['again', 'next']) }), result: done },
  /** Passes over the phases that are left, and deletes the user. */
  'lifeCycle.cleanUp': { payload: nothing, result: done },
  /** The admin says what Oktopost shows after a phase (or takes it back: null). */
  'lifeCycle.saw': {
    payload: z.strictObject({ phase: lifeCyclePhaseSchema, asExpected: z.boolean().nullable() }),
    result: done,
  },
} as const satisfies Calls;
