import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { lookAt } from './actions/look';
import { enterToken } from './actions/walk';
import { words } from '../renderer/screens/life-cycle/words';
import { words as testUserWords } from '../renderer/screens/test-user/words';

test.use({ prepared: { until: 'single-sign-on' } });

test('@board the life-cycle test names the phase that fails and why, and cleans its user up', async ({
  page,
  consolePage,
  oktopostToken,
  control,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  const state = async (): Promise<string> => JSON.stringify(await control('GET', '/state'));
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Test one user/);
  await screen.button(testUserWords.search.wholeLife).click();
  await expect(screen.title(words.title)).toBeVisible();
  await expect(screen.button(words.begin)).toBeEnabled();
  await lookAt(page, 'life-cycle', testInfo);
  expect(await state()).not.toContain('oktopost-test-');

  await screen.button(words.begin).click();
  // The likely org updates user names on Create only.
  await expect(page.getByText('it updates that on Create only', { exact: false }).first()).toBeVisible({
    timeout: 30_000,
  });
  const { names, states } = words.phases;
  await expect(page.getByText(`${names['first-name']} – ${states.passed}`)).toBeVisible();
  expect(await state()).toContain('oktopost-test-');
  await lookAt(page, 'life-cycle-failed', testInfo);

  await screen.button(words.cleanUp).click();
  await expect(page.getByText(`${names['clean-up']} – ${states.passed}`)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(words.account('stays'))).toBeVisible();
});
