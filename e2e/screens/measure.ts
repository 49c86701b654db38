import type { Page, TestInfo } from 'playwright/test';
import { attachPicture } from '../actions/picture';
import { layoutViolations, resize } from './layout';

/** Layout violations of the current screen in each width, a line each; a picture is attached where there is one. */
export async function measure(
  page: Page,
  screen: string,
  widths: readonly number[],
  testInfo: TestInfo,
): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await resize(page, { width, height: 800 });
    const violations = await layoutViolations(page);
    found.push(...violations.map((violation) => `${screen}, ${String(width)} px: ${violation}`));
    if (violations.length > 0) await attachPicture(page, `${screen}-${String(width)}`, testInfo);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}
