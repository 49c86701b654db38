import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { chromium } from 'playwright';
import { run, runTool } from './run';

// The headless shell draws no browser around the page: a sixth less work.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const windowsApps = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The paths at which this system may have a Chromium, in order of preference. */
export function chromiumPlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  switch (platform) {
    case 'darwin':
      return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case 'win32':
      return [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].flatMap((folder) =>
        folder === undefined ? [] : windowsApps.map((app) => `${folder}\\${app}`),
      );
    default:
      return (env['PATH'] ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => names.map((name) => join(folder, name)));
  }
}

/**
 * A Chromium for the tests: CHROMIUM_PATH, an installed one, or Playwright's. Without one it is installed: by apt-get as root, else
 * Playwright's; with a terminal only after confirmation. Null when that failed.
 */
export async function findChromium(env: NodeJS.ProcessEnv): Promise<string | null> {
  const present = presentChromium(env);
  if (present !== null) return present;
  const byApt = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const what = byApt
    ? 'Debian’s Chromium (apt-get install chromium-headless-shell)'
    : 'Playwright’s own Chromium';
  if (process.stdin.isTTY && !(await agree(`No Chromium was found. Install ${what}? [Y/n] `))) return null;
  console.log(`No Chromium was found: installing ${what}.`);
  await (byApt ? installByApt(env) : runTool('playwright', ['install', 'chromium'], env));
  return presentChromium(env);
}

function presentChromium(env: NodeJS.ProcessEnv): string | null {
  const given = env['CHROMIUM_PATH'];
  const places = [...(given ? [given] : chromiumPlaces(process.platform, env)), chromium.executablePath()];
  return places.find((path) => existsSync(path)) ?? null;
}

async function installByApt(env: NodeJS.ProcessEnv): Promise<number> {
  const quietly = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  const updated = await run('apt-get', ['update', '-qq'], quietly);
  if (updated !== 0) return updated;
  return run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-dejavu-core'],
    quietly,
  );
}

async function agree(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = (await terminal.question(question)).trim().toLowerCase();
  terminal.close();
  return answer === '' || answer.startsWith('y');
}
