import { z } from 'zod';
import { appErrorSchema } from './errors';
import { lifeCyclePhaseSchema } from './life-cycle-phases';
import { screenIdSchema } from './screens';
import { settingIdSchema } from './settings';
import { time } from './time';

/** What a plan is about. Every write to Okta belongs to one of these and is approved by its plan. */
export const planScopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('app'),
    /** Id of the existing app integration to adopt; null: create one, or ask when some may be the one. */
    adopt: z.string().max(64).nullable().default(null),
    /** The admin saw the existing app integrations and wants another one. */
    createAnyway: z.boolean().default(false),
  }),
  /** Null: everyone whose user name is not their email; else one user, as a trial. */
  z.strictObject({ kind: z.literal('user-names'), userId: z.string().max(64).nullable() }),
  z.strictObject({ kind: z.literal('to-app') }),
  z.strictObject({ kind: z.literal('mapping') }),
  z.strictObject({ kind: z.literal('assign'), userId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('unassign'), userId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('tile'), hidden: z.boolean() }),
  /** The next signing certificate of the app integration, beside the one in use. */
  z.strictObject({ kind: z.literal('certificate-make') }),
  /** The key that Okta signs with from then on, by its id. */
  z.strictObject({ kind: z.literal('certificate-activate'), kid: z.string().max(128) }),
  /** One phase in the life of the disposable user of the life-cycle test. */
  z.strictObject({ kind: z.literal('life-cycle'), phase: lifeCyclePhaseSchema }),
  /** One ring of a rollout, by its index: assigned, or taken back. Planned on the screen “Rollout” only. */
  z.strictObject({ kind: z.literal('ring'), ring: z.number().int().nonnegative() }),
  z.strictObject({ kind: z.literal('ring-back'), ring: z.number().int().nonnegative() }),
  /** One half of the repair of people whom Okta never sent. */
  z.strictObject({ kind: z.literal('too-early'), half: z.enum(['unassign', 'assign']) }),
  /** The same of people whose push failed, or who did not arrive with their ring. */
  z.strictObject({ kind: z.literal('assign-again'), half: z.enum(['unassign', 'assign']) }),
  /** `deleteDespiteOtherUsers`: the admin accepted that other people use the app integration that will be deleted, or deactivated. */
  z.strictObject({ kind: z.literal('undo'), deleteDespiteOtherUsers: z.boolean() }),
]);

export type PlanScope = z.infer<typeof planScopeSchema>;

/** A scope as a caller gives it: what has a default may be left out. */
export type PlanScopeInput = z.input<typeof planScopeSchema>;

export const changeRowSchema = z.strictObject({
  setting: settingIdSchema,
  now: z.string().nullable(),
  after: z.string().nullable(),
  verb: z.enum(['add', 'change', 'remove', 'keep']),
  note: z.string().nullable(),
});

export type ChangeRow = z.infer<typeof changeRowSchema>;

/** The change of an undo that deactivates the app integration of the set-up. */
export const deactivateAppChangeId = 'deactivate-app';
/** The change of an undo that deletes the app integration of the set-up. */
export const deleteAppChangeId = 'delete-app';
/** The change of an undo that deactivates an app integration which was inactive before the set-up; it is not deleted. */
export const restoreStatusChangeId = 'restore-status';
/** The change by which the assistant forgets an app integration: the only one that sends nothing to Okta. */
export const releaseChangeId = 'release-app';

/** One mutation in Okta, as it will be shown and then done. */
export const changeSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  verb: z.enum(['create', 'update', 'delete', 'keep']),
  rows: z.array(changeRowSchema),
  warnings: z.array(z.string()),
  /** Assigned users that Okta will push an update for because of this change. */
  pushes: z.number().int().nonnegative(),
  /** One sentence: how it is undone. */
  undo: z.string(),
  /** One sentence: what an undo cannot reverse; null when it reverses everything. */
  irreversibleEffect: z.string().nullable(),
});

export type Change = z.infer<typeof changeSchema>;

/** How many people and groups are assigned to an app integration. `more`: counting stopped at this number. */
export const assignmentCountSchema = z.strictObject({
  users: z.number().int().nonnegative(),
  groups: z.number().int().nonnegative(),
  more: z.boolean(),
});

export type AssignmentCount = z.infer<typeof assignmentCountSchema>;

/** An app integration that may be the one for this set-up. */
export const candidateSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  status: z.string(),
  created: z.string(),
  lastUpdated: z.string(),
  /**
   * `same`: audience and ACS URL fit; `other-region`: the ACS URL is the other region's; `partly`: only one of both is Oktopost's;
   * `pre-built`: Oktopost's own, of Okta's catalogue; `same-name`: it only has the name of this set-up; `other-kind`: so too, and it
   * cannot be used.
   */
  fit: z.enum(['same', 'other-region', 'partly', 'pre-built', 'same-name', 'other-kind']),
  /** The same in a sentence or two, with what differs of the two. */
  why: z.string(),
  /** Null: Okta does not report it. */
  assigned: assignmentCountSchema.nullable(),
  scimOn: z.boolean(),
  /** Settings that the assistant would change, beside the admin note. */
  differs: z.array(settingIdSchema),
  /** Settings that differ and that an admin sets. */
  byHand: z.array(settingIdSchema),
});

