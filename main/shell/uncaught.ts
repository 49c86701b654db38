import type { Log } from '../ports';

/** The part of `process` in use. */
interface Process {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (reason: unknown) => void): unknown;
}

const lastWords =
  'Something went wrong inside the assistant, and it ends. Start it again: what was done is kept. If it happens again, send us the log file of the assistant.';

/**
 * What becomes of an error that nothing caught. Left alone, Node prints it and Electron shows it, with whatever it quotes: so only
 * the log, which redacts, says what it was. After an exception the state is not known, and the assistant ends; a rejection is of
 * something that nobody waits for.
 */
export function handleUncaught(
  process: Process,
  log: Pick<Log, 'error'>,
  end: (lastWords: string) => void,
): void {
  const write = (what: string, reason: unknown): void => {
    log.error(what, {
      error: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason),
    });
  };
  process.on('uncaughtException', (reason) => {
    write('an error that nothing caught', reason);
    end(lastWords);
  });
  process.on('unhandledRejection', (reason) => {
    write('a failure that nobody waited for', reason);
  });
}
