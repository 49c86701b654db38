import { z } from 'zod';
import { screenIdSchema } from './screens';
import { time } from './time';

const count = z.number().int().nonnegative();
const id = z.string().max(64);

/** Why somebody who was chosen is not assigned by a rollout. */
export const skipReasons = {
  deactivated: 'deactivated in Okta',
  suspended: 'suspended in Okta',
  arrived: 'already assigned',
  'on-the-way': 'already assigned, Okta is sending them',
  'in-error': 'already assigned, and Okta’s last push failed',
  'too-early': 'already assigned, and never sent',
  'name-missing': 'first or last name missing',
  'no-email': 'no usable email',
  unclear: 'shares an email of the list with another: choose who is meant',
  taken: 'account belongs to an assigned person',
  double: 'another chosen person has the same email',
  'no-mapping': 'no attribute mapping for their user type',
} as const;
export type SkipReason = keyof typeof skipReasons;

const skipReasonIds = Object.keys(skipReasons).filter((key): key is SkipReason =>
  Object.hasOwn(skipReasons, key),
);

export const ringKinds = ['pilot', 'sample', 'ten', 'rest', 'group'] as const;
export type RingKind = (typeof ringKinds)[number];

/** The sizes of the first rings; the rest come in rings of the admin's size. */
export const firstRings: readonly { kind: RingKind; size: number }[] = [
  { kind: 'pilot', size: 1 },
  { kind: 'sample', size: 5 },
  { kind: 'ten', size: 10 },
];

export const mostChosen = 100_000;
export const mostGroups = 50;
export const mostPicked = 500;
/** So many people are named in a sentence. */
export const mostNamedInRollout = 5;
export const longestList = 4 * 1024 * 1024;

/** Inclusive limits of what the admin types. */
export const ringSizes = { min: 1, max: 5000 };
export const failShares = { min: 0, max: 100 };

const howSchema = z.strictObject({
  groups: z.array(z.strictObject({ id, name: z.string().max(300) })).max(mostGroups),
  /** People of each ring after the first three. */
  ringSize: z.number().int().min(ringSizes.min).max(ringSizes.max),
  /** It pauses when more than this share of a ring fails, in percent. */
  failShare: z.number().int().min(failShares.min).max(failShares.max),
  /** A ring that passed is followed by the next one without asking. */
  goOn: z.boolean(),
});

export const rolloutChoiceSchema = z.strictObject({
  ...howSchema.shape,
  userIds: z.array(id).max(mostPicked),
  /** A list that was matched before. */
  listId: id.nullable(),
  /** At Oktopost, as the admin states them. */
  licences: count.nullable(),
});
export type RolloutChoice = z.infer<typeof rolloutChoiceSchema>;

/** Somebody as they are chosen by hand. `name`: with the login, where that is not the email. */
const pickedSchema = z.strictObject({ id, name: z.string().max(700), email: z.string().max(320) });
export type Picked = z.infer<typeof pickedSchema>;

/** Who a search found. */
export const foundPeopleSchema = z.strictObject({
  found: z.array(
    z.strictObject({
      ...pickedSchema.shape,
      /** Chosen by the list of emails. */
      isListed: z.boolean(),
    }),
  ),
  /** There are more than these. */
  more: z.boolean(),
});
export type FoundPeople = z.infer<typeof foundPeopleSchema>;

/** What of a list of emails Okta knows. */
export const matchedListSchema = z.strictObject({
  listId: z.string(),
  matched: count,
  unmatchedTotal: count,
  /** The first of them. */
  unmatched: z.array(z.string()),
  /** Lines of a pasted text without an email. */
  withoutEmailTotal: count,
  /** The first of them, as they were written. */
  withoutEmail: z.array(z.string()),
  /** Emails and logins that several users have: none of them is chosen by it. */
  severalTotal: count,
  /** The first of them, each with the first of its users. */
  several: z.array(z.strictObject({ name: z.string(), people: z.array(pickedSchema) })),
});
export type MatchedList = z.infer<typeof matchedListSchema>;

/** What is chosen before the plan: remembered, also over a restart. */
export const rolloutDraftSchema = z.strictObject({
  ...howSchema.shape,
  /** Chosen one by one. */
  people: z.array(pickedSchema).max(mostPicked),
});
export type RolloutDraft = z.infer<typeof rolloutDraftSchema>;

export const plannedRingSchema = z.strictObject({
  kind: z.enum(ringKinds),
  people: count,
  /** Of a group that is assigned as a group. */
  group: z.string().nullable(),
});

/** The whole rollout before anything is written. */
export const rolloutPlanSchema = z.strictObject({
  id: z.string(),
  at: time,
  /** Index of its first ring among all rings: those of rollouts before come first. */
  first: count,
  rings: z.array(plannedRingSchema),
  /** Everyone who will be assigned, each counted once. */
  people: count,
  newAccounts: count.nullable(),
  /** Accounts at Oktopost that are inactive now. */
  reactivations: count.nullable(),
  /** Active accounts at Oktopost that Okta links to and overwrites. */
  links: count.nullable(),
  /** Whose they are: the first of them. */
  linkNames: z.array(z.string()).max(mostNamedInRollout),
  /** Of those, with another name than in Okta. */
  renames: count.nullable(),
  /** Attributes that Okta writes over what Oktopost has. */
  overwritten: z.array(z.string()),
  /** Accounts that Oktopost counts as active: a licence each. Null where it was not read. */
  activeAccounts: count.nullable(),
  licences: count.nullable(),
  skipped: z.array(z.strictObject({ reason: z.enum(skipReasonIds), what: z.string(), people: count })),
  warnings: z.array(z.string()),
  /** What is not proven or not as it should be, of `warnings`: it begins only after a second yes. */
  risks: z.array(z.string()),
  /** Admins of Okta among them: it begins only after a second yes. */
  lockOut: z.array(z.string()),
  blockers: z.array(z.string()),
  /** The step that settles what stops it; null: none does, or nothing stops it. */
  step: screenIdSchema.nullable(),
});
export type RolloutPlan = z.infer<typeof rolloutPlanSchema>;
