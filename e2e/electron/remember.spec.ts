import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { filesIn, findSecrets } from '../../main/testing/canary';
import { words as connectOkta } from '../../renderer/screens/connect-okta/words';
import { words } from '../../renderer/words/remember';
import { assistant as screens } from '../actions/assistant';
import { expect, test } from '../fixtures';
import type { ElectronAssistant } from '../shells/electron';
import { practiceOrgOf } from '../shells/practice-org';

const noLink = (): Promise<never> => Promise.reject(new Error('no link is followed here'));

/** Types the practice org's token as a real one is typed, instead of taking it by its button. @returns the token. */
async function enterOktaToken(page: Page, folder: string, before: () => Promise<void>): Promise<string> {
  const screen = screens(page, noLink);
  await screen.practise();
  await screen.destination('us');
  const org = practiceOrgOf(folder);
  if (org === null) throw new Error('no practice org was started');
  await before();
  await screen.oktaToken(org.okta.apiToken);
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  return org.okta.apiToken;
}

/** The assistant's files with the token in any form; the practice org's own files have it in any case. */
const filesWith = (folder: string, token: string): string[] =>
  filesIn(folder)
    .filter(({ path, text }) => !path.startsWith('practice/') && findSecrets(text, { token }).length > 0)
    .map(({ path }) => path);

/** Whether this computer keeps tokens readable only: Linux without a key store. */
const isReadable = ({ app }: ElectronAssistant): Promise<boolean> =>
  app.evaluate(
    ({ safeStorage }) =>
      process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text',
  );

// Shows: a token is kept where nobody asked for it
test('a token is in no file, and asked for after a restart', async ({ page, assistant, folder, restart }) => {
  const token = await enterOktaToken(page, folder, async () => {
    await expect(page.getByRole('checkbox', { name: words.box })).not.toBeChecked();
  });
  await assistant.stop();
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
  expect(filesWith(folder, token)).toEqual([]);
  const { page: later } = await restart();
  await expect(later.getByText(connectOkta.state.practice).first()).toBeVisible();
});

test('a token that is remembered connects after a restart, until it is to be forgotten', async ({
  page,
  assistant,
  folder,
  restart,
}) => {
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  const readable = await isReadable(electron);
  const token = await enterOktaToken(page, folder, async () => {
    await page.getByRole('checkbox', { name: words.box }).click();
    if (readable) await page.getByRole('button', { name: words.ask.yes }).click();
    await expect(page.getByRole('checkbox', { name: words.box })).toBeChecked();
  });
  await expect(page.getByText(words.remembered, { exact: false })).toBeVisible();
  await assistant.stop();
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain('"okta-token"');
  expect(filesWith(folder, token)).toEqual(readable ? ['secrets.json'] : []);

  const again = await restart();
  await expect(again.page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await again.page.getByRole('button', { name: words.forget }).click();
  await expect(again.page.getByText(words.remembered, { exact: false })).toBeHidden();
  await again.stop();
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
  const last = await restart();
  await expect(last.page.getByText(connectOkta.state.practice).first()).toBeVisible();
});
