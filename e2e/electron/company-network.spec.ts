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
import type { ElectronAssistant, Surroundings } from '../shells/electron';
import { practiceOrgOf } from '../shells/practice-org';
import { inGnome, inKde, inNoDesktop, knowsGnome } from '../shells/system-proxy';

test.use({ practiceOptions: [] });

const account = { user: 'ann', right: 'right-password', wrong: 'wrong-password' };
const running: { network: CompanyNetwork; app: ElectronAssistant }[] = [];
test.afterEach(async () => {
  for (const { network, app } of running.splice(0)) await Promise.all([app.kill(), network.close()]);
});

/** What names the proxy: the app's command line, or what this computer is set to, for the user with this home. */
type Naming = (network: CompanyNetwork, home: string) => Surroundings;

const byUser = `${account.user}:${account.right}`;

/** A real set-up on a computer of this company, up to the check of the org. `user`: of the proxy; null: it asks nobody. */
async function begin(folder: string, isTrusted: boolean, naming: Naming, user: string | null = byUser) {
  const network = await startCompanyNetwork(folder, user);
  const home = join(dirname(folder), 'home');
  mkdirSync(home);
  if (isTrusted) network.trustIn(home);
  const { switches = [], env = {} } = naming(network, home);
  const app = await startElectronAssistant(folder, process.env['PACKAGED_APP'], {
    switches,
    env: { HOME: home, ...env },
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

// Shows: a proxy that asks who it serves gets more than it should (Electron)
test('a proxy of a PAC file that asks who it is, behind which the company’s own certificate is trusted', async ({
  folder,
}) => {
  test.skip(!canTrust, 'no certutil (libnss3-tools): nothing trusts a certificate of one’s own here');
  const { network, page } = await begin(folder, true, ({ pacUrl }) => ({
    switches: [`--proxy-pac-url=${pacUrl}`],
  }));
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

// Shows: a company's network: PAC file, inspected TLS
test('a proxy that gets no account, and a certificate that nobody vouches for, are said by name', async ({
  folder,
}) => {
  const { network, page, screen } = await begin(folder, false, (of) => ({
    switches: [`--proxy-server=${of.proxy}`],
  }));
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

// Shows: a company's network: PAC file, inspected TLS
for (const [where, naming, isKnown] of [
  [
    'KDE’s settings',
    inKde(({ proxy: at }) => ['ProxyType=1', `httpsProxy=http://${at.replace(':', ' ')}`]),
    true,
  ],
  [
    'KDE’s settings by a PAC file',
    inKde(({ pacUrl }) => ['ProxyType=2', `Proxy Config Script=${pacUrl}`]),
    true,
  ],
  ['GNOME’s settings', inGnome, knowsGnome],
  ['the environment, where no desktop is known', inNoDesktop, true],
] as const) {
  test(`the system’s proxy is used: ${where}`, async ({ folder }) => {
    test.skip(!canTrust, 'no certutil (libnss3-tools): nothing trusts a certificate of one’s own here');
    test.skip(!isKnown, 'no gsettings-desktop-schemas: GNOME’s settings are not known here');
    const { network, page } = await begin(folder, true, naming, null);
    await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
    expect(network.asked()).toEqual([`${orgHost}:443`]);
  });
}
