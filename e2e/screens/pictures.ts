import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { axeViolations } from '../actions/axe';
import { cellName, schemes, widths } from './cells';
import type { Scheme, State, Width } from './cells';
import { layoutViolations, resize } from './layout';
import { nameViolations } from './names';
import { addTaken, pictureName } from './report';
import type { ScreenId } from '../../shared/screens';

/** The folder of the pictures; a default one when run without the command. */
export const picturesFolder = process.env['SCREENS_FOLDER'] ?? 'test-results/screens';

const heights: Record<Width, number> = { 720: 900, 1280: 800 };

/** Takes pictures of the current screen in every scheme and width, with their violations. */
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
    for (const width of widths) {
      for (const scheme of schemes) await takePicture(page, cell, scheme, width);
    }
    await expect(proof.first(), `${cell}, still`).toBeVisible();
    writeFileSync(join(picturesFolder, `${cell}.aria.txt`), await page.locator('body').ariaSnapshot());
    await page.emulateMedia({ colorScheme: 'light' });
  };
}

async function takePicture(page: Page, cell: string, scheme: Scheme, width: Width): Promise<void> {
  const window = { width, height: heights[width] };
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  // In a window as high as its page the bar is below everything, as after scrolling.
  await page.setViewportSize(window);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await resize(page, { width, height: Math.max(window.height, whole) });
  const name = pictureName({ cell, scheme, width });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`) });
  const violations = await axeViolations(page);
  await page.setViewportSize(window);
  addTaken(picturesFolder, {
    cell,
    scheme,
    width,
    violations: [
      ...violations.map((violation) => `axe ${violation}`),
      // Neither layout nor names depend on the scheme.
      ...(scheme === 'light' ? [...(await layoutViolations(page)), ...(await nameViolations(page))] : []),
    ],
  });
}
