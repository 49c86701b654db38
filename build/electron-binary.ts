import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';

const folder = join(root, 'node_modules', 'electron');
const downloadWithinMs = 90_000;

/** The path of Electron, or a clause that says why it is missing. */
export type ElectronBinary = { path: string } | { missing: string };

/** Why Electron cannot show a window here, or null. Chromium's sandbox refuses root, and it stays on. */
export function cannotShow(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  userId: number | undefined,
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  return userId === 0 ? 'Electron’s sandbox does not run as root' : null;
}

/** The binary of the `electron` package, which downloads it at the first start; with a timeout. */
export function findElectron(env: NodeJS.ProcessEnv): ElectronBinary {
  const given = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given) return pathIn(given) ?? { missing: `there is no Electron in ${given}` };
  const present = pathIn(join(folder, 'dist'));
  if (present !== null) return present;
  console.log('Fetching Electron, once …');
  const { error, stderr } = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: downloadWithinMs,
    killSignal: 'SIGKILL',
  });
  const fetched = pathIn(join(folder, 'dist'));
  if (fetched !== null) return fetched;
  const why = error === undefined ? firstLine(stderr) : `nothing came in ${downloadWithinMs / 1000} s`;
  return { missing: `Electron could not be fetched (${why})` };
}

const firstLine = (text: string): string => text.trim().split('\n', 1)[0] ?? '';

function pathIn(dist: string): { path: string } | null {
  const nameFile = join(folder, 'path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : usualName(process.platform);
  const path = join(dist, name);
  return existsSync(path) ? { path } : null;
}

function usualName(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
