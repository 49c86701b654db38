import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import logger from 'electron-log/node';
import type { Log, Redactor } from '../ports';

/**
 * Logs to `folder/logs/assistant.log` (mode 0600; at 1 MB it becomes `assistant.old.log`). Every line passes the redactor
 * as the very last step. A log that cannot be written never stops the assistant.
 */
export function createLog(folder: string, redactor: Redactor): Log {
  const logs = join(folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  chmodSync(logs, 0o700);

  const sink = logger.create({ logId: folder });
  sink.transports.console.level = false;
  const { file } = sink.transports;
  // electron-log asks for a name even where the path is given.
  file.setAppName('assistant');
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
