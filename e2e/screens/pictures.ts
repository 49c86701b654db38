import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { axeViolations } from '../actions/axe';
import { cellName, looks } from './cells';
import type { Look, State } from './cells';
import { layoutViolations, resize } from './layout';
import { nameViolations } from './names';
import { timeViolations } from './times';
import { addTaken, pictureName } from './report';
import type { ScreenId } from '../../shared/screens';

/** The folder of the pictures; a default one when run without the command. */
export const picturesFolder = process.env['SCREENS_FOLDER'] ?? 'test-results/screens';

/** Takes pictures of the current screen in every look, with their violations. */
export type TakePictures = (
  screen: ScreenId,
  state: State,
  /** Visible in this state only: checked before the first and after the last picture. */
  proof: Locator,
  variant?: string,
) => Promise<void>;

export function picturesOf(page: Page): TakePictures {
  return async (screen, state, proof, variant) => {
    const cell = cellName({ screen, state, variant: variant ?? null });
    await expect(proof.first(), cell).toBeVisible();
    for (const look of looks) await takePicture(page, cell, look);
    await expect(proof.first(), `${cell}, still`).toBeVisible();
    writeFileSync(join(picturesFolder, `${cell}.aria.txt`), await page.locator('body').ariaSnapshot());
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  };
}

async function takePicture(page: Page, cell: string, { width, height, scheme }: Look): Promise<void> {
  const window = { width, height };
  await page.emulateMedia({
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    forcedColors: scheme === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
  });
  // In a window as high as its page the bar is below everything, as after scrolling.
  await page.setViewportSize(window);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await resize(page, { width, height: Math.max(height, whole) });
  const name = pictureName({ cell, scheme, width });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`) });
  // axe reads the colours of the style sheets, which the system has replaced.
  const violations = scheme === 'forced' ? [] : await axeViolations(page);
  await page.setViewportSize(window);
  addTaken(picturesFolder, {
    cell,
    scheme,
    width,
    violations: [
      ...violations.map((violation) => `axe ${violation}`),
      // Neither layout nor names nor times depend on the scheme.
      ...(scheme === 'light'
        ? [
            ...(await layoutViolations(page)),
            ...(await nameViolations(page)),
            ...(await timeViolations(page)),
          ]
        : []),
    ],
  });
}
