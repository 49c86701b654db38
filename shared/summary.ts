import { z } from 'zod';
import { destinationSchema, regionSchema } from './oktopost';
import { attributeRowSchema, userRowSchema } from './verification';

const time = z.iso.datetime();

/** How a setting is known. A stated one was said by the admin and cannot be read back. */
export const knownBySchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('read-back'), at: time }),
  z.strictObject({ how: z.literal('proven-by-test'), user: z.string(), at: time }),
  z.strictObject({ how: z.literal('stated'), at: time }),
  z.strictObject({ how: z.literal('unknown') }),
]);
export type KnownBy = z.infer<typeof knownBySchema>;

export const summarySettingSchema = z.strictObject({
  area: z.enum(['app', 'single-sign-on', 'provisioning', 'to-app', 'mapping']),
  setting: z.string(),
  value: z.string(),
  /** The value that the article asks for; equal to `value` when all is well. */
  expected: z.string(),
  source: z.enum(['article', 'help pages', 'choice', 'okta default']),
  known: knownBySchema,
});
export type SummarySetting = z.infer<typeof summarySettingSchema>;

/** The exported config summary. A change of shape is a new `version`. Holds no secret. */
export const summarySchema = z.strictObject({
  kind: z.literal('oktopost-okta-summary'),
  version: z.literal(1),
  made: time,
  assistant: z.string(),
  practice: z.boolean(),
  destination: destinationSchema,
  region: regionSchema,
  org: z.strictObject({ url: z.string(), name: z.string().nullable() }),
  app: z.strictObject({ id: z.string(), label: z.string(), status: z.string() }),
  settings: z.array(summarySettingSchema),
  test: z
    .strictObject({
      user: userRowSchema,
      result: z.enum(['passed', 'failed', 'not-finished']),
      verdict: z.string().nullable(),
      at: time.nullable(),
      rows: z.array(attributeRowSchema),
      decision: z.enum(['open', 'kept', 'unassigned']),
      logEventIds: z.array(z.string()),
    })
    .nullable(),
  left: z.array(z.string()),
});
export type Summary = z.infer<typeof summarySchema>;
