import type { AppError } from '../../shared/errors';
import { localTimes } from '../../shared/local-times';

/** A failure as the window shows it: its times in this computer's zone. The journal keeps them in UTC. */
export const localError = (error: AppError | null): AppError | null =>
  error === null ? null : { ...error, message: localTimes(error.message) };
