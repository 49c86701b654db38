import { z } from 'zod';
import { mostRowsOfRollout } from './rollout';

const count = z.number().int().nonnegative();

export const tooEarlyGroupSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Members who were assigned too early. */
  waiting: count,
  /** Accounts at Oktopost that taking the group off would deactivate. */
  wouldDeactivate: count,
});

/** Somebody who was assigned too early, with what the next assignment keeps and loses. */
const tooEarlyRowSchema = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** User name that differs from the email and is kept. */
  userName: z.string().nullable(),
  kept: z.array(z.string()),
  lost: z.array(z.string()),
});
export type TooEarlyRow = z.infer<typeof tooEarlyRowSchema>;

export const tooEarlyRowsSchema = z.strictObject({
  total: count,
  rows: z.array(tooEarlyRowSchema).max(mostRowsOfRollout),
});

export const tooEarlyPlanSchema = z.strictObject({
  planId: z.string().nullable(),
  /** Assigned one by one: the assistant can repair them. */
  direct: count,
  /** How many have a value that is lost. */
  withLoss: count,
  byGroup: count,
  groups: z.array(tooEarlyGroupSchema),
  /** Somebody of a group, to begin with. */
  first: z.string().nullable(),
  lockOut: z.array(z.string()),
  blockers: z.array(z.string()),
  /** Seconds between the two halves. */
  waitSeconds: count,
});
export type TooEarlyPlan = z.infer<typeof tooEarlyPlanSchema>;
