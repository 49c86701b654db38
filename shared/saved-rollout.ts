import { z } from 'zod';
import { listOf } from './bounded-json';
import { coursePointSchema, countsSchema, ringShownSchema } from './rollout';
import { matchedListSchema, rolloutDraftSchema, rolloutPlanSchema } from './rollout-plan';
import { time } from './time';

const count = z.number().int().nonnegative();

/** Rings whose course is kept and noted: the last that began. */
export const mostNotedRings = 50;

/** A rollout as a summary and a saved set-up note it: no people by name. */
export const notedRolloutSchema = z.strictObject({
  state: z.enum(['running', 'paused', 'done']),
  people: count,
  rings: count,
  ...countsSchema.shape,
  /**
   * Whose ring was taken back, by this set-up; whoever is in none of the counts is of no ring that began. Null, here and below: an older file, which
   * does not tell.
   */
  takenBack: count.nullable().default(null),
  /** Of the same rings: whom somebody else had unassigned. */
  unassigned: count.nullable().default(null),
  /** Of those two: who had arrived. */
  arrivedBefore: count.nullable().default(null),
  /** Of people of rings that began: whose account Oktopost showed as active before this set-up assigned them. */
  activeBefore: count.nullable().default(null),
  /** The last ones that began, in their order. */
  latest: listOf(
    z.strictObject({
      /** Its place among all rings, from 0. */
      ring: count,
      ...ringShownSchema.shape,
      startedAt: time.nullable(),
      endedAt: time.nullable(),
      course: listOf(coursePointSchema),
    }),
  ),
});
export type NotedRollout = z.infer<typeof notedRolloutSchema>;

/**
 * What a saved set-up says of the rollout on the computer where it was saved: shown, and read from Okta before anything is written.
 */
export const savedRolloutSchema = z.strictObject({
  licences: count.nullable(),
  /** What was chosen for a rollout that had not begun. */
  draft: rolloutDraftSchema.nullable(),
  rollout: notedRolloutSchema.nullable(),
});
export type SavedRollout = z.infer<typeof savedRolloutSchema>;

/** Of a saved set-up that was opened here. */
export const rolloutBeforeSchema = z.strictObject({
  /** Login of the admin who saved it. */
  by: z.string().nullable(),
  at: time,
  ...savedRolloutSchema.shape,
});
export type RolloutBefore = z.infer<typeof rolloutBeforeSchema>;

/** What the screen begins with. `list` and `plan` are kept while the assistant runs. */
export const rolloutChosenSchema = z.strictObject({
  draft: rolloutDraftSchema.nullable(),
  list: matchedListSchema.nullable(),
  plan: rolloutPlanSchema.nullable(),
  /** Null: this set-up was not opened from a file that tells of a rollout. */
  before: rolloutBeforeSchema.nullable(),
});
export type RolloutChosen = z.infer<typeof rolloutChosenSchema>;
