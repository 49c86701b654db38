import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'playwright/test';
import type { Page, TestInfo } from 'playwright/test';

const schemes = ['light', 'dark'] as const;

/** A screenshot of a screen in both schemes as test artefacts, and axe on each: no violation. */
export async function lookAt(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const path = testInfo.outputPath(`${name}-${scheme}.png`);
    await page.screenshot({ path, fullPage: true });
    await testInfo.attach(`${name}-${scheme}`, { path, contentType: 'image/png' });
    // Electron's window cannot open the second page that axe's default mode needs.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect.soft(found, `axe on ${name}, ${scheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
