import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Opener {
  file: string;
  args: readonly string[];
}

/** The program that opens a file or an address in the default browser, or null where there can be none. */
export function openerFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Opener | null {
  switch (platform) {
    case 'darwin':
      return { file: 'open', args: [] };
    case 'win32':
      return { file: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
    default:
      return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { file: 'xdg-open', args: [] } : null;
  }
}

/** Of all that a browser could need to start; a link that nobody opened is of no use to others, but need not lie about. */
const keptMs = 60_000;

/**
 * Opens the one-time link in the default browser. Everybody on the computer can read the arguments of a process, so the browser
 * gets a private file (mode 0600) that leads to the link. The returned function removes it: call it once the link was used, and at
 * the end. A browser that is not found, or may not read the file, is no failure: the link was printed as well.
 */
export function openLink(
  link: string,
  folder: string,
  opener: Opener | null = openerFor(process.platform, process.env),
  start: (file: string, args: readonly string[]) => void = startDetached,
): () => void {
  const place = join(folder, 'opening');
  const discard = (): void => {
    rmSync(place, { recursive: true, force: true });
  };
  // Of an assistant that was killed.
  discard();
  if (opener === null) return discard;
  mkdirSync(place, { mode: 0o700 });
  const page = join(mkdtempSync(join(place, 'link-')), 'open.html');
  writeFileSync(page, redirectTo(link), { flag: 'wx', mode: 0o600 });
  setTimeout(discard, keptMs).unref();
  start(opener.file, [...opener.args, pathToFileURL(page).href]);
  return discard;
}

/** `link` is our own address: digits, letters, `-`, `_` and no quotes. */
const redirectTo = (link: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${link}"><title>Opening the assistant</title><a href="${link}">Continue</a>\n`;

function startDetached(file: string, args: readonly string[]): void {
  const child = spawn(file, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
