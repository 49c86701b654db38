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

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** Thrown inside `main/`; leaves main only as its `error`. */
export class AppFailure extends Error {
  override readonly name = 'AppFailure';
  readonly error: AppError;

  constructor(
    fields: Pick<AppError, 'code' | 'message' | 'owner' | 'next'> & Partial<AppError>,
    options?: ErrorOptions,
  ) {
    super(fields.message, options);
    this.error = { retry: false, field: null, okta: null, at: new Date().toISOString(), ...fields };
  }
}

/** A fault of ours, in words; its details go to the log only. */
export const defect = {
  code: 'defect',
  message: 'Something went wrong inside the assistant.',
  owner: 'assistant',
  next: 'Try again. If it happens again, send us the log file of the assistant.',
  retry: true,
} as const;

/** Closes a switch over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
