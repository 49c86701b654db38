import { z } from 'zod';
import { mostRowsOfRollout, repairOfSchema } from './rollout';

const count = z.number().int().nonnegative();

const groupSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Members who were assigned too early. */
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
  /** Of these, whose account Okta deactivates once more: it is inactive or gone at Oktopost. */
  inactive: count,
  /** How many have a value that is lost. */
  withLoss: count,
  /** What the new assignments do to accounts at Oktopost; null: it was not read. */
  accounts: z
    .strictObject({
      /** A licence each. */
      made: count,
      linked: count,
      /** Made too, although Okta has a link to one: that has another user name. */
      second: count,
    })
    .nullable(),
  byGroup: count,
  groups: z.array(groupSchema),
  /** Somebody of a group, to begin with. */
  first: z.string().nullable(),
  warnings: z.array(z.string()),
  lockOut: z.array(z.string()),
  blockers: z.array(z.string()),
  /** Seconds between the two halves. */
  waitSeconds: count,
});
export type RepairPlan = z.infer<typeof repairPlanSchema>;
