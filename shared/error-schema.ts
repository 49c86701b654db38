import { z } from 'zod';
import { time } from './time';

/** Who acts next when something fails. `assistant`: a fault of ours; `unknown`: nothing shows whose part it is. */
export const ownerSchema = z.enum(['okta-admin', 'oktopost', 'network', 'assistant', 'unknown']);
export type Owner = z.infer<typeof ownerSchema>;

export const errorCodeSchema = z.enum([
  'bad-input',
  'bad-address',
  'host-not-confirmed',
  'token-needed',
  'token-refused',
  'missing-right',
  'not-found',
  'conflict',
  'okta-refused',
  'oktopost-refused',
  'rate-limited',
  'unreadable-answer',
  'unreachable',
  'timed-out',
  'answer-lost',
  'cancelled',
  'plan-unknown',
  'plan-stale',
  'plan-only',
  'busy',
  'not-ready',
  'storage-failed',
  'newer-version',
  'unknown-call',
  'defect',
]);

/** What Okta itself said, to be copied into a support case. Never holds a header or a secret. */
const oktaEvidenceSchema = z.strictObject({
  request: z.string(),
  status: z.number().int().nullable(),
  errorCode: z.string().nullable(),
  errorId: z.string().nullable(),
  causes: z.array(z.string()),
});

export const appErrorSchema = z.strictObject({
  code: errorCodeSchema,
  /** One sentence: what happened. */
  message: z.string(),
  owner: ownerSchema,
  /** One sentence: what to do now. */
  next: z.string(),
  /** Whether trying the same thing again can help without any change. */
  retry: z.boolean(),
  /** The input field it belongs to, if any. */
  field: z.string().nullable(),
  okta: oktaEvidenceSchema.nullable(),
  at: time,
});
export type AppError = z.infer<typeof appErrorSchema>;
export type OktaEvidence = z.infer<typeof oktaEvidenceSchema>;
