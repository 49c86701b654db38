import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { keyboard } from '../actions/keyboard';
import { words as signOnWords } from '../../renderer/screens/single-sign-on/words';
import { words as welcomeWords } from '../../renderer/screens/welcome/words';
import { words as shellWords } from '../../renderer/shell/words';
import { words as common } from '../../renderer/words/common';
import { planWords } from '../../renderer/words/plan';

test('@board Plan only is chosen on the first screen, and Back goes to the step before', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  const planOnly = page.getByRole('checkbox', { name: welcomeWords.real.planOnly });
  await planOnly.check();
  await expect(page.getByText(shellWords.band.planOnly)).toBeVisible();
  await screen.button(welcomeWords.real.action).click();
  await screen.destination('us');
  await expect(page).toHaveTitle(/^Connect Okta/);
  await expect(page.getByText(shellWords.stepOf(3, 13)).first()).toBeVisible();

  await page.goBack();
  await expect(screen.title('Choose the destination')).toBeVisible();
  await page.goBack();
  await expect(screen.title(welcomeWords.title)).toBeVisible();
  await page.goForward();
  await expect(screen.title('Choose the destination')).toBeVisible();
  await expect(page.getByText(shellWords.band.planOnly)).toBeVisible();
});

test.describe('once the app integration is there', () => {
  test.use({ prepared: { until: 'scim-on' } });

  test('@board another name is refused at once, with the undo; no other region can be chosen', async ({
    page,
    consolePage,
  }) => {
    const screen = assistant(page, consolePage);
    await screen.button(/^Destination/).click();
    await expect(page.getByRole('radio', { name: /Europe/ })).toBeDisabled();
    await page.getByLabel('App name in Okta').fill('Oktopost, renamed');
    await screen.button('Save and continue').click();
    const refusal = page.getByRole('alert').filter({ hasText: common.error.whoActs });
    await expect(refusal).toBeVisible();
    await refusal.getByRole('button', { name: 'Undo this set-up' }).click();
    await expect(screen.title('Undo this set-up')).toBeVisible();
  });

  test('@board single sign-on says that nobody is assigned', async ({ page, consolePage }) => {
    const screen = assistant(page, consolePage);
    await screen.button(/^Single sign-on/).click();
    await expect(page.getByText(signOnWords.check.nobody)).toBeVisible();
  });
});

test.describe('the mapping', () => {
  test.use({ prepared: { until: 'mapping' } });

  test('@keyboard @board what has the focus stays in view when the plan arrives', async ({
    page,
    consolePage,
    control,
  }) => {
    await page.setViewportSize({ width: 1280, height: 500 });
    const screen = assistant(page, consolePage);
    await expect(screen.button('Apply the mapping')).toBeEnabled();
    await control('POST', '/faults', [{ target: 'okta', method: 'GET', path: '/mappings', delayMs: 1_500 }]);
    await screen.button('Preview again').click();
    // Below the place where the plan will be; the focus goes there before it is.
    const skip = screen.button('Leave the mapping as it is');
    await keyboard(page).reach(skip);
    await expect(page.getByRole('heading', { name: planWords.section.plan })).toBeVisible();
    await expect(screen.button('Apply the mapping')).toBeEnabled();
    await expect(skip).toBeFocused();
    const covered = () =>
      skip.evaluate((element) => {
        const bar = document.querySelector('.bar')?.getBoundingClientRect().top ?? 0;
        const box = element.getBoundingClientRect();
        return box.bottom > bar || box.top < 0;
      });
    // It is scrolled once the page has grown, which its observer hears of a frame later.
    await expect.poll(covered).toBe(false);
  });
});
