import type { AppError } from '../../shared/errors';

/** What is said of a credential that was refused in place of one that is used. */
export const beforeStays = (error: AppError): AppError => ({
  ...error,
  message: `${error.message} The connection from before stays.`,
});
