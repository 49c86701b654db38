import { resolve } from 'node:path';
import { expect, test } from '../fixtures';
import { fusesOf, readFuses } from '../../build/artefacts';
import { root } from '../shells/processes';
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

// Shows: code of others runs with the app's name, or looks into its window
test('the packaged app is the one that is tested: Playwright gets in, and nothing else is open', async () => {
  const fuses = await readFuses(resolve(root, process.env['PACKAGED_APP'] ?? ''));
  const decided = new Map(Object.entries(fusesOf('test')));
  for (const [index, value] of fuses) expect([index, value]).toEqual([index, decided.get(String(index))]);
});
