import { z } from 'zod';
import { listOf } from './bounded-json';
import { lifeCyclePhaseSchema, phaseOutcomeSchema } from './life-cycle-phases';
import { integrationSchema } from './integration';
import { destinationSchema, regionSchema } from './oktopost';
import { certificateSchema, signInCheckSchema, signInWaySchema } from './single-sign-on';
import { leftAsIsSchema } from './left-as-is';
import { leftItemSchema, statementSchema } from './left-to-do';
import { loggedChangeSchema } from './logged-change';
import { notedRolloutSchema } from './saved-rollout';
import { settingIdSchema } from './settings';
import { time } from './time';
import { attributeRowSchema, userRowSchema } from './verification';

/**
 * How a setting is known. A stated one was said by an admin and cannot be read back; `by` is the login of the Okta token's owner. One
 * that is read in the log was stated or proven too; `by` and `at` are those of the change in Okta's System Log.
 */
export const knownBySchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('read-back'), at: time }),
  z.strictObject({ how: z.literal('proven-by-test'), user: z.string(), at: time }),
  /** `user`: the assistant's own, who was changed, unassigned and assigned again. */
  z.strictObject({ how: z.literal('proven-by-life-cycle'), user: z.string(), at: time }),
  /** `user`: for whom Okta sent something once Oktopost refused the SCIM token before, as `event` of its System Log has it. */
  z.strictObject({
    how: z.literal('proven-by-push'),
    user: z.string().nullable(),
    event: z.string(),
    at: time,
  }),
  z.strictObject({ how: z.literal('stated'), by: z.string().nullable(), at: time }),
  z.strictObject({ how: z.literal('read-in-log'), by: z.string().nullable(), at: time }),
  z.strictObject({ how: z.literal('unknown') }),
]);
export type KnownBy = z.infer<typeof knownBySchema>;

/** What a life-cycle test found of a setting, otherwise than expected. `value` null: only that it does not work as expected. */
const measuredSchema = z.strictObject({ user: z.string(), at: time, value: z.string().nullable() });
export type Measured = z.infer<typeof measuredSchema>;

export const summarySettingSchema = z.strictObject({
  setting: settingIdSchema,
  value: z.string(),
  /** The value that the article asks for; equal to `value` when all is well. */
  expected: z.string(),
  known: knownBySchema,
  /**
   * What the newest life-cycle test that tells of it measured otherwise: nothing since has shown that it was put right, though an admin may
   * have stated it (`known`). Null: none did, it is known by that test itself or by Okta, or that version of the summary did not note it.
   */
  measured: measuredSchema.nullable(),
  /** Who set this value in Okta, by its System Log; null where that does not tell. */
  change: loggedChangeSchema.nullable(),
  /** `assistant`: nobody else asks for it. */
  source: z.enum(['article', 'help pages', 'choice', 'okta default', 'assistant']),
});
export type SummarySetting = z.infer<typeof summarySettingSchema>;

/** What came of one life-cycle test. */
const lifeCycleTestSchema = z.strictObject({
  /** The email of the assistant's own user. */
  user: z.string(),
  startedAt: time.nullable(),
  /** In their order, each attempt at one by itself. `at`: when it ended, else when Okta had taken it; null: neither. */
  phases: listOf(
    z.strictObject({ phase: lifeCyclePhaseSchema, result: phaseOutcomeSchema, at: time.nullable() }),
  ),
});
export type LifeCycleTested = z.infer<typeof lifeCycleTestSchema>;

/** Single sign-on as it was handed over. An event proves Okta's part of a sign-in; the result is an admin's word. */
const summarySignOnSchema = z.strictObject({
  issuer: z.string(),
  signOnUrl: z.string(),
  /** Null: Okta shows none. */
  certificate: certificateSchema.pick({ subject: true, fingerprint: true, until: true }).nullable(),
  /** Null: not reported by Okta. */
  policy: z.strictObject({ name: z.string(), status: z.string() }).nullable(),
  checks: listOf(
    z.strictObject({
      way: signInWaySchema,
      result: signInCheckSchema.shape.result,
      decidedAt: time.nullable(),
      decidedBy: signInCheckSchema.shape.decidedBy,
      event: signInCheckSchema.shape.event,
    }),
  ),
});
export type SummarySignOn = z.infer<typeof summarySignOnSchema>;

