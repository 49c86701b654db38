import { writeFileSync } from 'node:fs';
import { exampleSummary } from '../shared/testing/summary';
import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { openFile } from './actions/files';
import { lookAt } from './actions/look';
import { appsOf } from './actions/final-check';
import { tokenToPlan } from './actions/walk';
import { words as shellWords } from '../renderer/shell/words';

test('@board a summary is used as the template of a set-up in another org', async ({
  page,
  consolePage,
  control,
}, testInfo) => {
  const file = testInfo.outputPath('preview.json');
  const { app } = exampleSummary;
  writeFileSync(file, JSON.stringify({ ...exampleSummary, app: { ...app, label: 'Oktopost for Berlin' } }));
  const screen = assistant(page, consolePage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await lookAt(page, 'welcome-file', testInfo);

  await test.step('what it takes over stands there before it begins', async () => {
    await openFile(screen.button('Open a file'), file);
    await expect(page.getByRole('heading', { name: 'A summary is open' })).toBeVisible();
    await expect(page.getByText('Oktopost for Berlin').first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Open a file' }).getByText('Europe').first()).toBeVisible();
    await lookAt(page, 'welcome-summary', testInfo);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'A summary is open' })).toBeVisible();
  });

  await test.step('the usual steps follow, with a plan of its own', async () => {
    await screen.button('Start as practice').click();
    await expect(screen.title('Choose the destination')).toBeVisible();
    await expect(page.getByLabel('App name')).toHaveValue('Oktopost for Berlin');
    await screen.button('Save and continue').click();
    await screen.usePracticeToken();
    await tokenToPlan({ page, follow: consolePage, region: 'eu' });
    await expect(page.getByText('https://eu-app.oktopost.com/auth/acs').first()).toBeVisible();
    await screen.createApp();
    expect(appsOf(await control('GET', '/state'))).toContain('Oktopost for Berlin');
  });

  await test.step('the set-up under way is not forgotten without asking', async () => {
    await page.getByRole('button', { name: /^Welcome/ }).click();
    await openFile(screen.button('Open a file'), file);
    await screen.button('Start as practice').click();
    const dialog = page.getByRole('alertdialog');
    await expect(dialog).toContainText(shellWords.another.title);
    await dialog.getByRole('button', { name: 'Keep the current one' }).click();
    await expect(dialog).toBeHidden();
    await expect(screen.button('Continue the set-up')).toBeVisible();
  });
});

test('an unknown file is refused, and a screen reader is told so', async ({ page }, testInfo) => {
  const file = testInfo.outputPath('holiday.json');
  writeFileSync(file, '{"kind":"holiday"}');
  // By keyboard only.
  const button = page.getByRole('button', { name: 'Open a file' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.press('Enter')]);
  await chooser.setFiles(file);
  await expect(page.getByRole('alert')).toContainText('no file that this assistant exported');
});
