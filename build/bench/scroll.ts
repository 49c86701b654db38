import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { framesWhile, keystrokes, readPeopleOf } from '../../e2e/actions/scroll-people';
import type { Frames } from '../../e2e/actions/scroll-people';
import { startBrowserAssistant } from '../../e2e/shells/browser';
import { reapPracticeOrg, startPracticeOrg } from '../../e2e/shells/practice-org';
import { prepareSetUp, preparedSchema } from '../../main/testing/prepared-set-up';

/** Frames of the built app (browser mode) with everybody of a practice org in the table of People. */
export interface ScrollCost {
  rows: number;
  /** Nothing moves: the display's own rate on this machine. */
  still: Frames;
  /** A wheel that is turned fast: three thousand pixels a second, at sixty frames. */
  wheel: Frames;
  /** From the first row to the last in some five seconds, as the scroll bar is dragged. */
  drag: Frames;
}

const wheelPixels = 50;
const rowPixels = 36;
const seconds = 5;
const readWithinMs = 10 * 60_000;

export const measureScrolling = (people: number, executablePath: string): Promise<ScrollCost> =>
  withPeople(people, executablePath, async (page, rows) => {
    await framesWhile(page, wheelPixels, 1);
    const still = await framesWhile(page, 0, seconds);
    const wheel = await framesWhile(page, wheelPixels, seconds);
    const drag = await framesWhile(
      page,
      Math.ceil((rows * rowPixels) / (seconds * still.perSecond)),
      seconds,
    );
    return { rows, still, wheel, drag };
  });

/** Milliseconds of the page's main thread for a key, the most for one of a word typed into the search of so many people. */
export const measureKeystrokes = (people: number, executablePath: string): Promise<number> =>
  withPeople(people, executablePath, async (page) => Math.max(...(await keystrokes(page, 'berger'))));

/** `work` on the page that shows everybody of a practice org of so many people. */
async function withPeople<T>(
  people: number,
  executablePath: string,
  work: (page: Page, rows: number) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await prepareSetUp(folder, preparedSchema.parse({ until: 'scim-on', users: people }));
  await startPracticeOrg(folder, ['--region', 'us', '--profile', 'likely']);
  const assistant = await startBrowserAssistant(folder);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.goto(assistant.link);
    return await work(page, await readPeopleOf(page, 'Everyone', readWithinMs));
  } finally {
    await browser.close();
    await assistant.stop();
    await reapPracticeOrg(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

const goal = 0.95;
/** Sixty frames a second. What other programs take of the processor is not in it. */
const budgetMs = 1000 / 60;

export function scrollTable({ rows, still, wheel, drag }: ScrollCost): string[] {
  const line = (name: string, { perSecond, longestMs, workMs, loadedShare }: Frames): string => {
    const share = perSecond / still.perSecond;
    return `${name}: ${perSecond.toFixed(1)} frames a second, ${share.toFixed(2)} of the display’s (>= ${String(goal)}, ${share >= goal ? 'met' : 'missed'}), the longest ${String(Math.round(longestMs))} ms; ${workMs.toFixed(1)} ms of processor time each in the page (<= ${budgetMs.toFixed(1)}, ${workMs <= budgetMs ? 'met' : 'missed'}); rows loaded in ${String(Math.round(loadedShare * 100))} % of them.`;
  };
  return [
    `Scrolling ${String(rows)} people; the display: ${still.perSecond.toFixed(1)} frames a second.`,
    line('By the wheel, 3,000 pixels a second', wheel),
    line('Dragged through all rows', drag),
  ];
}
