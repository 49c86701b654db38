import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { enterToken } from '../actions/walk';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';

// Shows: a token stays on the clipboard
test.use({ prepared: { until: 'scim-on' } });

test('@board the Oktopost token is copied to the clipboard on demand, and never shown on the page', async ({
  page,
  assistant: { electron },
  consolePage,
  oktopostToken,
}) => {
  if (electron === null) throw new Error('this is about Electron');
  const screen = assistant(page, consolePage);
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Turn SCIM on/);
  const general = await screen.follow('Open General in Okta');
  await oktaConsole.turnScimOn(general);
  await general.close();
  await screen.button('Check now').click();
  await expect(page.getByText(scimOnWords.known['read-back']).first()).toBeVisible();
  await screen.onwards();

  await screen.button('Copy the token').click();
  await expect(page.getByText('The token is on the clipboard.')).toBeVisible();
  const copied = await electron.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied === oktopostToken).toBe(true);
  expect((await page.content()).includes(oktopostToken)).toBe(false);
});
