import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { walkCatalogue, walkEurope } from './actions/admin-walk';
import { expectCatalogue, expectPlatformInEurope } from './actions/final-check';
import { lookAt } from './actions/look';
import { words as connectionWords } from '../renderer/screens/connection/words';

test('@admin-application United States: the pre-built app, from the first screen to one verified user', async ({
  page,
  consolePage,
  control,
}, testInfo) => {
  test.setTimeout(240_000);
  await walkCatalogue({ page, follow: consolePage, onScreen: (name) => lookAt(page, name, testInfo) });
  // Whom Okta never sent is counted, with the way out.
  await expect(
    page.getByText(/people were assigned while provisioning or Create Users was off/),
  ).toBeVisible();
  await page.getByRole('button', { name: /settings are as expected$/ }).click();
  await expect(page.getByRole('table', { name: 'Provisioning: One setting is as expected' })).toBeVisible();
  await expect(page.getByText(connectionWords.labels.baseUrl)).toHaveCount(0);
  expectCatalogue(await control('GET', '/state'));
});

test('@admin-application Europe: a custom app with the SCIM base URL of the platform, and its warning', async ({
  page,
  consolePage,
  control,
}, testInfo) => {
  test.setTimeout(240_000);
  // Elsewhere the screens are those of any custom app, which board.spec.ts looks at.
  const own = ['destination', 'plan-same-name', 'plan', 'connection', 'summary'];
  await walkEurope({
    page,
    follow: consolePage,
    onScreen: (name) => (own.includes(name) ? lookAt(page, name, testInfo) : Promise.resolve()),
  });
  await page.getByRole('button', { name: /reminders?$/ }).click();
  await expect(page.getByText('Ask your account manager at Oktopost before rollout').first()).toBeVisible();
  expectPlatformInEurope(await control('GET', '/state'));
});

test.describe('without the pre-built app', () => {
  test.use({ practiceOptions: ['--catalogue-app', 'none'] });

  test('@admin-application it is added from the catalogue, and found after a refresh', async ({
    page,
    consolePage,
  }) => {
    const screen = assistant(page, consolePage);
    await screen.practise();
    await screen.adminApplication('us');
    await screen.usePracticeToken('Review the plan');
    await expect(page.getByText('Okta has no pre-built app integration of Oktopost yet.')).toBeVisible();
    const catalogue = await screen.follow('Open the app catalog in Okta');
    await catalogue.getByRole('button', { name: 'Add Integration' }).click();
    // Closed while it loads the next page, a tab stayed and held this one up.
    await expect(catalogue.getByRole('heading', { level: 1, name: 'Oktopost' })).toBeVisible();
    await catalogue.close();
    await screen.button('Preview again').click();
    await expect(screen.button('Change the app')).toBeEnabled();
    await expect(page.getByText('Use the pre-built app integration “Oktopost”').first()).toBeVisible();
  });
});
