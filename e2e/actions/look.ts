import { expect } from 'playwright/test';
import type { Page, TestInfo } from 'playwright/test';
import { axeViolations, colourRules } from './axe';
import { attachPicture } from './picture';

/**
 * axe on a screen in both schemes: no violation. A picture of the screen is attached where one is found; `npm run screens` takes
 * those of every screen. In Electron, whose window shows the same page, a picture only.
 */
export async function lookAt(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  if (testInfo.project.name === 'electron') return attachPicture(page, name, testInfo);
  await expect(page.locator('main[aria-busy]')).toHaveCount(0);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const found = await axeViolations(page, scheme === 'light' ? undefined : colourRules);
    if (found.length > 0) await attachPicture(page, `${name}-${scheme}`, testInfo);
    expect.soft(found, `axe on ${name}, ${scheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
