import type { AppError } from './error-schema';

export { appErrorSchema, ownerSchema } from './error-schema';
export type { AppError, OktaEvidence, Owner } from './error-schema';
// What the start of the app needs stands there alone, without zod.
export { AppFailure, assertNever } from './failure';

export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/** A fault of ours, in words; its details go to the log only. */
export const defect = {
  code: 'defect',
  message: 'Something went wrong inside the assistant.',
  owner: 'assistant',
  next: 'Try again. If it happens again, send us the log file of the assistant.',
  retry: true,
} as const;
