import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';
import type { Browser } from 'playwright';
import { medianOf } from './figures';
import { firstShown, nowMs } from '../../e2e/actions/first-shown';

/** Node's own server with the built page, which shows its first screen without an assistant behind it. */
const bareServer = `const { createServer } = require('node:http');
const { readFile } = require('node:fs/promises');
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const server = createServer(async ({ url }, response) => {
  const path = new URL(url, 'http://127.0.0.1').pathname;
  const file = path === '/' ? '/index.html' : path;
  const content = await readFile('out/renderer' + file).catch(() => null);
  response.writeHead(content === null ? 404 : 200, { 'content-type': types[file.split('.').pop()] ?? 'text/plain' });
  response.end(content ?? '');
});
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));`;

export interface BrowserStart {
  /** The built app in browser mode, from its start to its first heading. */
  assistantMs: number;
  /** The same page from a server that does nothing else. */
  bareMs: number;
}

/** Medians of `runs` starts, by turns. */
export async function startUp(runs: number, executablePath: string): Promise<BrowserStart> {
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const times: Record<'assistant' | 'bare', number[]> = { assistant: [], bare: [] };
  try {
    for (let run = 0; run < runs; run += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      times.bare.push(await firstScreen(browser, ['-e', bareServer]));
      times.assistant.push(
        await firstScreen(browser, ['out/main/browser.cjs', '--no-open', '--folder', folder]),
      );
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    await browser.close();
  }
  return { assistantMs: medianOf(times.assistant), bareMs: medianOf(times.bare) };
}

/** Milliseconds from starting this program of Node's to the first heading of the page that it serves. */
async function firstScreen(browser: Browser, program: readonly string[]): Promise<number> {
  const started = nowMs();
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const page = await browser.newPage();
    await page.goto(await linkOf(child.stdout));
    const ms = (await firstShown(page, 'h1')) - started;
    await page.close();
    return ms;
  } finally {
    child.kill();
  }
}

async function linkOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [link] = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line) ?? [];
    if (link !== undefined) return link;
  }
  throw new Error('the app ended without printing its link');
}
