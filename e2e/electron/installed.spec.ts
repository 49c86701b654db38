import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { assistant } from '../actions/assistant';
import { enterToken, walkGuided, walkToApp, walkToSummary } from '../actions/walk';
import { expect, test } from '../fixtures';
import { startElectronAssistant } from '../shells/electron';
import type { ElectronAssistant } from '../shells/electron';
import { reapPracticeOrg } from '../shells/practice-org';

/** The assistant's folder, which stays over an upgrade (`build/installers/try-deb`). */
const folder = process.env['INSTALLED_FOLDER'] ?? '';
const tokenFile = join(dirname(folder), 'oktopost-token');

async function start(): Promise<ElectronAssistant> {
  const started = await startElectronAssistant(folder, process.env['PACKAGED_APP']);
  await expect(started.page.getByRole('heading', { level: 1 })).toBeVisible();
  return started;
}

/** Filters of system calls, which only Chromium's sandbox sets, by process of a window. */
const filters = async ({ app }: ElectronAssistant): Promise<(string | undefined)[]> =>
  (await app.evaluate((electron) => electron.app.getAppMetrics()))
    .filter(({ type }) => type === 'Tab')
    .map(({ pid }) => /^Seccomp:\s*(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

test('before the upgrade: the installed app starts in its sandbox, and makes the app integration', async ({
  consoleBrowser,
}) => {
  test.setTimeout(240_000);
  const running = await start();
  expect(await running.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false);
  expect(await filters(running)).toEqual(['2']);
  const token = await walkToApp({ page: running.page, follow: by(consoleBrowser), region: 'us' });
  writeFileSync(tokenFile, token);
  await running.stop();
});

test('after the upgrade: the set-up goes on, up to one verified user and the summary', async ({
  consoleBrowser,
}) => {
  test.setTimeout(240_000);
  const running = await start();
  const { page } = running;
  const walk = { page, follow: by(consoleBrowser), region: 'us' } as const;
  const screen = assistant(page, walk.follow);
  await expect(screen.title('Turn SCIM on')).toBeVisible();
  // The practice org starts after the window.
  await expect(screen.button('Connect Okta, Done')).toBeVisible();
  const token = readFileSync(tokenFile, 'utf8');
  await walkGuided(walk, token);
  await enterToken(walk, token, /^Mapping/);
  await walkToSummary(walk);
  await running.stop();
  await reapPracticeOrg(folder);
});

/** Opens links in a browser, as the system does. */
const by =
  (browser: () => Promise<{ newPage(): Promise<Page> }>) =>
  async (link: Locator): Promise<Page> => {
    const tab = await (await browser()).newPage();
    await tab.goto((await link.getAttribute('href')) ?? '');
    return tab;
  };
