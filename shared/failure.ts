import type { AppError } from './error-schema';

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

/** Closes a switch over a union: a new member fails to compile here. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
