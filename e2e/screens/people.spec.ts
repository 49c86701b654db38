import type { Page } from 'playwright/test';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { enterToken } from '../actions/walk';
import { words } from '../../renderer/screens/people/words';
import { stepNames } from '../../shared/step-names';
import { stateWords } from '../../shared/people-words';
import { faultsAt, oktaDown } from './faults';
import { picturesOf } from './pictures';

test.use({ prepared: { until: 'single-sign-on', populated: true } });

test('@screens people, before and after a rollout', async ({ page, consolePage, oktopostToken, control }) => {
  test.setTimeout(300_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Single sign-on/);
  await screen.button(stepNames.people).first().click();
  await take('people', 'empty', page.getByText(words.state.none));

  await faults.hold('okta');
  await screen.button(words.read).click();
  await take('people', 'loading', page.getByText(words.state.reading, { exact: true }));
  await screen.button(words.stop).click();
  await faults.end();
  await expect(page.getByText(words.state.stopped)).toBeVisible();
  await faults.refuse('okta', oktaDown);
  await screen.button(words.resume).click();
  await take('people', 'error', page.getByText(words.state.failed));
  await faults.end();
  await screen.button(words.resume).click();
  const picture = page.getByRole('list', { name: words.picture.title });
  await take('people', 'done', picture);
  await expectWholeWhenOpened(page);

  await page.getByRole('radio', { name: words.view.reconciliation }).check({ force: true });
  await screen.button(words.read).click();
  await take('people', 'done', picture, 'arrived');
  await page.getByRole('button', { name: new RegExp(`^${stateWords['in-error'].name}: `) }).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('grid').locator('tr[aria-selected="true"] td').first()).not.toHaveText(
    words.table.loading,
  );
  await page.keyboard.press('Enter');
  await take('people', 'done', page.getByRole('dialog'), 'person');
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: words.view.migrations }).check({ force: true });
  await take('people', 'empty', page.getByText(words.migrations.where), 'migrations');
});

/** What a cell shows the beginning of, the person that its row opens shows whole: no title is needed, which no key and no finger reaches. */
async function expectWholeWhenOpened(page: Page): Promise<void> {
  const cut = await page
    .getByRole('grid')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.flatMap((row) =>
        [...row.querySelectorAll('.grid-lines')]
          .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
          .map(({ textContent }) => ({ row: row.id, text: textContent })),
      ),
    );
  expect(cut.length, 'the org has names that are longer than two lines').toBeGreaterThan(0);
  for (const { row, text } of cut) {
    await page.locator(`[id="${row}"]`).getByRole('button').click();
    await expect(page.getByRole('dialog').getByRole('table')).toContainText(text);
    await page.keyboard.press('Escape');
  }
}
