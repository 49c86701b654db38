import type { Locator } from 'playwright/test';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { enterToken } from '../actions/walk';
import { words } from '../../renderer/screens/people/words';
import { stepNames } from '../../shared/step-names';
import { stateWords } from '../../shared/people-words';

test.use({ prepared: { until: 'single-sign-on', populated: true } });

test('a dialog that is higher than the window scrolls by wheel and by keys', async ({
  page,
  consolePage,
  oktopostToken,
}) => {
  // Scrolls at once, where Chromium goes by it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const screen = assistant(page, consolePage);
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Single sign-on/);
  await screen.button(stepNames.people).first().click();
  await page.getByRole('radio', { name: words.view.reconciliation }).check({ force: true });
  await screen.button(words.read).click();
  await page.getByRole('button', { name: new RegExp(`^${stateWords['in-error'].name}: `) }).click();
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.locator('tr[aria-selected="true"] td').first()).not.toHaveText(words.table.loading);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  const box = dialog.locator('.dialog');
  const title = dialog.getByRole('heading', { level: 2 });
  const last = dialog.getByText(words.person.retry.helps);
  const close = dialog.getByRole('button', { name: words.person.close });
  await expect(close).toBeVisible();
  for (const [width, height] of [
    [1366, 420],
    [720, 380],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(last).not.toBeInViewport({ ratio: 1 });
    await inWindow(close);
    await page.mouse.move(width / 2, height / 2);
    await page.mouse.wheel(0, 5_000);
    await scrolledTo(box, 'bottom');
    await inWindow(last);
    await page.mouse.wheel(0, -5_000);
    await scrolledTo(box, 'top');
    await inWindow(title);
    await close.focus();
    await page.keyboard.press('End');
    await scrolledTo(box, 'bottom');
    await inWindow(last);
    await page.keyboard.press('Home');
    await scrolledTo(box, 'top');
    await inWindow(title);
  }
});

test('a double click on what opens a dialog leaves it open', async ({ page, consolePage }) => {
  const screen = assistant(page, consolePage);
  await screen.button('Start over').dblclick();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(page.getByRole('alertdialog')).toBeHidden();
});

/** The end of the movement: a key or a turn of the wheel that comes during it may be lost. */
async function scrolledTo(box: Locator, end: 'top' | 'bottom'): Promise<void> {
  await expect
    .poll(() =>
      box.evaluate((node, to) => {
        const { scrollTop, clientHeight, scrollHeight } = node;
        const left = to === 'top' ? scrollTop : scrollHeight - clientHeight - scrollTop;
        return Math.abs(left) <= 1;
      }, end),
    )
    .toBe(true);
}

/** Whole, in the window, and on top of everything. */
async function inWindow(element: Locator): Promise<void> {
  await expect(element).toBeInViewport({ ratio: 1 });
  await expect
    .poll(() =>
      element.evaluate((node) => {
        const { left, width, top, bottom } = node.getBoundingClientRect();
        const isOnTop = (y: number): boolean => {
          const at = document.elementFromPoint(left + width / 2, y);
          return at !== null && (node.contains(at) || at.contains(node));
        };
        return isOnTop(top + 1) && isOnTop(bottom - 1);
      }),
    )
    .toBe(true);
}
