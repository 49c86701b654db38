import { expect, test } from '../fixtures';
import { words as shellWords } from '../../renderer/shell/words';

test('the packaged app starts, completes a practice step and exits', async ({ page, assistant, control }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { electron } = assistant;
  if (electron === null) throw new Error('this test is for Electron');
  expect(await electron.app.evaluate(({ app }) => app.getAppPath())).toMatch(/\.asar$/);
  await page.getByRole('button', { name: 'Practise first' }).click();
  await expect(page.getByText(shellWords.band.nothingReal)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Choose the destination' })).toBeVisible();
  expect(await control('GET', '/health')).not.toBeNull();
  await assistant.stop();
});
