import { expect } from 'playwright/test';
import type { Locator } from 'playwright/test';

/**
 * What answers an action by keyboard has the focus, or holds what has, and its beginning can be seen between the band on top and the bar
 * below.
 */
export async function expectAnswered(answer: Locator): Promise<void> {
  await expect(answer).toBeVisible();
  await expect
    .poll(() =>
      answer.evaluate((element) => {
        const active = document.activeElement;
        const name = (active?.getAttribute('aria-label') ?? active?.textContent ?? '').trim().slice(0, 60);
        const isIt = active !== null && (element.contains(active) || active.contains(element));
        if (active === document.body || !isIt) return `${active?.tagName} “${name}” has the focus`;
        const top = element.getBoundingClientRect().top;
        const from = document.querySelector('.band')?.getBoundingClientRect().bottom ?? 0;
        const to = document.querySelector('.bar')?.getBoundingClientRect().top ?? innerHeight;
        return top >= from - 1 && top < to - 40
          ? 'answered'
          : `it begins at ${top}, seen are ${from} to ${to}`;
      }),
    )
    .toBe('answered');
}
