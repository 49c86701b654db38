import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'playwright/test';
import type { Page, TestInfo } from 'playwright/test';

const schemes = ['light', 'dark'] as const;
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * A screenshot of a screen in both schemes as test artefacts, and axe on each: no violation. In Electron, whose window shows the
 * same page, one picture only.
 */
export async function lookAt(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  const inElectron = testInfo.project.name === 'electron';
  for (const scheme of inElectron ? schemes.slice(0, 1) : schemes) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const path = testInfo.outputPath(`${name}-${scheme}.png`);
    await page.screenshot({ path, fullPage: true });
    await testInfo.attach(`${name}-${scheme}`, { path, contentType: 'image/png' });
    if (inElectron) continue;
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    // Only these two rules look at colours; the others would say the same again.
    const { violations } = await (scheme === 'light' ? axe : axe.withRules(colourRules)).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect.soft(found, `axe on ${name}, ${scheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
