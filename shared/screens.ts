import { z } from 'zod';
import { appErrorSchema } from './errors';
import { time } from './time';

/** All screens of the flow, in the order of the rail; a set-up has those that its destination needs (`flowFor`). */
export const screenIds = [
  'welcome',
  'destination',
  'connect-okta',
  'oktopost-token',
  'plan',
  'apply',
  'user-names',
  'scim-on',
  'connection',
  'authenticate',
  'to-app',
  'mapping',
  'test-user',
  'single-sign-on',
  'summary',
] as const;

export type FlowScreenId = (typeof screenIds)[number];

/** Screens outside the flow, under "More" at the foot of the rail. */
export const sideScreenIds = [
  'people',
  'life-cycle',
  'rollout',
  'undo',
  'drift',
  'explain',
  /** From the summary; not listed under "More". */
  'change-token',
  /** From the summary and from single sign-on; likewise. */
  'change-certificate',
] as const;

export type SideScreenId = (typeof sideScreenIds)[number];

const allScreenIds = [...screenIds, ...sideScreenIds] as const;

export const screenIdSchema = z.enum(allScreenIds);

export type ScreenId = z.infer<typeof screenIdSchema>;

export const isScreenId = (value: unknown): value is ScreenId => allScreenIds.some((id) => id === value);

/** Glyph, word and colour of a rail entry follow from this. */
export const stepStateSchema = z.enum([
  'not-yet',
  'needs-you',
  'waiting',
  /** Decided by the admin: nothing to read back. */
  'chosen',
  'done-read',
  'done-stated',
  /** Done, but not all of it was read. */
  'done-unread',
  /** Done, and read otherwise than it should be. */
  'differs',
  'skipped',
  /** Some of it was done, and the rest was skipped. */
  'part-skipped',
  'failed',
]);

export type StepState = z.infer<typeof stepStateSchema>;

/** The set-up goes on after a step in one of these. What differs may be another's choice: it is told, and stops nothing. */
export const finishedStates: readonly StepState[] = [
  'chosen',
  'done-read',
  'done-stated',
  'done-unread',
  'differs',
  'skipped',
  'part-skipped',
];

interface Step {
  screen: ScreenId;
  state: StepState;
  reachable: boolean;
}

export const isOpenStep = ({ screen, state, reachable }: Step): boolean =>
  screen !== 'welcome' && reachable && !finishedStates.includes(state);

/** Where a set-up continues: the first step that is reachable and not done. */
export const openStep = (rail: readonly Step[]): ScreenId => rail.find(isOpenStep)?.screen ?? 'summary';

export const guidedStepIds = ['scim-on', 'connection', 'authenticate', 'to-app'] as const;

export const guidedStepIdSchema = z.enum(guidedStepIds);

export type GuidedStepId = z.infer<typeof guidedStepIdSchema>;

/** Okta's public API shows nothing of these: the admin's word counts, and the test user proves it. */
export const unverifiableSteps: readonly GuidedStepId[] = ['connection'];

/** What stands in the way of a guided step, and what to do about it first. */
export const guidedFindingSchema = z.strictObject({
  text: z.string(),
  next: z.string(),
  /** What settles it, where the step itself cannot: the plan, or the page of the app integration in Okta. */
  settledBy: z.enum(['plan', 'okta']).optional(),
});

export type GuidedFinding = z.infer<typeof guidedFindingSchema>;

/** How a guided step is known. `lost`: it was read as done before and is not any more. */
export const guidedSchema = z.strictObject({
  known: z.enum(['not-looked', 'not-yet', 'read-back', 'cannot-be-read', 'lost']),
  /** What was seen, in Okta's own terms, e.g. `features: SCIM_PROVISIONING`. */
  evidence: z.array(z.string()),
  /** Null: nothing is known to stand in the way. */
  finding: guidedFindingSchema.nullable(),
  watching: z.boolean(),
  lastLookAt: time.nullable(),
  nextLookAt: time.nullable(),
  statedAt: time.nullable(),
  error: appErrorSchema.nullable(),
});

export type Guided = z.infer<typeof guidedSchema>;
