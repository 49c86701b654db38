import { z } from 'zod';
import { appErrorSchema } from './errors';
import { mostNamedInRollout, plannedRingSchema } from './rollout-plan';
import { time } from './time';

const count = z.number().int().nonnegative();

export const ringStates = ['to-do', 'assigning', 'following', 'passed', 'failed', 'taken-back'] as const;

/** Whether a ring began and has not ended: some of it may be assigned. */
export const isUnderWay = (state: (typeof ringStates)[number] | undefined): boolean =>
  state === 'assigning' || state === 'following';

/** Index of the last ring of this rollout of which too many failed, and that was not taken back since; -1: there is none. */
export const failedRing = ({
  rings,
  earlier,
}: {
  rings: readonly { state: (typeof ringStates)[number] }[];
  earlier: number;
}): number => rings.findLastIndex(({ state }, index) => index >= earlier && state === 'failed');

/** Of one person while a ring runs. `waiting`: assigned, and not seen at the other end yet. */
export const personStates = ['to-do', 'waiting', 'arrived', 'failed'] as const;
export type PersonState = (typeof personStates)[number];

/** Whom Okta assigns to nothing as they are: of a ring such people do not count as a failure of it, and are not tried again. By the id of the cause. */
export const cannotAssign = {
  'not-active': {
    what: 'Not active in Okta: cannot be assigned.',
    next: 'Activate the user in Okta and check the ring again, or leave them out.',
  },
  'not-in-okta': { what: 'Not in Okta any more: cannot be assigned.', next: 'Leave them out.' },
} as const;
export type CannotAssign = keyof typeof cannotAssign;

export const isCannotAssign = (cause: string): cause is CannotAssign => Object.hasOwn(cannotAssign, cause);

/** The field of an error: the next ring needs more licences than are stated, and a second yes. */
export const ofLicences = 'licences';

export const mostRowsOfRollout = 200;

/** Failures of one cause, from the catalogue of explanations. */
export const failureGroupSchema = z.strictObject({
  id: z.string(),
  what: z.string(),
  next: z.string(),
  people: count,
});
export type FailureGroup = z.infer<typeof failureGroupSchema>;

export const countsSchema = z.strictObject({ arrived: count, waiting: count, failed: count });
export type RingCounts = z.infer<typeof countsSchema>;

/** One point of a ring's course. `second`: since its first request. */
export const coursePointSchema = z.strictObject({ second: z.number().nonnegative(), ...countsSchema.shape });
export type CoursePoint = z.infer<typeof coursePointSchema>;

export const ringShownSchema = z.strictObject({
  ...plannedRingSchema.shape,
  ...countsSchema.shape,
  state: z.enum(ringStates),
  /** How many accounts were seen in Oktopost; null: none was looked for, or it could not be read. */
  looked: count.nullable(),
  /** For how many of those who arrived Okta's System Log says so; null: it cannot be read. */
  logged: count.nullable(),
  failures: z.array(failureGroupSchema),
});

export const pauseReasons = ['ring-passed', 'too-many-failed', 'error', 'stopped', 'not-as-planned'] as const;

/** Whom a repair is for: whom Okta never sent, whose last push failed, or who of a ring did not arrive, by its index. */
export const repairOfSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('too-early') }),
  z.strictObject({ kind: z.literal('push-failed') }),
  z.strictObject({ kind: z.literal('ring'), ring: count }),
]);
export type RepairOf = z.infer<typeof repairOfSchema>;

