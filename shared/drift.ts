import { z } from 'zod';
import { appErrorSchema } from './errors';
import { leftAsIsSchema } from './left-as-is';
import { loggedChangeSchema } from './logged-change';
import { settingIdSchema } from './settings';
import { knownBySchema } from './summary';
import { screenIdSchema } from './screens';
import { time } from './time';

/** One setting: its expected value and what the org shows now. */
export const driftRowSchema = z.strictObject({
  setting: settingIdSchema,
  expected: z.string(),
  /** Null: Okta does not show it, nor does its System Log tell of it. */
  actual: z.string().nullable(),
  /** `cannot-be-read` with an actual value: there is no earlier one with which it could be compared. */
  state: z.enum(['same', 'drift', 'cannot-be-read']),
  /** How it was known when the summary was made. */
  known: knownBySchema,
  /** Who set the actual value since the summary was made, by Okta's System Log; null where that does not tell. */
  change: loggedChangeSchema.nullable(),
  /** What else there is to say of it. */
  note: z.string().nullable(),
  /** Who left it otherwise than expected, as it still is: an optional step was skipped. Null: nobody, or it is another one now. */
  left: leftAsIsSchema.nullable(),
});
export type DriftRow = z.infer<typeof driftRowSchema>;

/** What the watch found beside the settings. Machines read these names: one is never renamed. */
export const watchKinds = [
  'failures',
  'silence',
  'never-sent',
  'push-failed',
  'certificate-ends',
  'log-in-part',
  'connection-changed',
  'api-token-ends',
  'scim-token-old',
  'oktopost-token-refused',
  'stray-accounts',
  'unassigned-accounts',
] as const;

/** What the watch can look at only with more than a connection to Okta, or with a right that not every token has. */
export const lookedAt = ['failures', 'assignments', 'api-tokens', 'accounts'] as const;

const notLookedAtWords: Record<(typeof lookedAt)[number], string> = {
  failures: 'provisioning failures and silence (Okta’s System Log could not be read)',
  assignments:
    'people who were never sent or whose push failed (this connection may not list who is assigned)',
  'api-tokens': 'API tokens that end because nobody uses them (this connection may not list them)',
  accounts: 'accounts at Oktopost of nobody in Okta, or of people who left',
};

/** What the watch did not look at, and why. */
export function notLookedAtLine({
  notLookedAt,
  accountsNotLookedAt,
}: Pick<DriftReport, 'notLookedAt' | 'accountsNotLookedAt'>): string {
  const why = accountsNotLookedAt === null ? '' : ` (${accountsNotLookedAt})`;
  const parts = notLookedAt.map((part) => `${notLookedAtWords[part]}${part === 'accounts' ? why : ''}`);
  return `Not looked at: ${parts.join('; ')}.`;
}

/** No drift, and worth a look. `since`: when it began, as far as that is known. */
export const watchFindingSchema = z.strictObject({
  kind: z.enum(watchKinds),
  text: z.string(),
  next: z.string(),
  since: time.nullable(),
});
export type WatchFinding = z.infer<typeof watchFindingSchema>;

/** How drifted settings are restored: by a plan or a guided step on that screen; null: by hand in Okta. */
export const restorePathSchema = z.strictObject({
  screen: screenIdSchema.nullable(),
  settings: z.array(z.strictObject({ setting: settingIdSchema, next: z.string().nullable() })),
});
export type RestorePath = z.infer<typeof restorePathSchema>;

export const driftReportVersion = 7;

/** What a drift check found; `npm run drift -- --json` prints it as it is. A change of shape is a new `version`. */
export const driftReportSchema = z.strictObject({
  kind: z.literal('oktopost-okta-drift'),
  version: z.literal(driftReportVersion),
  result: z.enum(['same', 'drift', 'could-not-tell']),
  checkedAt: time,
  /** What was checked; null when the summary could not be read. */
  summary: z
    .strictObject({
      made: time,
      practice: z.boolean(),
      orgUrl: z.string(),
      appId: z.string(),
      appLabel: z.string(),
    })
    .nullable(),
  /** False: it was deleted, or the token may not see it. Null: not looked at. */
  appFound: z.boolean().nullable(),
  rows: z.array(driftRowSchema),
  /** How what drifted is restored, in the order of the set-up. */
  back: z.array(restorePathSchema),
  /** Does not change `result`. */
  watch: z.array(watchFindingSchema),
  /** What the watch did not look at: silence about it tells nothing. */
  notLookedAt: z.array(z.enum(lookedAt)),
  /** Why Oktopost's accounts were not looked at, as part of a sentence; null: they were, or nothing was looked at. */
  accountsNotLookedAt: z.string().nullable(),
  /** Whether Okta's System Log could be asked who changed what; null when the check came to no answer. */
  systemLog: z.enum(['read', 'cannot-be-read']).nullable(),
  error: appErrorSchema.pick({ code: true, message: true, next: true, owner: true, okta: true }).nullable(),
});
export type DriftReport = z.infer<typeof driftReportSchema>;

/** Who changed the app integration since the summary was made, as far as Okta's System Log tells. */
export const changedBySchema = z.strictObject({
  at: time,
  who: z.string().nullable(),
  what: z.string(),
  eventId: z.string(),
});
export type ChangedBy = z.infer<typeof changedBySchema>;

/** A drift check in the window. */
export const driftCheckSchema = z.strictObject({
  report: driftReportSchema,
  /** Newest first; null when the System Log could not be read. */
  changedBy: z.array(changedBySchema).nullable(),
});
export type DriftCheck = z.infer<typeof driftCheckSchema>;
