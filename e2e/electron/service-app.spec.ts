import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { filesIn, findSecrets } from '../../main/testing/canary';
import { decoded, secretsOf } from '../../main/secrets/credential';
import { words as connectOkta } from '../../renderer/screens/connect-okta/words';
import { words as common } from '../../renderer/words/common';
import { words as remember } from '../../renderer/words/remember';
import { assistant as screens } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { expect, test } from '../fixtures';

const { serviceApp, token: tokenWords, way } = connectOkta;

// Beside the app: jose, with which it checks proofs, does not know the keys of the old Node in the Electron that is tried.
test.use({ practiceOptions: [] });

/** Signs in by the road of the service app; the app is made in the org's console with what the screen shows. @returns its client ID. */
async function signIn(
  page: Page,
  consolePage: (link: Locator) => Promise<Page>,
  beforeConnect: () => Promise<void>,
): Promise<{ clientId: string; console: Page }> {
  const screen = screens(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  await page.getByRole('radio', { name: way.serviceApp }).check();
  const console = await screen.follow(serviceApp.link);
  const clientId = await oktaConsole.makeServiceApp(console, {
    name: await screen.value(serviceApp.name.label),
    key: await screen.value(serviceApp.key),
    scopes: `${await screen.value(serviceApp.scopes)} ${await screen.value(serviceApp.optionalScopes)}`,
    role: 'Application Administrator',
  });
  await page.getByLabel(serviceApp.clientId.label).fill(clientId);
  await beforeConnect();
  await page.getByRole('button', { name: tokenWords.action, exact: true }).click();
  await expectConnected(page, clientId);
  return { clientId, console };
}

async function expectConnected(page: Page, clientId: string): Promise<void> {
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await expect(page.getByText(clientId, { exact: true })).toBeVisible();
  // The app demands proof of possession, with a nonce.
  await expect(page.getByText(connectOkta.connected.serviceApp.bound)).toBeVisible();
}

/** What is found without the key: the way, the client ID, and another public key than before. */
async function expectKnown(page: Page, clientId: string): Promise<string> {
  await expect(page.getByText(connectOkta.state.keyNeeded)).toBeVisible();
  await expect(page.getByRole('radio', { name: way.serviceApp })).toBeChecked();
  await expect(page.getByLabel(serviceApp.clientId.label)).toHaveValue(clientId);
  return screens(page, () => Promise.reject(new Error('no link is followed here'))).value(serviceApp.key);
}

// Shows: the key of a service app, or an access token, leaves main
test('a service app whose key is remembered is signed in after a restart, until Okta refuses it', async ({
  page,
  assistant,
  folder,
  restart,
  consolePage,
}) => {
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  const isReadable = await electron.app.evaluate(
    ({ safeStorage }) =>
      process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text',
  );
  const { clientId, console } = await signIn(page, consolePage, async () => {
    await page.getByRole('checkbox', { name: remember.box }).click();
    if (isReadable) await page.getByRole('button', { name: remember.ask.yes }).click();
  });
  await expect(page.getByText(remember.remembered, { exact: false })).toBeVisible();
  await assistant.stop();
  const file = join(folder, 'secrets.json');
  const kept = readFileSync(file, 'utf8');
  expect(kept).toContain('"okta-token"');
  expect(readFileSync(join(folder, 'session.json'), 'utf8')).toContain(clientId);
  if (isReadable) expect(filesWith(folder, keyIn(kept))).toEqual(['secrets.json']);

  const again = await restart();
  await expectConnected(again.page, clientId);
  await console.getByRole('button', { name: /^Delete / }).click();
  await again.page.getByRole('button', { name: common.checkAgain }).click();
  await expect(again.page.getByText(connectOkta.state.failed)).toBeVisible();
  await expect.poll(() => existsSync(file)).toBe(false);
  await again.stop();
  if (isReadable) expect(filesWith(folder, keyIn(kept))).toEqual([]);

  const last = await restart();
  await expectKnown(last.page, clientId);
});

test('a service app whose key is not kept is known after a restart, and needs a new key alone', async ({
  page,
  assistant,
  folder,
  restart,
  consolePage,
}) => {
  let before = '';
  const { clientId, console } = await signIn(page, consolePage, async () => {
    before = await screens(page, consolePage).value(serviceApp.key);
  });
  await assistant.stop();
  expect(existsSync(join(folder, 'secrets.json'))).toBe(false);

  const { page: later } = await restart();
  const key = await expectKnown(later, clientId);
  expect(key).not.toBe(before);
  await oktaConsole.changeServiceAppKey(console, key);
  await later.getByRole('button', { name: tokenWords.action, exact: true }).click();
  await expectConnected(later, clientId);
});

/** The private parts of the key in a file that is readable. */
function keyIn(file: string): Record<string, string> {
  const [, stored = ''] = /"okta-token":"([^"]+)"/.exec(file) ?? [];
  const credential = decoded(Buffer.from(stored, 'base64').toString());
  if (credential?.kind !== 'service-app') throw new Error('no service app is kept');
  return Object.fromEntries(secretsOf(credential).map((part, index) => [`part ${index}`, part]));
}

/** The assistant's files that hold a part of the key, in any form. */
const filesWith = (folder: string, key: Record<string, string>): string[] =>
  filesIn(folder)
    .filter(({ text }) => findSecrets(text, key).length > 0)
    .map(({ path }) => path);
