import { spawn } from 'node:child_process';

/** The program that opens a link in the default browser, or null where there can be none. */
export function openerFor(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): { file: string; args: readonly string[] } | null {
  switch (platform) {
    case 'darwin':
      return { file: 'open', args: [] };
    case 'win32':
      return { file: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
    default:
      return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { file: 'xdg-open', args: [] } : null;
  }
}

/** Opens the link where there is a browser. A failure is ignored: the link was printed as well. */
export function openLink(url: string): void {
  const opener = openerFor(process.platform, process.env);
  if (opener === null) return;
  const child = spawn(opener.file, [...opener.args, url], { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
