import { z } from 'zod';
import {
  mostRowsOfRollout,
  personStates,
  repairOfSchema,
  rolloutRowsSchema,
  rolloutViewSchema,
  takeBackPlanSchema,
} from '../rollout';
import {
  foundPeopleSchema,
  longestList,
  matchedListSchema,
  rolloutChoiceSchema,
  rolloutDraftSchema,
  rolloutPlanSchema,
} from '../rollout-plan';
import { longestTyped } from '../longest-typed';
import { rolloutChosenSchema } from '../saved-rollout';
import { repairPlanSchema, repairRowsSchema } from '../repair';
import { done, exported, fileBytes, index, nothing, shortId } from './basics';
import type { Calls } from './basics';

/** Many people, ring by ring. */
export const rolloutCalls = {
  /** Matches a pasted or dropped list of emails with Okta's users. */
  'rollout.match': {
    payload: z.union([
      z.strictObject({ text: z.string().max(longestList) }),
      z.strictObject({ name: z.string().max(255), data: fileBytes }),
    ]),
    result: matchedListSchema,
  },
  /** CSV of what of the list led to nobody. */
  'rolloutList.export': { payload: z.strictObject({ listId: shortId }), result: exported },
  /** Users of Okta whose name, login or email begins like this: the first twenty. */
  'rollout.people': {
    payload: z.strictObject({ query: z.string().max(longestTyped.search) }),
    result: foundPeopleSchema,
  },
  /** The list is chosen no more. */
  'rollout.forgetList': { payload: nothing, result: done },
  /** What was chosen before, for a rollout that has not begun. */
  'rollout.chosen': { payload: nothing, result: rolloutChosenSchema },
  /** Remembers what is chosen now; a plan of something else is dropped. */
  'rollout.choose': { payload: rolloutDraftSchema, result: done },
  /** The whole rollout, ring by ring, as it would be done; only reads. */
  'rollout.plan': { payload: rolloutChoiceSchema, result: rolloutPlanSchema },
  /**
   * Begins the plan that was shown; its course comes with the snapshot's counts. It needs a second yes for an admin who could be locked out,
   * and while Oktopost has refused what Okta sent; so does a repair.
   */
  'rollout.start': {
    payload: z.strictObject({ planId: shortId, secondYes: z.boolean().default(false) }),
    result: done,
  },
  'rollout.stop': { payload: nothing, result: done },
  /**
   * With the ring that was stopped, else with the next one, which needs a second yes while one of which too many failed stands, or while
   * Oktopost has refused what Okta sent.
   */
  'rollout.resume': { payload: z.strictObject({ secondYes: z.boolean().default(false) }), result: done },
  /** Reads anew who of a ring that ended has arrived; writes nothing. */
  'rollout.check': { payload: z.strictObject({ ring: index }), result: done },
  'rollout.view': { payload: nothing, result: rolloutViewSchema },
  /** People by range: of the list that was matched last, of the plan that is shown, who it leaves out, of the rollout, or whom the shown take-back unassigns. */
  'rollout.rows': {
    payload: z.strictObject({
      of: z.enum(['listed', 'planned', 'skipped', 'rollout', 'back']),
      ring: index.nullable(),
      state: z.enum(personStates).nullable(),
      from: index,
      count: z.number().int().min(1).max(mostRowsOfRollout),
    }),
    result: rolloutRowsSchema,
  },
  /** What taking back a ring would do; only reads. */
  'rollout.planBack': {
    payload: z.strictObject({ ring: index }),
    result: takeBackPlanSchema,
  },
  'rollout.takeBack': {
    payload: z.strictObject({
      planId: shortId,
      /** The number of accounts, where it has to be typed. */
      typed: z.number().int().nullable(),
      secondYes: z.boolean().default(false),
    }),
    result: done,
  },
  /** Who would be unassigned and assigned again, and what follows; only reads. */
  'rollout.planRepair': { payload: z.strictObject({ of: repairOfSchema }), result: repairPlanSchema },
  /** Who was found last, by range: `direct` those whom the assistant can repair. */
  'rollout.repairRows': {
    payload: z.strictObject({
      by: z.enum(['direct', 'group']),
      from: index,
      count: z.number().int().min(1).max(mostRowsOfRollout),
    }),
    result: repairRowsSchema,
  },
  'rollout.repair': {
    payload: z.strictObject({ planId: shortId, secondYes: z.boolean().default(false) }),
    result: done,
  },
  /** No further people are unassigned; whoever is unassigned now is assigned again first. */
  'rollout.stopRepair': { payload: nothing, result: done },
} as const satisfies Calls;
