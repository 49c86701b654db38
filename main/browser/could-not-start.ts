import { AppFailure } from '../../shared/errors';

/** For the terminal: what happened and, where it is known, what to do now. */
export function couldNotStart(error: unknown): string {
  if (error instanceof AppFailure)
    return `The assistant did not start. ${error.message}\n${error.error.next}`;
  if (!(error instanceof Error)) return `The assistant could not start: ${String(error)}`;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error)
    return `The assistant did not start. Port ${String(error.port)} is in use already.\nEnd what uses it, or start with another --port.`;
  return `The assistant could not start: ${error.message}`;
}
