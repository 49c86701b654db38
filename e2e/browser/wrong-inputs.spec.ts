import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole, oktopostConsole } from '../actions/console';
import { tokenToPlan } from '../actions/walk';
import { words as shellWords } from '../../renderer/shell/words';
import { words as oktopostTokenWords } from '../../renderer/screens/oktopost-token/words';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';

test('@board an address that is not an Okta org is refused with a reason, and gets no request', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.button('Set up for real').click();
  await screen.destination('us');
  for (const [address, reason] of [
    ['http://acme.okta.com', 'is not safe for a token'],
    ['https://acme.okta.com@evil.example', 'no user name'],
    ['127.0.0.1:8080', 'without a port'],
    ['login.okta.com', 'not an org'],
  ] as const) {
    await page.getByLabel('Okta address').fill(address);
    await screen.button('Check the address').click();
    await expect(page.getByRole('alert').getByText(reason).first()).toBeVisible();
    // A refused address must not keep the next one from being sent.
    await expect(page.getByLabel('Okta address')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Okta API token')).toHaveCount(0);
  }
  await page.getByLabel('Okta address').fill(' https://ACME-admin.okta.com/admin/dashboard ');
  await screen.button('Check the address').click();
  await expect(page.getByText('https://acme.okta.com', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Okta API token')).toBeVisible();
});

test('@board a wrong, a revoked and an under-privileged Okta token each get a cause and a next action', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  await screen.oktaToken('00thisIsNoTokenOfThisOrg');
  await expect(page.getByText('Not connected.')).toBeVisible();

  const tokens = await screen.follow('Open API tokens in Okta');
  const revoked = await oktaConsole.makeApiToken(tokens, 'soon revoked', 'Super Administrator');
  await oktaConsole.revokeApiToken(tokens, 'soon revoked');
  await screen.oktaToken(revoked);
  await expect(page.getByText('Not connected.')).toBeVisible();

  const weak = await oktaConsole.makeApiToken(tokens, 'read only', 'Read-only Administrator');
  await screen.oktaToken(weak);
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await screen.onwards();
  await tokenToPlan({ page, follow: consolePage, region: 'us' });
  await screen.button('Create the app').click();
  await expect(page.getByText('E0000006').first()).toBeAttached();
  await expect(page.getByText(shellWords.band.changed.nothing).first()).toBeVisible();
});

test('@board a wrong Oktopost token and one of another region are refused, naming both causes', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.practise();
  await screen.destination('eu');
  await screen.usePracticeToken();
  await screen.oktopostToken('wrong-token');
  await expect(page.getByText(oktopostTokenWords.state.refused).first()).toBeVisible();
  const oktopost = await screen.follow('Open Oktopost');
  await oktopost.getByText('Other accounts').click();
  await oktopost.getByRole('link', { name: 'United States: Provisioning' }).click();
  await screen.oktopostToken(await oktopostConsole.makeToken(oktopost, 'US'));
  await expect(page.getByText(oktopostTokenWords.state.refused).first()).toBeVisible();
  await expect(page.getByText(/region/i).first()).toBeVisible();
});

test('@board a token revoked during the set-up is detected, explained, and can be replaced', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  const tokens = await screen.follow('Open API tokens in Okta');
  await screen.oktaToken(await oktaConsole.makeApiToken(tokens, 'for a while', 'Super Administrator'));
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await screen.onwards();
  await tokenToPlan({ page, follow: consolePage, region: 'us' });
  await oktaConsole.revokeApiToken(tokens, 'for a while');
  await screen.button('Create the app').click();
  await expect(page.getByText('E0000011').first()).toBeAttached();
  await expect(page.getByText(shellWords.band.changed.nothing).first()).toBeVisible();
});

test.describe('in the console', () => {
  test.use({ prepared: { until: 'scim-on' } });

  test('@board the connection test of the console fails with another region’s base URL', async ({
    page,
    consolePage,
    oktopostToken: token,
  }) => {
    const screen = assistant(page, consolePage);
    const general = await screen.follow('Open General in Okta');
    await oktaConsole.turnScimOn(general);
    await screen.button('Check now').click();
    await expect(page.getByText(scimOnWords.known['read-back']).first()).toBeVisible();
    await screen.onwards();
    const integration = await screen.follow('Open Integration in Okta');
    const values = { baseUrl: 'https://eu-board.oktopost.com/scim/v2', uniqueIdentifier: 'userName', token };
    await expect(oktaConsole.connect(integration, values)).rejects.toThrow();
    await expect(integration.getByText(/Error authenticating/).first()).toBeVisible();
  });
});
