import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { download, openFile } from './actions/files';
import { lookAt } from './actions/look';
import { enterToken } from './actions/walk';
import { words as explainWords } from '../renderer/screens/explain/words';
import { words } from '../renderer/screens/people/words';
import { words as common } from '../renderer/words/common';
import { licencesLabel } from '../renderer/words/licences';
import { stepNames } from '../shared/step-names';
import { stateWords } from '../shared/people-words';

test.use({ prepared: { until: 'single-sign-on', populated: true } });

test('people: who is ready, who arrived, and whom Oktopost could not migrate @people', async ({
  page,
  consolePage,
  oktopostToken,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  await page.setViewportSize({ width: 1280, height: 900 });
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Single sign-on/);
  await page.getByRole('button', { name: stepNames.people }).first().click();
  await expect(screen.title(words.title)).toBeVisible();
  await lookAt(page, 'people-empty', testInfo);

  await screen.button(words.read).click();
  const picture = page.getByRole('list', { name: words.picture.title });
  await expect(picture).toBeVisible();
  await lookAt(page, 'people-readiness', testInfo);
  await page.getByLabel(licencesLabel).fill('10');
  await page.getByLabel(licencesLabel).press('Enter');
  await expect(page.getByText('are missing.')).toBeVisible();

  await page.getByRole('radio', { name: words.view.reconciliation }).check({ force: true });
  await screen.button(words.read).click();
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', /^(?!1$)\d+$/);
  await lookAt(page, 'people-reconciliation', testInfo);

  const all = Number(await grid.getAttribute('aria-rowcount'));
  // The head, and two lines for each of the others.
  const whole = 36 + (all - 1) * 52;
  const frame = grid.locator('xpath=../..');
  const scrolled = async (to: number): Promise<number> => {
    await frame.evaluate((element, top) => {
      element.scrollTop = top;
    }, to);
    return frame.evaluate(({ scrollHeight }) => scrollHeight);
  };
  await frame.evaluate((element) => {
    element.scrollIntoView({ block: 'center' });
  });
  for (let turn = 0; turn < 3; turn += 1) {
    await expect.poll(() => scrolled(whole), 'scrolling makes nothing higher').toBe(whole);
    await expect(grid.locator(`tr[aria-rowindex="${String(all)}"]`)).toBeInViewport();
  }
  await scrolled(0);
  const error = page.getByRole('button', { name: new RegExp(`^${stateWords['in-error'].name}: `) });
  await error.click();
  await expect(error).toHaveAttribute('aria-pressed', 'true');
  // Until its rows are read, the grid has none.
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(all);
  await grid.focus();
  await page.keyboard.press('End');
  const last = Number(await grid.getAttribute('aria-rowcount'));
  await expect(grid.locator('tr[aria-selected="true"]')).toHaveAttribute('aria-rowindex', String(last));
  await page.keyboard.press('Enter');
  const person = page.getByRole('dialog');
  await expect(person.getByText(stateWords['in-error'].says)).toBeVisible();
  await expect(person.getByText(words.person.retry.helps)).toBeVisible();
  await lookAt(page, 'people-person', testInfo);
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await error.click();

  await page.getByLabel(words.table.search).fill('GONE.EMPLOYEE');
  await expect(grid.getByText('gone.employee.0@former.example')).toBeVisible();
  // The rows of the search may still take the place of those before.
  const heights = () =>
    grid
      .locator('tr')
      .evaluateAll((rows) => [...new Set(rows.map((row) => row.getBoundingClientRect().height))]);
  await expect.poll(heights, 'rows are as high as they are reckoned').toEqual([36, 52]);
  const hidden = () => frame.evaluate((element) => element.scrollHeight - element.clientHeight);
  await expect.poll(hidden, 'a few rows need no scrolling').toBe(0);
  // Electron saves by a dialog of the system.
  if (testInfo.project.name !== 'electron') {
    const csv = testInfo.outputPath('people.csv');
    await download(page, screen.button('Rows as CSV'), csv);
    expect(readFileSync(csv, 'utf8')).toContain('gone.employee.0@former.example');
  }

  await page.getByRole('radio', { name: words.view.migrations }).check({ force: true });
  await lookAt(page, 'people-migrations', testInfo);
  const migrations = testInfo.outputPath('failed.csv');
  writeFileSync(
    migrations,
    'E-mail;Failure reason\r\nbruno.berger@bellwether.example;Email already exists\r\n',
  );
  await openFile(screen.button(common.file.choose), migrations);
  await expect(page.getByText('1 failure of 1 cause.')).toBeVisible();
  await screen.button(explainWords.people.action).click();
  await expect(page.getByText('1 of 1 person was looked up.')).toBeVisible();
  await page.setViewportSize({ width: 720, height: 900 });
  await page.getByRole('radio', { name: words.view.reconciliation }).check({ force: true });
  await expect(picture).toBeVisible();
  await lookAt(page, 'people-narrow', testInfo);
});
