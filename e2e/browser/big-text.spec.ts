import config from '../../playwright.config';
import { expect, test } from '../fixtures';
import { walkAndMeasure } from '../screens/walk-and-measure';

const { launchOptions = {} } = config.use ?? {};
// Twice the browser's default font size, as set in its preferences.
const args = [...(launchOptions.args ?? []), '--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'];
test.use({ launchOptions: { ...launchOptions, args } });

test('@board nothing is clipped, covered or overlapping with a font of twice the size', async ({
  page,
  consolePage,
}, testInfo) => {
  test.setTimeout(400_000);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  expect(await walkAndMeasure({ page, follow: consolePage, region: 'us' }, [1280, 720], testInfo)).toEqual(
    [],
  );
});
