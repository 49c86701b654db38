import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { download, openFile } from '../actions/files';
import { lookAt } from '../actions/look';
import { enterToken } from '../actions/walk';
import { words as driftWords } from '../../renderer/screens/drift/words';
import { planWords } from '../../renderer/words/plan';

test.use({ prepared: { until: 'summary' } });

test('@board a change in the console is drift, and a plan restores it', async ({
  page,
  consolePage,
  oktopostToken,
}, testInfo) => {
  const file = testInfo.outputPath('summary.json');
  const screen = assistant(page, consolePage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Summary/);
  await download(page, screen.button('Download JSON'), file);

  await test.step('none right after, of the open set-up and of its exported summary', async () => {
    await screen.button('Check for drift').click();
    await expect(screen.title('Check for drift')).toBeVisible();
    // The open set-up needs no file.
    await expect(page.getByText(/^No drift: \d+ settings and the certificate match\./)).toBeVisible();
    await lookAt(page, 'drift-own', testInfo);
    await screen.button(driftWords.file.instead).click();
    await openFile(screen.button('Open a file'), file);
    await expect(page.getByText('summary.json')).toBeVisible();
    await expect(page.getByText(/^No drift: \d+ settings and the certificate match\./)).toBeVisible();
    await expect(page.getByText(/Last proven by the test user bruno/).first()).toBeVisible();
    await lookAt(page, 'drift-none', testInfo);
  });

  await test.step('someone switches Deactivate Users off, and the username to the Okta login', async () => {
    await page.getByRole('button', { name: /^To App/ }).click();
    const toApp = await screen.follow('Open To App in Okta');
    await oktaConsole.untickToApp(toApp, 'Deactivate Users');
    await toApp.getByRole('link', { name: 'Sign On' }).click();
    await oktaConsole.userNameFormat(toApp, 'Okta username');
    await toApp.close();
    await screen.button('Check for drift').click();
    await expect(page.getByText(/^2 of \d+ settings drifted\.$/)).toBeVisible();
    // Okta's log follows a change with a delay.
    const both = screen.button(/^Who changed the app integration since .* \(2\)$/);
    await expect(async () => {
      await screen.button('Check again').click();
      await expect(both).toBeVisible({ timeout: 3_000 });
    }).toPass();
    await both.click();
    await expect(page.getByRole('cell', { name: /Application username format: Email →/ })).toBeVisible();
    await lookAt(page, 'drift', testInfo);
    await page.setViewportSize({ width: 720, height: 900 });
    await lookAt(page, 'drift-720', testInfo);
  });

  await test.step('a plan brings the one back, the other has its guided step', async () => {
    const back = page.getByRole('region', { name: 'How to restore it' });
    await expect(back.getByRole('button', { name: 'Guidance for To App' })).toBeVisible();
    await back.getByRole('button', { name: 'Plan for the app integration' }).click();
    await expect(screen.title('Review the plan')).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'Application username format' })).toBeVisible();
    await screen.button('Change the app').click();
    await expect(screen.title('Apply the plan')).toBeVisible();
    await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();
    await page.getByRole('button', { name: 'All steps' }).click();
    await page.getByRole('list', { name: 'More' }).getByRole('button', { name: 'Check for drift' }).click();
    await expect(page.getByText(/^1 of \d+ settings drifted\.$/)).toBeVisible();
  });
});
