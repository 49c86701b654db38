import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { expect, test } from 'playwright/test';
import { fusesOf, readFuses } from '../../build/artefacts';
import { root } from '../shells/processes';

/** The app as it is given to people. Playwright cannot drive it: it is started, and says why it does not go on. */
const executable = resolve(root, process.env['HARDENED_APP'] ?? '');

// Shows: code of others runs with the app's name, or looks into its window
test('the fuses in the binary are the ones that were decided on', async () => {
  const fuses = await readFuses(executable);
  const decided = new Map(Object.entries(fusesOf('hardened')));
  expect(fuses.size).toBeGreaterThanOrEqual(6);
  for (const [index, value] of fuses) expect([index, value]).toEqual([index, decided.get(String(index))]);
});

test('the archive holds the app and nothing that only browser mode needs', () => {
  const files = listPackage(join(dirname(executable), 'resources', 'app.asar'), { isPack: false });
  expect(files).toContain('/out/main/index.cjs');
  expect(files.filter((file) => file.includes('browser.cjs') || file.includes('node_modules'))).toEqual([]);
});

let started: ChildProcess | null = null;
test.afterEach(() => {
  if (started?.exitCode === null) started.kill('SIGKILL');
});

const refusal = 'other programs on this computer could read your tokens';

/** Starts the app, which ends by itself because of a variable that it refuses; whatever was printed. */
async function outputOf(
  args: readonly string[],
  env: Record<string, string>,
  folder: string,
): Promise<string> {
  const child = spawn(executable, [`--user-data-dir=${join(folder, 'user')}`, ...args], {
    env: { ...process.env, SSLKEYLOGFILE: join(folder, 'keys'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += String(part)));
  const code = await new Promise((done) => child.on('close', done));
  return `${output}\nexit ${String(code)}`;
}

const foreign = 'console.log("foreign code ran")';
// Shows: code of others runs with the app's name, or looks into its window
for (const [what, args, env] of [
  ['ELECTRON_RUN_AS_NODE', ['-e', foreign], { ELECTRON_RUN_AS_NODE: '1' }],
  ['--inspect', ['--inspect=127.0.0.1:0'], {}],
  ['--inspect-brk', ['--inspect-brk=127.0.0.1:0'], {}],
  ['--remote-debugging-port', ['--remote-debugging-port=0'], { SSLKEYLOGFILE: '' }],
] as const) {
  test(`${what} opens nothing`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hardened-'));
    const output = await outputOf(args, env, folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    expect(output).toContain(refusal);
    expect(output).toContain('exit 1');
    expect(output).not.toMatch(/^foreign code ran|Debugger listening|DevTools listening/m);
  });
}

// Shows: code of others runs with the app's name, or looks into its window
test('without its sandbox it does not start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hardened-'));
  const output = await outputOf(['--no-sandbox'], { SSLKEYLOGFILE: '' }, folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  expect(output).toContain('the window would run without its sandbox');
  expect(output).toContain('exit 1');
});