export type Candidate = z.infer<typeof candidateSchema>;

/** Whether it has no more than the name in common with the app integration that is wanted. */
export const isOnlyNamed = ({ fit }: Pick<Candidate, 'fit'>): boolean =>
  fit === 'same-name' || fit === 'other-kind';

/** As a person reads them: Okta takes a name twice. Source: Okta facts, section 2, "Create". */
export const sameLabel = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** What someone else changed after this set-up did: it is left as it is now. */
export const driftSchema = z.strictObject({
  setting: settingIdSchema,
  /** Name of the user whose setting it is. */
  person: z.string().optional(),
  before: z.string(),
  left: z.string(),
  now: z.string(),
});

export type Drift = z.infer<typeof driftSchema>;

/** What Okta's public API cannot take back, or what only a file says: the admin does it, and Okta is read back where it tells. */
export const undoByHandSchema = z.strictObject({
  title: z.string(),
  link: z.url().nullable(),
  actions: z.array(z.string()),
  known: z.enum(['done', 'not-yet', 'cannot-be-read']),
  evidence: z.string(),
  /** To be entered by hand, in the order of the actions. */
  values: z.array(z.strictObject({ label: z.string(), value: z.string() })).optional(),
});

export type UndoByHand = z.infer<typeof undoByHandSchema>;

/** What an undo says beside its changes. */
export const undoNotesSchema = z.strictObject({
  drift: z.array(driftSchema),
  byHand: z.array(undoByHandSchema),
  /** What no undo takes away, by name. */
  remains: z.array(z.string()),
  /** Others work with the app integration that would be deleted: counts and differences, each a sentence. */
  others: z.array(z.string()),
  /** How many accounts of people whom this set-up unassigned are still active at Oktopost, or may be, in short; null: of none is that known. */
  accounts: z.string().nullable(),
});

export type UndoNotes = z.infer<typeof undoNotesSchema>;

export const planSchema = z.strictObject({
  id: z.string(),
  scope: planScopeSchema,
  at: time,
  changes: z.array(changeSchema),
  warnings: z.array(z.string()),
  /** Admins of Okta whom the plan changes, a sentence each: it is applied only after a second yes. */
  lockOut: z.array(z.string()),
  /** Worth knowing, without any risk. */
  notes: z.array(z.string()),
  /** What stops the plan from being applied, each with the next action. Empty when it may be applied. */
  blockers: z.array(z.string()),
  /** The step that settles it; null: none of the assistant does, or nothing stops the plan. */
  step: screenIdSchema.nullable(),
  /** Who is assigned to the app integration now; null when there is none yet, or Okta does not report it. */
  assigned: assignmentCountSchema.nullable(),
  /** Existing app integrations, the best fit first, when there is a choice to make. */
  existingApps: z.array(candidateSchema),
  /** Of an undo only. */
  undo: undoNotesSchema.nullable(),
});

export type Plan = z.infer<typeof planSchema>;

/** Expected beside actual, read fresh. `actual` null: not reported by Okta. */
export const checkSchema = z.strictObject({
  setting: settingIdSchema,
  /** Name of the user whose setting it is. */
  person: z.string().optional(),
  expected: z.string(),
  actual: z.string().nullable(),
  state: z.enum(['same', 'different', 'cannot-be-read']),
  /** What to do when it is not the same. */
  next: z.string().nullable(),
  /** Who changed it since it was set, where Okta tells. */
  changed: z.string().optional(),
});

export type Check = z.infer<typeof checkSchema>;

/** A check with its state. `actual` null: it cannot be read. `next`: what to do when it is not the same. */
export function checkOf({
  setting,
  expected,
  actual,
  next,
}: Pick<Check, 'setting' | 'expected' | 'actual' | 'next'>): Check {
  const state = actual === null ? 'cannot-be-read' : actual === expected ? 'same' : 'different';
  return { setting, expected, actual, state, next: state === 'same' ? null : next };
}

/** `until`, null: until Okta answers; else the next request is sent then. */
export const waitSchema = z.strictObject({ reason: z.string(), since: time, until: time.nullable() });

export type Wait = z.infer<typeof waitSchema>;

export const runChangeSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What it changes: by these the checks of the run are its own. */
  settings: z.array(settingIdSchema),
  /** `would-do`: looked at in a run that writes nothing. */
  state: z.enum(['to-do', 'doing', 'done', 'failed', 'kept', 'would-do']),
  /** When it came into this state. */
  at: time.nullable(),
});

export type RunChange = z.infer<typeof runChangeSchema>;

export const runSchema = z.strictObject({
  id: z.string(),
  scope: planScopeSchema,
  /** True: it goes through the whole plan and writes nothing. */
  planOnly: z.boolean(),
  state: z.enum(['running', 'cancelling', 'cancelled', 'done', 'failed']),
  changes: z.array(runChangeSchema),
  checks: z.array(checkSchema),
  wait: waitSchema.nullable(),
  error: appErrorSchema.nullable(),
  /** How many changes there are, and how many of them are finished, where `changes` are only a window of them; else null. */
  long: z.strictObject({ total: z.number().int(), finished: z.number().int() }).nullable(),
});

export type Run = z.infer<typeof runSchema>;

/** A run without its single changes. */
export type RunOutcome = Omit<Run, 'changes' | 'long'>;
