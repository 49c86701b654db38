import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright/test';
import { words as connectOkta } from '../../renderer/screens/connect-okta/words';
import { words as welcome } from '../../renderer/screens/welcome/words';
import { words as proxy } from '../../renderer/shell/proxy-words';
import { words as shell } from '../../renderer/shell/words';
import { filesIn, findSecrets } from '../../main/testing/canary';
import { assistant } from '../actions/assistant';
import { expect, test } from '../fixtures';
import { canTrust, orgHost, startCompanyNetwork } from '../shells/company-network';
import type { CompanyNetwork } from '../shells/company-network';
import { startElectronAssistant } from '../shells/electron';
import type { ElectronAssistant } from '../shells/electron';
import { practiceOrgOf } from '../shells/practice-org';

test.use({ practiceOptions: [] });

const account = { user: 'ann', right: 'right-password', wrong: 'wrong-password' };
const running: { network: CompanyNetwork; app: ElectronAssistant }[] = [];
test.afterEach(async () => {
  for (const { network, app } of running.splice(0)) await Promise.all([app.kill(), network.close()]);
});

/** A real set-up on a computer of this company, up to the check of the org. */
async function begin(folder: string, isTrusted: boolean, switchesOf: (network: CompanyNetwork) => string) {
  const network = await startCompanyNetwork(folder, `${account.user}:${account.right}`);
  const home = join(dirname(folder), 'home');
  mkdirSync(home);
  if (isTrusted) network.trustIn(home);
  const app = await startElectronAssistant(folder, process.env['PACKAGED_APP'], {
    switches: [switchesOf(network)],
    env: { HOME: home },
  });
  running.push({ network, app });
  const { page } = app;
  const screen = assistant(page, () => Promise.reject(new Error('no link is followed here')));
  await screen.button(welcome.real.action).click();
  await screen.destination('us');
  await page.getByLabel(connectOkta.address.title).fill(orgHost);
  await screen.button(connectOkta.address.action).click();
  await screen.oktaToken(practiceOrgOf(folder)?.okta.apiToken ?? '');
  return { network, page, screen };
}

async function signIn(page: Page, password: string): Promise<void> {
  const question = page.getByRole('dialog', { name: shell.proxy.title });
  await question.getByLabel(proxy.user).fill(account.user);
  await question.getByLabel(proxy.password).fill(password);
  await question.getByRole('button', { name: proxy.yes }).click();
}

test('a proxy of a PAC file that asks who it is, behind which the company’s own certificate is trusted', async ({
  folder,
}) => {
  test.skip(!canTrust, 'no certutil (libnss3-tools): nothing trusts a certificate of one’s own here');
  const { network, page } = await begin(folder, true, ({ pacUrl }) => `--proxy-pac-url=${pacUrl}`);
  await expect(page.getByText(proxy.asks(network.proxy))).toBeVisible();
  await signIn(page, account.wrong);
  await expect(page.getByText(proxy.refused(network.proxy))).toBeVisible();
  await signIn(page, account.right);
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();

  expect(network.asked()).toEqual([`${orgHost}:443`]);
  // A wrong password is sent once, however many requests wait for the answer.
  expect(network.given().filter((given) => given.endsWith(account.wrong))).toHaveLength(1);
  const secrets = { right: account.right, wrong: account.wrong };
  expect(filesIn(folder).filter(({ text }) => findSecrets(text, secrets).length > 0)).toEqual([]);
});

test('a proxy that gets no account, and a certificate that nobody vouches for, are said by name', async ({
  folder,
}) => {
  const { network, page, screen } = await begin(folder, false, (of) => `--proxy-server=${of.proxy}`);
  await page.getByRole('button', { name: proxy.no }).click();
  await expect(
    page.getByText('asks for a user name and a password, and was given none').first(),
  ).toBeVisible();
  await expect(page.getByText(shell.proxy.declined(network.proxy))).toBeVisible();
  expect(network.given()).toEqual([]);

  await screen.button(shell.proxy.title).click();
  await signIn(page, account.right);
  await screen.button('Try again').click();
  await expect(page.getByText('its certificate is not trusted here').first()).toBeVisible();
  await expect(page.getByText(shell.proxy.declined(network.proxy))).toBeHidden();
});
