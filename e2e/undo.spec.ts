import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { appsOf } from './actions/final-check';
import { lookAt } from './actions/look';
import { enterToken } from './actions/walk';
import { words as undoWords } from '../renderer/screens/undo/words';

test.use({ prepared: { until: 'summary' } });

test('@board a complete set-up is undone, and nothing is left to undo', async ({
  page,
  consolePage,
  control,
  oktopostToken,
}, testInfo) => {
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Summary/);
  expect(appsOf(await control('GET', '/state'))).toContain('Oktopost Social Advocacy');
  const screen = assistant(page, consolePage);
  await screen.button('Undo this set-up').click();
  await expect(screen.title('Undo this set-up')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Unassign Bruno Berger' })).toBeVisible();
  await expect(page.getByText('Entries of Okta’s System Log about this set-up.')).toBeVisible();
  await lookAt(page, 'undo', testInfo);

  await screen.button('Undo in Okta').click();
  await expect(page.getByText(undoWords.state.nothing).first()).toBeVisible();
  await lookAt(page, 'undo-done', testInfo);
  expect(appsOf(await control('GET', '/state'))).not.toContain('Oktopost Social Advocacy');

  await screen.button('Back to the set-up').click();
  await expect(screen.title('Review the plan')).toBeVisible();
});