export const evidenceSchema = z.strictObject({
  at: time,
  /** `journal`: what this assistant wrote to Okta. */
  source: z.enum(['journal', 'system-log']),
  /** A login, or the name that Okta gives; null when Okta does not report it. */
  who: z.string().nullable(),
  what: z.string(),
  result: z.string().nullable(),
  /** The run in the journal, or the event in the System Log. */
  id: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Lines of the journal that are no entry. `first`: the numbers of the first of them, from 1. */
export const skippedLinesSchema = z.strictObject({
  count: z.number().int().nonnegative(),
  first: listOf(z.number().int().positive()),
});
export type SkippedLines = z.infer<typeof skippedLinesSchema>;

export const noSkippedLines: SkippedLines = { count: 0, first: [] };

export const summaryVersion = 14;

/** The exported config summary, in the order in which it is read. A change of shape is a new `version`. Holds no secret. */
export const summarySchema = z.strictObject({
  kind: z.literal('oktopost-okta-summary'),
  version: z.literal(summaryVersion),
  /** The state of the set-up in one line, for who reads the file; null: not noted in that version of the summary. */
  verdict: z.string().nullable(),
  /** What is still to do, in order; empty when the set-up is done. */
  left: listOf(leftItemSchema),
  practice: z.boolean(),
  org: z.strictObject({ name: z.string().nullable(), url: z.string() }),
  app: z.strictObject({ label: z.string(), id: z.string(), status: z.string() }),
  /** Null: not readable, or not noted in that version of the summary. */
  integration: integrationSchema.nullable(),
  destination: destinationSchema,
  region: regionSchema,
  made: time,
  /** Login of the Okta token's owner, or the service app; null when Okta did not report it. */
  by: z.string().nullable(),
  /**
   * Whether the features of an app integration have shown SCIM in this org: from then on their silence means that it is off.
   * Null: not noted in that version of the summary.
   */
  featuresShowScim: z.boolean().nullable(),
  settings: listOf(summarySettingSchema),
  /**
   * Who left the attribute mapping as it is: what differs of it then is no fault (`isLeft`). Null: nobody, or not noted in that version of
   * the summary.
   */
  mappingLeft: leftAsIsSchema.nullable(),
  /** Oldest first. */
  evidence: listOf(evidenceSchema),
  systemLog: z.enum(['read', 'cannot-be-read']),
  /** Of the journal, by which `evidence` says what was written; null: not noted in that version of the summary. */
  journalSkipped: skippedLinesSchema.nullable(),
  /** Likewise of the journals that came with saved set-ups, which stayed where they were; null: not noted in that version of the summary. */
  journalSkippedElsewhere: z.number().int().nonnegative().nullable(),
  test: z
    .strictObject({
      user: userRowSchema,
      /** `passed-in-okta`: by Okta alone; nothing was read at Oktopost. */
      result: z.enum(['passed', 'passed-in-okta', 'failed', 'not-finished']),
      verdict: z.string().nullable(),
      at: time.nullable(),
      decision: z.enum(['open', 'kept', 'unassigned']),
      logEventIds: listOf(z.string()),
      rows: listOf(attributeRowSchema),
    })
    .nullable(),
  /** Every life-cycle test that is kept, oldest first; null: not noted in that version of the summary. */
  lifeCycleTests: listOf(lifeCycleTestSchema).nullable(),
  /** Null: it could not be read, or was not noted in that version of the summary. */
  signOn: summarySignOnSchema.nullable(),
  /** What an admin states that the assistant cannot read, oldest first. */
  stated: listOf(statementSchema.extend({ text: z.string() })),
  /** Who is assigned; null: not noted in that version of the summary. */
  people: z
    .strictObject({
      assigned: z.number().int().nonnegative(),
      /** Assigned before provisioning was on: Okta sends them nowhere by itself. */
      neverSent: z.number().int().nonnegative(),
      /** Okta's last push of them failed. Null: not noted in that version of the summary. */
      failed: z.number().int().nonnegative().nullable(),
    })
    .nullable(),
  /** The ids of those who are assigned with another user name than their email, as a plan that was approved had said. */
  keptUserNames: listOf(z.string()),
  /** The rollout in rings; null: there was none, or it was not noted in that version of the summary. */
  rollout: notedRolloutSchema.nullable(),
  /** Null: not noted in that version of the summary. */
  versions: z.strictObject({
    assistant: z.string(),
    oktaSdk: z.string().nullable(),
    journal: z.number().int().nullable(),
  }),
});
export type Summary = z.infer<typeof summarySchema>;
