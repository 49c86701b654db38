import type { Page } from 'playwright/test';

/**
 * The words that a screen shows before anything is opened: every word with a letter or a digit of the visible text of `main`, which
 * holds title, lead, hints, notes, tables, values and buttons. An address counts as one word. Not counted: band, list of steps and
 * footer, what only a screen reader is told, and the labels inside a drawing.
 */
export async function wordsShown(page: Page): Promise<number> {
  // A screen is a file of its own, and may not be there yet; the first one waits for the first snapshot.
  await page.locator('main h1').first().waitFor();
  await page.locator('main[aria-busy]').waitFor({ state: 'detached' });
  return page.locator('main').evaluate((main) => {
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let words = 0;
    let before: Node | null = null;
    let isOpen = false;
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (parent === null || parent.closest('.hidden-text, svg') !== null) continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const text = texts.currentNode.textContent ?? '';
      const found = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      // An address is several texts with a place for a line break between them.
      const { previousSibling } = texts.currentNode;
      const isContinued =
        isOpen && previousSibling?.nodeName === 'WBR' && previousSibling.previousSibling === before;
      words += isContinued && found > 0 && !/^\s/.test(text) ? found - 1 : found;
      before = texts.currentNode;
      isOpen = /[\p{L}\p{N}]\S*$/u.test(text);
    }
    return words;
  });
}
