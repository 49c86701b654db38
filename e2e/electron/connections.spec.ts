import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { words as connectOkta } from '../../renderer/screens/connect-okta/words';
import { words as welcome } from '../../renderer/screens/welcome/words';
import { assistant } from '../actions/assistant';
import { expectSetUp } from '../actions/final-check';
import { tokenToPlan, walkGuided, walkToSummary } from '../actions/walk';
import { expect, test } from '../fixtures';
import { orgHost, startCompanyNetwork } from '../shells/company-network';
import { startElectronAssistant } from '../shells/electron';
import { practiceOrgOf } from '../shells/practice-org';

test.use({ practiceOptions: [] });

/** Where strace writes what the packaged app does at the network; the app is started by it (`build/installers/try-connections`). */
const trace = process.env['CONNECTIONS_TRACE'] ?? '';

/**
 * What a trace (`strace -yy`) shows of the network: addresses of TCP connections, and datagrams that were sent, each once. Chromium
 * also connects UDP sockets without sending anything, to learn by which of its addresses another one is reached.
 */
function contactsIn(text: string): string[] {
  const found = text.split('\n').flatMap((line) => {
    const [, host] = /inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]+)"/.exec(line) ?? [];
    const [, port] = /sin6?_port=htons\((\d+)\)/.exec(line) ?? [];
    if (/ connect\(\d+<TCP/.test(line)) return [`${host}:${port}`];
    return / send\w+\(\d+<UDP/.test(line) ? [`a datagram: ${line.slice(0, 300)}`] : [];
  });
  return [...new Set(found)];
}

// Shows: the app contacts somebody else
test('over the whole road the app contacts the org, Oktopost and nobody else', async ({
  folder,
  consoleBrowser,
  control,
}) => {
  test.setTimeout(600_000);
  const org = practiceOrgOf(folder);
  if (org === null) throw new Error('no practice org was started');
  const network = await startCompanyNetwork(folder, null);
  const home = join(dirname(folder), 'home');
  mkdirSync(home);
  network.trustIn(home);
  const app = await startElectronAssistant(folder, process.env['PACKAGED_APP'], {
    switches: [`--proxy-pac-url=${network.pacUrl}`],
    env: { HOME: home },
  });
  const { page } = app;
  /** Opens in a browser what stands at the names of production. */
  const follow = async (link: Locator): Promise<Page> => {
    const target = new URL((await link.getAttribute('href')) ?? '');
    const tab = await (await consoleBrowser()).newPage();
    await tab.goto(
      target.hostname.endsWith('.oktopost.com')
        ? org.oktopost.consoleUrl
        : new URL(target.href.slice(target.origin.length), org.okta.adminUrl).href,
    );
    return tab;
  };
  const walk = { page, follow, region: 'us' } as const;
  const screen = assistant(page, follow);
  await screen.button(welcome.real.action).click();
  await screen.destination('us');
  await page.getByLabel(connectOkta.address.title).fill(orgHost);
  await screen.button(connectOkta.address.action).click();
  await screen.oktaToken(org.okta.apiToken);
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await screen.onwards();
  const token = await tokenToPlan(walk);
  await screen.createApp();
  await walkGuided(walk, token);
  await walkToSummary(walk);
  for (const format of ['JSON', 'PDF']) {
    const file = join(dirname(folder), `summary.${format}`);
    await app.saveInto(file);
    await screen.button(`Download ${format}`).click();
    await expect(page.getByText(`Saved as ${file}.`)).toBeVisible({ timeout: 60_000 });
  }
  expectSetUp(await control('GET', '/state'), 'us');
  await app.stop();
  await network.close();

  expect(network.asked().sort()).toEqual([`${orgHost}:443`, 'board.oktopost.com:443']);
  const contacts = contactsIn(readFileSync(trace, 'utf8'));
  process.stdout.write(
    `asked of the proxy: ${network.asked().join(', ')}; connections: ${contacts.join(', ')}\n`,
  );
  expect(contacts).toEqual([network.proxy]);
});
