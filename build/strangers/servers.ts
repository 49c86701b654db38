import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run';

/** A SCIM server of others that listens on loopback. */
export interface Stranger {
  name: string;
  baseUrl: string;
  stop(): void;
}

export const strangerToken = 'a-token-of-a-stranger';

interface Installed {
  name: string;
  folder: string;
  path: string;
  /** The program and its environment, for a port. */
  command(port: number): { file: string; args: readonly string[]; env?: NodeJS.ProcessEnv };
}

const installMs = 300_000;
const startMs = 60_000;

/**
 * Installs the pinned servers in a temporary folder, and removes it on `remove`. Needs npm, Python 3 and their registries.
 * @throws Error when one cannot be installed
 */
export async function installStrangers(): Promise<{ servers: readonly Installed[]; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'strangers-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const inFolder = (file: string, ...args: string[]) =>
    finished(spawn(file, args, { cwd: folder, stdio: 'inherit' }));
  try {
    await inFolder('python3', '-m', 'venv', 'python');
    const python = join(folder, 'python', 'bin');
    const quiet = ['--quiet', '--disable-pip-version-check'];
    await inFolder(join(python, 'pip'), 'install', ...quiet, 'scim2-server==0.8.3', 'scim2-models==0.12.3');
    const packages = ['express@5.3.0', 'scimmy@1.3.5', 'scimmy-routers@1.3.2'];
    await inFolder(
      'npm',
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      '.',
      ...packages,
    );
    const scimmy = (filter: 'applied' | 'ignored'): Installed => ({
      name: `scimmy 1.3.5 (Node), filter ${filter}`,
      folder,
      path: '/scim/v2',
      command: (port) => ({
        file: process.execPath,
        args: [join(root, 'build/strangers/scimmy-server.mjs')],
        env: { PORT: String(port), TOKEN: strangerToken, FILTER: filter },
      }),
    });
    const scim2: Installed = {
      name: 'scim2-server 0.8.3 (Python)',
      folder,
      path: '/v2',
      command: (port) => ({
        file: join(python, 'scim2-server'),
        args: ['--port', String(port), '--bearer-token', strangerToken],
      }),
    };
    return { servers: [scim2, scimmy('applied'), scimmy('ignored')], remove };
  } catch (error) {
    remove();
    throw error;
  }

  function finished(child: ChildProcess): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill(), installMs);
      child.on('error', reject);
      child.on('exit', (code) => {
        clearTimeout(timer);
        if (code === 0) resolve();
        else reject(new Error(`${child.spawnargs.join(' ')} ended with ${String(code)}`));
      });
    });
  }
}

/** Starts one and waits until it answers. @throws Error when it ends, or does not answer within a minute */
export async function startStranger({ name, folder, path, command }: Installed): Promise<Stranger> {
  const port = await freePort();
  const { file, args, env } = command(port);
  const child = spawn(file, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const stop = (): void => void child.kill('SIGKILL');
  // Also where the run takes too long, and ends without asking.
  process.once('exit', stop);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2_000)));
  const baseUrl = `http://127.0.0.1:${port}${path}`;
  const deadline = Date.now() + startMs;
  while (!(await answers(baseUrl))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      stop();
      throw new Error(`${name} does not answer: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { name, baseUrl, stop };
}

const answers = (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/Users?count=1`).then(
    () => true,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
