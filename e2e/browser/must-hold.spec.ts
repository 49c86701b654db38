import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole, oktopostConsole } from '../actions/console';
import { enterToken, testUser, tokenToPlan } from '../actions/walk';
import { words as connectWords } from '../../renderer/screens/connect-okta/words';
import { words as summaryWords } from '../../renderer/screens/summary/words';
import { statementWords } from '../../renderer/words/statement';
import { words as testWords } from '../../renderer/screens/test-user/words';
import { words as toAppWords } from '../../renderer/screens/to-app/words';
import { words as common } from '../../renderer/words/common';
import { typedWords } from '../../renderer/words/typed';
import { guidedWords } from '../../renderer/words/guided';

// What a new user stumbled over, one by one.

test.describe('of the To App boxes, two are ticked', () => {
  test.use({ prepared: { until: 'mapping' } });

  test('@board "I’ve done it" is refused against what Okta shows, and names the box', async ({
    page,
    consolePage,
  }) => {
    const screen = assistant(page, consolePage);
    await screen.button(/^To App/).click();
    const toApp = await screen.follow('Open To App in Okta');
    await oktaConsole.untickToApp(toApp, 'Deactivate Users');
    await screen.button('Check now').click();
    await expect(screen.button('To App, Failed')).toBeVisible();
    await screen.button(guidedWords.state).click();
    await expect(
      page.getByRole('alert').getByText('Okta shows that this is not done.').first(),
    ).toBeVisible();
    await expect(page.getByText('Okta shows Deactivate Users as not ticked').first()).toBeVisible();
    await expect(screen.title(toAppWords.title)).toBeVisible();
    await expect(screen.button('To App, Done')).toHaveCount(0);
  });
});

test('@board rights are judged where the token is entered, and a refusal offers another token', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  const tokens = await screen.follow('Open API tokens in Okta');
  const weak = await oktaConsole.makeApiToken(tokens, 'read only', 'Read-only Administrator');
  await tokens.close();
  await screen.oktaToken(weak);
  await expect(page.getByText(connectWords.connected.readsOnly)).toBeVisible();
  await expect(page.getByText(connectWords.state.readsOnly)).toBeVisible();
  await screen.onwards();
  await tokenToPlan({ page, follow: consolePage, region: 'us' });
  await screen.button('Create the app').click();
  await screen.button(common.error.otherToken).click();
  await expect(screen.title(connectWords.title)).toBeVisible();
});

test('@board pasted tokens are cleaned and said; what is no token never leaves the field', async ({
  page,
  consolePage,
  control,
}) => {
  const screen = assistant(page, consolePage);
  const field = page.getByLabel('Okta API token');
  await screen.practise();
  await screen.destination('us');
  for (const wrong of ['ada@bellwether.example', 'https://acme.okta.com']) {
    await screen.oktaToken(wrong);
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(field).toHaveValue(wrong);
    await expect(field).toHaveAttribute('type', 'password');
  }
  const asked = async () => JSON.stringify(await control('GET', '/exchanges'));
  expect(await asked()).not.toContain('/api/v1/');
  const tokens = await screen.follow('Open API tokens in Okta');
  const token = await oktaConsole.makeApiToken(tokens, 'pasted', 'Super Administrator');
  await tokens.close();
  await screen.oktaToken(`SSWS "${token}" `);
  await expect(page.getByText(typedWords.takenOff(['quotes', 'ssws']))).toBeVisible();
  await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible();
  await screen.onwards();

  const oktopost = await screen.follow('Open Oktopost');
  const scim = await oktopostConsole.makeToken(oktopost, 'Okta');
  await oktopost.close();
  await screen.oktopostToken(`Bearer ${scim}`);
  await expect(page.getByText(typedWords.takenOff(['bearer']))).toBeVisible();
});

test.describe('the test of one user', () => {
  test.use({ prepared: { until: 'mapping' } });

  test('@board people are found however they are written, and who would fail is not assigned first', async ({
    page,
    consolePage,
    oktopostToken,
  }) => {
    const screen = assistant(page, consolePage);
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Mapping/);
    await screen.button('Apply the mapping').click();
    await screen.onwards();
    const search = async (query: string): Promise<void> => {
      await page.getByLabel(testWords.search.label).fill(query);
      await screen.button(testWords.search.action).click();
    };
    for (const query of ['Bruno Berger', 'Berger Bruno', 'bruno.berger', testUser.email]) {
      await search('Nobody at all');
      await expect(page.getByText(testWords.search.none)).toBeVisible();
      await search(query);
      await expect(screen.button(`Choose ${testUser.email}`)).toBeVisible();
    }

    await search('petra@bellwether.example');
    await screen.button('Choose petra@bellwether.example').click();
    await expect(page.getByText(testWords.state['would-fail'])).toBeVisible();
    const bar = page.getByRole('contentinfo');
    await expect(bar.getByRole('button', { name: testWords.search.other })).toBeVisible();
    await expect(bar.getByRole('button', { name: /^Assign/ })).toHaveCount(0);
    await expect(page.getByText(testWords.check.anywayHint)).toBeVisible();
    await expect(screen.button(testWords.check.anyway)).toBeEnabled();
  });
});

test.describe('a complete set-up', () => {
  test.use({ prepared: { until: 'summary' } });

  test('@board the list of what is left comes to an end, and the rail says no more than the summary', async ({
    page,
    consolePage,
    oktopostToken,
  }) => {
    const screen = assistant(page, consolePage);
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Single sign-on/);
    for (const way of ['Sign in from Oktopost', 'Sign in from the Okta tile']) {
      const part = page.getByRole('region', { name: way });
      await part.getByRole('button', { name: 'Start this check' }).click();
      await part.getByRole('button', { name: 'It worked' }).click();
    }
    await screen.onwards();
    await screen.button(summaryWords.left.reminders(2)).click();
    for (const name of [statementWords.looked, summaryWords.left.isDone]) {
      const buttons = page.getByRole('button', { name: new RegExp(`^${name}:`) });
      while ((await buttons.count()) > 0) {
        const left = await buttons.count();
        await buttons.first().click();
        await expect(buttons).toHaveCount(left - 1);
      }
    }
    await expect(page.getByText(summaryWords.left.nothing)).toBeVisible();
    await expect(page.getByRole('list', { name: summaryWords.left.afterwards })).toContainText(
      'check for drift',
    );
    // Not all of it was read: the list of steps is not green.
    await expect(screen.button('Summary, Stated')).toBeVisible();
  });

  test('@board a user name mapped in another way is no green entry of the list of steps', async ({
    page,
    consolePage,
    control,
  }) => {
    const screen = assistant(page, consolePage);
    await expect(screen.button('Mapping, Done')).toBeVisible();
    await screen.button(/^To App/).click();
    const toApp = await screen.follow('Open To App in Okta');
    await toApp.getByRole('link', { name: 'Sign On' }).click();
    await oktaConsole.userNameFormat(toApp, 'Okta username');
    await toApp.close();
    expect(JSON.stringify(await control('GET', '/state'))).toContain('source.login');
    await page.reload();
    await screen.button(/^Summary/).click();
    await screen.button(common.checkAgain).click();
    await expect(screen.button(/^Apply, (Differs|Action needed)$/)).toBeVisible();
    await expect(screen.button('Summary, Differs')).toBeVisible();
  });
});
