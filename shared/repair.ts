import { z } from 'zod';
import { mostRowsOfRollout, repairOfSchema } from './rollout';
import { screenIdSchema } from './screens';

/** Why somebody who is assigned did not arrive. `no-account`: Okta says that the account is there, and at Oktopost it is inactive or gone. */
const missingReasons = ['never-sent', 'push-failed', 'no-account'] as const;
export type MissingReason = (typeof missingReasons)[number];
/** Why somebody has to be assigned again. `not-assigned`: only the second half is left. */
export const againReasons = [...missingReasons, 'not-assigned'] as const;
export type AgainReason = (typeof againReasons)[number];

/** So many people are unassigned at a time by a repair, after a first one alone. */
export const repairBatch = 50;

const count = z.number().int().nonnegative();

const groupSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Members whom Okta never sent. */
  waiting: count,
  /** Accounts at Oktopost that taking the group off would deactivate. */
  wouldDeactivate: count,
});

/** Somebody to repair, with what the next assignment keeps and loses. */
const rowSchema = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** User name that differs from the email and is kept. */
  userName: z.string().nullable(),
  kept: z.array(z.string()),
  lost: z.array(z.string()),
});
export type RepairRow = z.infer<typeof rowSchema>;

export const repairRowsSchema = z.strictObject({
  total: count,
  rows: z.array(rowSchema).max(mostRowsOfRollout),
});

export const repairPlanSchema = z.strictObject({
  planId: z.string().nullable(),
  of: repairOfSchema,
  /** Assigned one by one, or not at all: the assistant can repair them. */
  direct: count,
  /** Of these, who is not assigned now, and only has to be assigned. */
  notAssigned: count,
  /** Of these, whose account is inactive at Oktopost: Okta deactivates it once more. */
  inactive: count,
  /** Of these, whose account is gone from Oktopost. */
  gone: count,
  /** What the new assignments do to accounts at Oktopost; null: it was not read. */
  accounts: z
    .strictObject({
      /** A licence each. */
      made: count,
      linked: count,
      /** Inactive now: a licence each. */
      reactivated: count,
      /** Made too, although Okta has a link to one: that has another user name. */
      second: count,
    })
    .nullable(),
  byGroup: count,
  groups: z.array(groupSchema),
  /** Why those of a group did not arrive, each reason once. */
  groupReasons: z.array(z.enum(missingReasons)),
  /** Somebody of a group who was never sent, to begin with. */
  first: z.string().nullable(),
  warnings: z.array(z.string()),
  lockOut: z.array(z.string()),
  blockers: z.array(z.string()),
  /** The step that settles what stops it; null: none does, or nothing stops it. */
  step: screenIdSchema.nullable(),
  /** Seconds between the two halves. */
  waitSeconds: count,
});
export type RepairPlan = z.infer<typeof repairPlanSchema>;
