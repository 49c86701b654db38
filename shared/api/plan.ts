import { z } from 'zod';
import { planSchema, planScopeSchema } from '../plan';
import { guidedStepIdSchema } from '../screens';
import { appChoiceSchema, mappingChoiceSchema, namedUserSchema } from '../snapshot';
import { documentFormats, done, exported, index, nothing, shortId } from './basics';
import type { Calls } from './basics';

/** What is planned, applied and done by hand, step by step. */
export const planCalls = {
  'plan.preview': { payload: z.strictObject({ scope: planScopeSchema }), result: planSchema },
  /** The plan exactly as it was shown, for a change ticket; writes nothing to Okta. */
  'plan.export': {
    payload: z.strictObject({ planId: shortId, format: z.enum(documentFormats) }),
    result: exported,
  },
  /** Applies exactly the plan that was shown; progress and the outcome come with the snapshot's `run`. */
  'plan.apply': {
    payload: z.strictObject({
      planId: shortId,
      /** The second yes to a plan that changes an admin of Okta. */
      secondYes: z.boolean().default(false),
    }),
    result: z.strictObject({ runId: z.string() }),
  },
  'run.cancel': { payload: z.strictObject({ runId: shortId }), result: done },
  /** Reads the settings of the app integration back once more. @throws AppFailure when Okta cannot be asked. */
  'app.lookNow': { payload: nothing, result: done },
  'guided.lookNow': { payload: z.strictObject({ step: guidedStepIdSchema }), result: done },
  /** Looks at all that was read as done: the admin may come back from the console. */
  'guided.lookAgain': { payload: nothing, result: done },
  /** The admin says it is done (or takes it back). */
  'guided.state': { payload: z.strictObject({ step: guidedStepIdSchema, done: z.boolean() }), result: done },
  /** App users whose user name is not their email, by range. `fresh`: read from Okta again. */
  'userNames.rows': {
    payload: z.strictObject({
      from: index,
      count: z.number().int().min(1).max(100),
      fresh: z.boolean(),
    }),
    result: z.strictObject({
      total: z.number().int(),
      rows: z.array(namedUserSchema),
      /** Who is proposed to be changed first, before all others; null: somebody was, or nobody can be, since all share an email. */
      trial: z.string().nullable(),
      /** The ids of those of these rows who cannot be changed first, since somebody else has their email; empty once somebody was. */
      shared: z.array(z.string()),
    }),
  },
  'userNames.skip': { payload: z.strictObject({ skip: z.boolean() }), result: done },
  'app.choose': { payload: appChoiceSchema.pick({ relayState: true }), result: done },
  'mapping.choose': { payload: mappingChoiceSchema, result: done },
  /** Step 7 of the article is optional. */
  'mapping.skip': { payload: z.strictObject({ skip: z.boolean() }), result: done },
} as const satisfies Calls;
