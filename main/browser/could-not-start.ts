import { AppFailure } from '../../shared/errors';

/** For the terminal: what happened and, where it is known, what to do now. */
export function couldNotStart(error: unknown): string {
  if (error instanceof AppFailure)
    return `The assistant did not start. ${error.message}\n${error.error.next}`;
  return `The assistant could not start: ${error instanceof Error ? error.message : String(error)}`;
}
