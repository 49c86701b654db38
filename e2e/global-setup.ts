import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './shells/processes';

/**
 * Starts the process that makes prepared set-ups for all workers: Playwright's loader cannot load Okta's SDK, and to load it
 * for each took longer than the rest. Returns the teardown.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
  const args = ['--import', 'tsx', join(root, 'main/testing/prepare.ts'), folder];
  const { PATH, TMPDIR } = process.env;
  const env = { PATH, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`what prepares set-ups ended with ${String(code)} before it listened`);
    }),
  ]);
  process.env['PREPARED_SET_UPS'] = `http://127.0.0.1:${String(port)}`;
  return async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
}
