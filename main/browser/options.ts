import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface BrowserOptions {
  /** 0: any free port. */
  port: number;
  folder: string;
  open: boolean;
}

export const help = `Oktopost Setup for Okta, in a browser

  --port NUMBER   port on 127.0.0.1 (default: any free one)
  --folder PATH   where this assistant keeps its state (default: the same as the app's)
  --no-open       do not open the link, only print it
  --help          this text

Prints a link that works once, in one tab. Browser mode stores no secrets: they are asked again after a restart.
HTTPS_PROXY, HTTP_PROXY and NO_PROXY name proxies, NODE_EXTRA_CA_CERTS a file with certificates of your company.`;

/** Reads the command line. `problem` is one sentence for the terminal. */
export function readOptions(
  args: string[],
): { kind: 'run'; options: BrowserOptions } | { kind: 'help' } | { kind: 'bad'; problem: string } {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '0' },
        folder: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return { kind: 'bad', problem: error instanceof Error ? error.message : String(error) };
  }
  if (values.help) return { kind: 'help' };
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1;
  if (port < 0 || port > 65_535) return { kind: 'bad', problem: '--port takes a number from 0 to 65535.' };
  if (values.folder === '') return { kind: 'bad', problem: '--folder takes a path.' };
  const folder = resolve(values.folder ?? defaultFolder(process.platform, process.env, homedir()));
  return { kind: 'run', options: { port, folder, open: !values['no-open'] } };
}

/** The folder that the Electron shell uses as well, so that either can continue the other's set-up. */
export function defaultFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  const name = join('Oktopost Setup for Okta', 'assistant');
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', name);
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), name);
    default:
      return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), name);
  }
}
