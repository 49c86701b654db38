import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Logger from 'electron-log/src/core/Logger.js';
import fileTransport from 'electron-log/src/node/transports/file/index.js';
import type { Log, Redactor } from '../ports';

/**
 * Logs to `folder/logs/assistant.log` (mode 0600; at 1 MB it becomes `assistant.old.log`). Every line passes the redactor
 * as the very last step. A log that cannot be written never stops the assistant.
 */
export function createLog(folder: string, redactor: Redactor): Log {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  chmodSync(logs, 0o700);

  // Of its parts, only what writes the file: the package as a whole also loads a client of HTTP, while the window waits.
  const sink = new Logger({
    transportFactories: { file: fileTransport, console: () => () => undefined },
    dependencies: { externalApi: { getPathVariables: () => ({}) } },
  });
  const { file } = sink.transports;
  file.resolvePathFn = () => join(logs, 'assistant.log');
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.maxSize = 1_000_000;
  file.transforms = [({ message }) => [String(message.data[0])]];

  const write =
    (level: 'info' | 'warn' | 'error') =>
    (text: string, fields: Record<string, unknown> = {}): void => {
      const line = JSON.stringify({ at: new Date().toISOString(), level, text, ...fields });
      sink[level](redactor.clean(line));
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
