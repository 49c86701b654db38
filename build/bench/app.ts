import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright';

/** Milliseconds from starting the built app (browser mode) to its first screen; the median of `runs`. */
export async function startUp(runs: number, executablePath: string): Promise<number> {
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const times: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-'));
      const started = performance.now();
      const child = spawn(process.execPath, ['out/main/browser.cjs', '--no-open', '--folder', folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const page = await browser.newPage();
      await page.goto(await linkOf(child.stdout));
      await page.getByRole('heading', { level: 1 }).waitFor();
      times.push(performance.now() - started);
      await page.close();
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    await browser.close();
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN);
}

async function linkOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [link] = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(line) ?? [];
    if (link !== undefined) return link;
  }
  throw new Error('the app ended without printing its link');
}
