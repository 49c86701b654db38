import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Page } from 'playwright';
import { framesWhile, readPeopleOf } from '../../e2e/actions/scroll-people';
import type { Frames } from '../../e2e/actions/scroll-people';
import { words as changeTokenWords } from '../../renderer/screens/change-token/words';
import { words as connectWords } from '../../renderer/screens/connect-okta/words';
import { words as destinationWords } from '../../renderer/screens/destination/words';
import { words as summaryWords } from '../../renderer/screens/summary/words';
import { words as welcomeWords } from '../../renderer/screens/welcome/words';
import { stepNames } from '../../shared/step-names';
import { regions } from '../../shared/oktopost';
import { keysOfFields, keysOfScreens } from './keys';
import type { KeyCost } from './keys';
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
const rowPixels = 52;
const seconds = 5;
const readWithinMs = 10 * 60_000;

export const measureScrolling = (people: number, executablePath: string): Promise<ScrollCost> =>
  withPeople(people, executablePath, 'scim-on', async (page, rows) => {
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

/**
 * The main thread's time for a key in each field: from the first screen on, and in a set-up that is done, in an org of so many
 * people, who are all in the table of People.
 */
export async function measureKeystrokes(people: number, executablePath: string): Promise<KeyCost[]> {
  const begun = await withPage(executablePath, () => Promise.resolve(), begin);
  const untested = await withPeople(people, executablePath, 'life-cycle', async (page) => {
    await page.getByRole('button', { name: stepNames['test-user'] }).first().click();
    return keysOfFields(page, 'test-user');
  });
  const done = await withPeople(people, executablePath, 'summary', async (page) => {
    const loaded = [...(await keysOfFields(page, 'people')), ...(await keysOfScreens(page))];
    await page.getByRole('button', { name: stepNames.summary }).first().click();
    await page.getByRole('button', { name: summaryWords.later.title }).click();
    await page.getByRole('button', { name: changeTokenWords.title, exact: true }).click();
    await page.getByRole('button', { name: changeTokenWords.begin, exact: true }).click();
    await page.getByLabel(changeTokenWords.make.label).waitFor();
    return [...loaded, ...(await keysOfFields(page, 'change-token'))];
  });
  return [...begun, ...untested, ...done];
}

/** For a real org, none of which is contacted before its address is confirmed. */
async function begin(page: Page): Promise<KeyCost[]> {
  await page.getByRole('button', { name: welcomeWords.real.action, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: destinationWords.title }).waitFor();
  const destination = await keysOfFields(page, 'destination');
  await page.getByRole('radio', { name: regions.us.name }).check({ force: true });
  await page.getByRole('button', { name: destinationWords.action, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: connectWords.title }).waitFor();
  const address = await keysOfFields(page, 'connect-okta');
  await page.getByLabel(connectWords.address.title).fill('acme.okta.com');
  await page.getByRole('button', { name: connectWords.address.action, exact: true }).click();
  await page.getByLabel(connectWords.token.label).waitFor();
  const token = await keysOfFields(page, 'connect-okta');
  await page.getByRole('radio', { name: connectWords.way.serviceApp }).check({ force: true });
  await page.getByLabel(connectWords.serviceApp.clientId.label).waitFor();
  return [...destination, ...address, ...token, ...(await keysOfFields(page, 'connect-okta'))];
}

/** `work` on the page that shows everybody of a practice org of so many people. */
const withPeople = <T>(
  people: number,
  executablePath: string,
  until: 'scim-on' | 'life-cycle' | 'summary',
  work: (page: Page, rows: number) => Promise<T>,
): Promise<T> =>
  withPage(
    executablePath,
    async (folder) => {
      await prepareSetUp(folder, preparedSchema.parse({ until, users: people }));
      await startPracticeOrg(folder, ['--region', 'us', '--profile', 'likely']);
    },
    async (page) => work(page, await readPeopleOf(page, 'Everyone', readWithinMs)),
  );

/** `work` on the page of the built app (browser mode), in a folder of its own that was prepared. */
async function withPage<T>(
  executablePath: string,
  prepare: (folder: string) => Promise<void>,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await prepare(folder);
  const assistant = await startBrowserAssistant(folder);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage();
    await page.goto(assistant.link);
    return await work(page);
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
