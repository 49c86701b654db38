import type { Page, TestInfo } from 'playwright/test';

/** Attaches a picture of the whole page to the test. */
export async function attachPicture(page: Page, title: string, testInfo: TestInfo): Promise<void> {
  const path = testInfo.outputPath(`${title}.png`);
  await page.screenshot({ path, fullPage: true });
  await testInfo.attach(title, { path, contentType: 'image/png' });
}
