import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { oktaConsole } from './actions/console';
import { lookAt } from './actions/look';

test.describe('once the app integration is there', () => {
  test.use({ prepared: { until: 'scim-on', region: 'eu' } });

  test('@guided copies exactly the value and confirms it without a layout shift', async ({
    page,
    consolePage,
    context,
  }, testInfo) => {
    test.skip(testInfo.project.name === 'electron', 'the clipboard permission of browsers');
    const screen = assistant(page, consolePage);
    const general = await screen.follow('Open General in Okta');
    await oktaConsole.turnScimOn(general);
    await general.close();
    await screen.button('Check now').click();
    await screen.onwards();
    await expect(screen.title('Fill in the SCIM connection')).toBeVisible();

    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copy = screen.button('Copy SCIM connector base URL');
    await copy.hover();
    const before = await copy.boundingBox();
    await copy.click();
    await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
    await expect.poll(() => copy.boundingBox()).toEqual(before);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'https://eu-board.oktopost.com/scim/v2',
    );

    // Okta shows nothing of this step: the admin has to state it.
    await expect(screen.button('Continue')).toHaveCount(0);
    await screen.button('I’ve done it').click();
    await expect(screen.title('Tick the To App boxes')).toBeVisible();
  });
});

test.describe('where Okta does not offer SCIM', () => {
  test.use({ prepared: { until: 'scim-on', profile: 'scimChoice=missing' } });

  test('@guided a message to Okta support is prepared, and the step waits', async ({
    page,
    consolePage,
  }, testInfo) => {
    const screen = assistant(page, consolePage);
    await screen.button('SCIM is not offered at Provisioning').click();
    const message = page.getByText('Please enable SCIM provisioning for custom app integrations in this org');
    await expect(message).toContainText('“Oktopost Social Advocacy” (0oa');
    await expect(message).toContainText('the field Provisioning offers None only');
    await lookAt(page, 'scim-missing', testInfo);
    await expect(screen.button('Continue')).toHaveCount(0);
    await expect(screen.button('I’ve done it')).toBeEnabled();
  });
});
