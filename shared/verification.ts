import { z } from 'zod';
import { ownerSchema } from './errors';
import { screenIdSchema } from './screens';
import { time } from './time';

/** An Okta user as a row of the search. */
export const userRowSchema = z.strictObject({
  id: z.string(),
  login: z.string(),
  email: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  status: z.string(),
});
export type UserRow = z.infer<typeof userRowSchema>;

/** The parts of the test of a real person, in this order. */
export const paneIds = ['connection', 'user', 'scope', 'match', 'result'] as const;
export type PaneId = (typeof paneIds)[number];

/** One thing that is looked at before the test user is assigned. `block`: assigning would fail. */
export const findingSchema = z.strictObject({
  level: z.enum(['ok', 'warn', 'block', 'unknown']),
  text: z.string(),
  next: z.string().nullable(),
  /** Where the assistant helps with it. */
  screen: screenIdSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

const paneFindingSchema = findingSchema.extend({
  pane: z.enum(paneIds),
  /** The person has an account at Oktopost already: Okta links to it, and creates none. */
  there: z.literal(true).optional(),
  /** Untrue as soon as the test begins. */
  untilAssigned: z.literal(true).optional(),
});
export type PaneFinding = z.infer<typeof paneFindingSchema>;

export const preCheckSchema = z.strictObject({
  user: userRowSchema,
  readAt: time,
  findings: z.array(paneFindingSchema),
  /** What Okta's SCIM client will send, pretty-printed JSON. The password is random and is shown as such. */
  predictedBody: z.string(),
  /** Already assigned to the app: null, or by a group / as a person. */
  assigned: z.enum(['no', 'user', 'group']),
});
export type PreCheck = z.infer<typeof preCheckSchema>;

export const timelineEntrySchema = z.strictObject({
  at: time,
  source: z.enum(['assistant', 'okta-app-user', 'system-log', 'oktopost']),
  text: z.string(),
  failed: z.boolean(),
  /** Okta's event id or null. */
  eventId: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** Expected beside what each side holds, per attribute. Null: that side did not tell. */
export const attributeRowSchema = z.strictObject({
  attribute: z.string(),
  expected: z.string(),
  okta: z.string().nullable(),
  oktopost: z.string().nullable(),
  state: z.enum(['same', 'different', 'not-there-yet', 'cannot-be-read']),
});
export type AttributeRow = z.infer<typeof attributeRowSchema>;

/** Nothing that arrived was read: that the user did is Okta's word. */
export const isUnread = (rows: readonly AttributeRow[]): boolean =>
  rows.every(({ state }) => state === 'cannot-be-read');

/** The account is at Oktopost as it is read here. */
export const isSeenThere = (rows: readonly AttributeRow[]): boolean =>
  rows.some(({ state }) => state === 'same' || state === 'different');

/** A failure in words: from `shared/explain`. */
export const explanationSchema = z.strictObject({
  id: z.string(),
  what: z.string(),
  owner: ownerSchema,
  next: z.string(),
  /** Of the test user: what is left of `next` once they are unassigned; left out where that is all of it. */
  nextOnceUnassigned: z.string().optional(),
  /** True when the cause is our reading of a pattern, not a known text. */
  guess: z.boolean(),
  /** What the source said, verbatim, without secrets. */
  said: z.string().nullable(),
  /** Which deep link helps; `mapping` is a step of the assistant. */
  place: z
    .enum(['general', 'sign-on', 'integration', 'to-app', 'assignments', 'oktopost', 'mapping'])
    .nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** Okta made an account that Oktopost, as it is read, does not have: of whom was unassigned. */
export const accountElsewhere = 'account-elsewhere';

/** Its text says itself that no cause is known. */
export const lacksCause = ({ id }: Pick<Explanation, 'id'>): boolean =>
  id === 'unknown' || id === 'nothing-said';

/**
 * What became of the account at Oktopost after the test user was unassigned. `unread`: Oktopost could not be asked, and nothing
 * else shows that the account is still active.
 */
const unassignmentSchema = z.strictObject({
  state: z.enum(['following', 'stopped', 'inactive', 'gone', 'active', 'unread']),
  unassignedAt: time,
  endedAt: time.nullable(),
  lastLookAt: time.nullable(),
  /** One sentence; null while following. */
  verdict: z.string().nullable(),
  /** Why the account is still active. */
  explanation: explanationSchema.nullable(),
});
export type Unassignment = z.infer<typeof unassignmentSchema>;

export const testSnapshotSchema = z.strictObject({
  state: z.enum(['none', 'following', 'stopped', 'passed', 'failed', 'timed-out']),
  user: userRowSchema.nullable(),
  /** What was found before the assignment, without what the assignment itself made untrue. */
  before: z.array(paneFindingSchema),
  assignedAt: time.nullable(),
  endedAt: time.nullable(),
  timeline: z.array(timelineEntrySchema),
  rows: z.array(attributeRowSchema),
  /** A look of this test found the account at Oktopost as it is read here, whatever a later one did. */
  wasSeen: z.boolean(),
  /** One sentence; null while following. */
  verdict: z.string().nullable(),
  explanation: explanationSchema.nullable(),
  lastLookAt: time.nullable(),
  decision: z.enum(['open', 'kept', 'unassigned']),
  /** Null: the assistant did not unassign the user. */
  unassignment: unassignmentSchema.nullable(),
});
export type TestSnapshot = z.infer<typeof testSnapshotSchema>;

export const noTest: TestSnapshot = {
  state: 'none',
  user: null,
  before: [],
  assignedAt: null,
  endedAt: null,
  timeline: [],
  rows: [],
  wasSeen: false,
  verdict: null,
  explanation: null,
  lastLookAt: null,
  decision: 'open',
  unassignment: null,
};

/** The user of a test, unless the assistant has unassigned them again; null: nobody. */
export const assignedUser = ({
  user,
  decision,
}: Pick<TestSnapshot, 'user' | 'decision'>): TestSnapshot['user'] =>
  decision === 'unassigned' ? null : user;

/** Whether the test user had an account at Oktopost before the assignment, as far as it was looked for: then none was created. */
export const wasThereBefore = ({ before }: Pick<TestSnapshot, 'before'>): boolean =>
  before.some(({ there }) => there === true);
