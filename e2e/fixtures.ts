import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test as base } from 'playwright/test';
import type { Browser, Locator, Page } from 'playwright/test';
import { layPrepared, practiceOptionsOf, preparedWithinMs } from './actions/prepared';
import type { PreparedChoice } from './actions/prepared';
import { startBrowserAssistant } from './shells/browser';
import { startElectronAssistant } from './shells/electron';
import type { ElectronAssistant } from './shells/electron';
import type { Control } from './actions/org-state';
import { askControl, reapPracticeOrg, startPracticeOrg } from './shells/practice-org';

/** A running assistant of either shell. */
interface RunningAssistant {
  page: Page;
  /** Its Electron app; null in browser mode. */
  electron: ElectronAssistant | null;
  /** Quits as a user does. */
  stop(): Promise<void>;
  /** Kills the process. */
  kill(): Promise<void>;
}

interface Fixtures {
  /** Options of the practice org, for example `['--profile', 'scimChoice=missing']`; null: the assistant starts its own. */
  practiceOptions: string[] | null;
  /** The state in which the test starts, instead of the first screen. */
  prepared: PreparedChoice | null;
  /** The token of Okta's SCIM connection in a prepared set-up. */
  oktopostToken: string;
  /** The assistant's folder, mode 0700. Removed after the test, and all its processes are ended. */
  folder: string;
  /** The running assistant; `restart` starts another one on the same folder. */
  assistant: RunningAssistant;
  page: Page;
  /** Starts the assistant again on the same folder, after `assistant.stop()` or `.kill()`. */
  restart: () => Promise<RunningAssistant>;
  /** Opens a link of the assistant in a browser tab. */
  consolePage: (link: Locator) => Promise<Page>;
  /** The practice org's control endpoint: faults, and the state for final checks. */
  control: Control;
}

export const test = base.extend<
  Fixtures & {
    laid: { folder: string; oktopostToken: string };
    start: () => Promise<RunningAssistant>;
    consoleBrowser: () => Promise<Browser>;
  }
>({
  practiceOptions: [null, { option: true }],
  prepared: [null, { option: true }],

  laid: [
    async ({ practiceOptions, prepared }, use) => {
      const parent = mkdtempSync(join(tmpdir(), 'assistant-e2e-'));
      const folder = join(parent, 'assistant');
      mkdirSync(folder, { mode: 0o700 });
      const oktopostToken = prepared === null ? '' : await layPrepared(prepared, folder);
      const options = prepared === null ? practiceOptions : practiceOptionsOf(prepared);
      if (options !== null) await startPracticeOrg(folder, options);
      await use({ folder, oktopostToken });
      await reapPracticeOrg(folder);
      // Electron's helper processes may still write a file while they exit.
      rmSync(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
    // Not the test's own time.
    { timeout: preparedWithinMs },
  ],

  folder: async ({ laid }, use) => {
    await use(laid.folder);
  },
  oktopostToken: async ({ laid }, use) => {
    await use(laid.oktopostToken);
  },

  start: async ({ folder, context }, use, testInfo) => {
    const started: RunningAssistant[] = [];
    await use(async () => {
      const assistant =
        testInfo.project.name === 'electron'
          ? await inElectron(folder)
          : await inBrowser(folder, () => context.newPage());
      started.push(assistant);
      return assistant;
    });
    for (const assistant of started) await assistant.kill();
  },

  assistant: async ({ start }, use) => {
    await use(await start());
  },
  page: async ({ assistant }, use) => {
    await use(assistant.page);
  },
  restart: async ({ start }, use) => {
    await use(start);
  },

  consoleBrowser: async ({ launchOptions }, use) => {
    const launched: Browser[] = [];
    await use(async () => {
      const browser = launched[0] ?? (await chromium.launch(launchOptions));
      if (launched.length === 0) launched.push(browser);
      return browser;
    });
    for (const browser of launched) await browser.close();
  },
  consolePage: async ({ consoleBrowser }, use, testInfo) => {
    await use(async (link) => {
      const page = link.page();
      if (testInfo.project.name !== 'electron') {
        const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
        await tab.waitForLoadState();
        return tab;
      }
      const target = (await link.getAttribute('href')) ?? '';
      const assistant = electronOf(page);
      const before = (await assistant.openedLinks()).length;
      await link.click();
      await expect.poll(async () => (await assistant.openedLinks()).slice(before)).toEqual([target]);
      const tab = await (await consoleBrowser()).newPage();
      await tab.goto(target);
      return tab;
    });
  },

  control: async ({ folder }, use) => {
    await use((method, path, body) => askControl(folder, method, path, body));
  },
});
export { expect };

const electrons = new WeakMap<Page, ElectronAssistant>();

function electronOf(page: Page): ElectronAssistant {
  const electron = electrons.get(page);
  if (electron === undefined) throw new Error('this page is no window of an assistant in Electron');
  return electron;
}

async function inElectron(folder: string): Promise<RunningAssistant> {
  const electron = await startElectronAssistant(folder, process.env['PACKAGED_APP']);
  electrons.set(electron.page, electron);
  return { page: electron.page, electron, stop: () => electron.stop(), kill: () => electron.kill() };
}

async function inBrowser(folder: string, newPage: () => Promise<Page>): Promise<RunningAssistant> {
  const server = await startBrowserAssistant(folder);
  const page = await newPage();
  const answered = page.waitForResponse('**/api/session.snapshot', { timeout: 120_000 });
  await page.goto(server.link);
  await answered;
  return { page, electron: null, stop: () => server.stop(), kill: () => server.kill() };
}
