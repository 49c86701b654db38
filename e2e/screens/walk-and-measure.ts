import type { TestInfo } from 'playwright/test';
import { walkAll } from '../actions/walk';
import type { Walk } from '../actions/walk';
import { layoutViolations } from './layout';

/** The complete set-up; on each screen pictures in every width, and layout violations. */
export async function walkAndMeasure(
  walk: Walk,
  widths: readonly number[],
  testInfo: TestInfo,
): Promise<string[]> {
  const { page } = walk;
  const found: string[] = [];
  await walkAll({
    ...walk,
    onScreen: async (screen) => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({
          path: testInfo.outputPath(`${screen}-${String(width)}.png`),
          fullPage: true,
        });
        const violations = await layoutViolations(page);
        found.push(...violations.map((violation) => `${screen}, ${String(width)} px: ${violation}`));
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  });
  return found;
}
