import type { Page } from 'playwright';

/**
 * When the page had painted what `selector` finds, in milliseconds since 1970, as the page's own clock tells; at most a frame late.
 * Playwright's waiting looks every 100 ms in the end, which is more than what is measured here.
 */
export function firstShown(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (shown) => {
    let late = false;
    for (;;) {
      const there = document.querySelector(shown) !== null;
      const [painted] = performance.getEntriesByName('first-contentful-paint');
      if (there && painted !== undefined) {
        if (!late) return performance.timeOrigin + painted.startTime;
        await new Promise((next) => requestAnimationFrame(next));
        return performance.timeOrigin + performance.now();
      }
      late ||= !there;
      await new Promise((next) => requestAnimationFrame(next));
    }
  }, selector);
}

/** Now, by the same clock. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
