import type { Page } from 'playwright/test';

/** Days and times as files have them, in UTC: a screen has them in the reader's zone (`shared/local-times.ts`). */
export async function timeViolations(page: Page): Promise<string[]> {
  const shown = await page.locator('body').innerText();
  return [...shown.matchAll(/(?<![\w-])\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC)?(?![\w-])/g)].map(
    ([time]) => `a time as in a file: “${time}”`,
  );
}
