import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './processes';

/** The built assistant in browser mode. */
export interface BrowserAssistant {
  link: string;
  /** Ends it with SIGTERM. */
  stop(): Promise<void>;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
}

export async function startBrowserAssistant(folder: string): Promise<BrowserAssistant> {
  const args = [join(root, 'out/main/browser.cjs'), '--no-open', '--folder', folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const link = await printedLink(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { link, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function printedLink({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error('the assistant has no output');
  let errors = '';
  stderr.on('data', (part) => {
    errors += String(part);
  });
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    const link = /^Open (http:\/\/127\.0\.0\.1:\d+\/open#\S+)$/.exec(line)?.[1];
    if (link === undefined) continue;
    // Further output is drained so that the process never blocks.
    stdout.resume();
    return link;
  }
  throw new Error(`the assistant printed no link: ${errors}`);
}