/** What a snapshot carries: counts and a version. */
export const rolloutCountsSchema = z.strictObject({
  version: z.number().int(),
  state: z.enum(['none', 'running', 'paused', 'done']),
  pause: z.enum(pauseReasons).nullable(),
  error: appErrorSchema.nullable(),
  /** Index of the present ring; null where none is. */
  ring: count.nullable(),
  /** Index of the ring whose people are read anew at the moment. */
  checking: count.nullable(),
  rings: count,
  people: count,
  ...countsSchema.shape,
  /** Who did not arrive, of all rings, also of rollouts before; each once, by the last ring that began with them. */
  missing: count,
  /** Whom this set-up unassigned by taking their ring back, of all rings as `missing`. */
  takenBack: count,
  /** Of the same rings: whom somebody else had unassigned. */
  unassigned: count,
  /** Of those two, in rings of this rollout: who had arrived. */
  arrivedBefore: count,
  /** With whom no ring has begun, also of rollouts before that another one replaced. */
  notBegun: count,
  /** Whom Okta did not assign, of rings that ended, also of rollouts before; each once. */
  refused: count,
  /** The repair of people who have to be unassigned and assigned again. */
  repair: z
    .strictObject({
      of: repairOfSchema,
      state: z.enum(['running', 'paused', 'done']),
      people: count,
      /** Assigned again. */
      done: count,
      /** Everyone who was assigned again has been followed to the end: whoever did not arrive has failed. */
      isFollowed: z.boolean(),
      /** Not assigned at this moment. */
      between: count,
      /** The first of them. */
      betweenNames: z.array(z.string()).max(mostNamedInRollout),
      failed: count,
      failedNames: z.array(z.string()).max(mostNamedInRollout),
      waitsUntil: time.nullable(),
      /** It begins no other batch. */
      isStopping: z.boolean(),
      error: appErrorSchema.nullable(),
    })
    .nullable(),
});
export type RolloutCounts = z.infer<typeof rolloutCountsSchema>;

export const noRollout: RolloutCounts = {
  version: 0,
  state: 'none',
  pause: null,
  error: null,
  ring: null,
  checking: null,
  rings: 0,
  people: 0,
  arrived: 0,
  waiting: 0,
  failed: 0,
  missing: 0,
  takenBack: 0,
  unassigned: 0,
  arrivedBefore: 0,
  notBegun: 0,
  refused: 0,
  repair: null,
};

/**
 * A sentence about a ring, without its full stop. `at`: when it was read. `evidence`: of the counts of a ring that ended or was cut off; `again`: who is
 * in a later ring; `left`: who was assigned by it and is not any more; `inactive`: whose account was active before it, and was left inactive.
 */
const ringNoteSchema = z.strictObject({
  ring: count,
  kind: z.enum(['evidence', 'again', 'left', 'inactive']),
  text: z.string(),
  at: time.nullable(),
});
export type RingNote = z.infer<typeof ringNoteSchema>;

export const rolloutViewSchema = z.strictObject({
  version: z.number().int(),
  rings: z.array(ringShownSchema),
  /** Of the present ring, else of the last one that ran; at most 120 points. */
  course: z.array(coursePointSchema),
  /** Index of its ring; null: there is no course. */
  courseOf: count.nullable(),
  /** Rings follow each other without asking. */
  goOn: z.boolean(),
  /** Rings of rollouts before this one: kept, so that they can be taken back. They come first. */
  earlier: count,
  /** Rings that were cut off while they ran, as Okta showed them; one that was not read since is not among them. */
  cutOff: z.array(z.strictObject({ ring: count, assigned: count, at: time })),
  /** What there is to know of rings beside their counts. */
  notes: z.array(ringNoteSchema),
});
export type RolloutView = z.infer<typeof rolloutViewSchema>;

export const rolloutRowSchema = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  ring: count.nullable(),
  state: z.enum(personStates).nullable(),
  /** Why they are left out, or why they failed. */
  note: z.string().nullable(),
});
export type RolloutRow = z.infer<typeof rolloutRowSchema>;

export const rolloutRowsSchema = z.strictObject({
  total: count,
  rows: z.array(rolloutRowSchema).max(mostRowsOfRollout),
});

/** More accounts than this are deactivated only when their number was typed. */
export const typedAbove = 5;

/** What taking back a ring would do. */
export const takeBackPlanSchema = z.strictObject({
  planId: z.string(),
  ring: count,
  /** Unassigned by it. */
  people: count,
  /** Of a ring that is a group: it is taken off the app integration. */
  group: z.string().nullable(),
  /** Accounts at Oktopost that Okta deactivates. */
  deactivated: count,
  /** It was seen to delete them instead. */
  deletes: z.boolean(),
  /** Accounts that stay active, because Okta sends nothing for them. */
  staysActive: count,
  /** Assigned before the ring or by somebody else since, and left alone. */
  leftAlone: count,
  /** Who of the ring is not assigned any more; of the accounts that are deactivated which were active before this set-up, and of how many nobody knows. */
  notes: z.array(z.string()),
  /** Admins of Okta, and others whose access ends too: a second yes. */
  lockOut: z.array(z.string()),
  blockers: z.array(z.string()),
  /** The number that has to be typed; null: a yes is enough. */
  typed: count.nullable(),
});
export type TakeBackPlan = z.infer<typeof takeBackPlanSchema>;
