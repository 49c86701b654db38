import type { Page } from 'playwright/test';

/**
 * The words that a screen shows before anything is opened: every word with a letter or a digit of the visible text of `main`, which
 * holds title, lead, hints, notes, tables, values and buttons. An address counts as one word. Not counted: band, list of steps and
 * footer, what only a screen reader is told, and the labels inside a drawing.
 */
export async function wordsShown(page: Page): Promise<number> {
  return page.locator('main').evaluate((main) => {
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    let words = 0;
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentElement;
      if (parent === null || parent.closest('.hidden-text, svg') !== null) continue;
      if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const text = texts.currentNode.textContent ?? '';
      words += text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    }
    return words;
  });
}
