import config from '../../playwright.config';
import { expect, test } from '../fixtures';
import { walkAndMeasure } from '../screens/walk-and-measure';

const { launchOptions = {} } = config.use ?? {};
// Twice the size of text that browsers begin with, as a reader sets it in the browser.
const args = [...(launchOptions.args ?? []), '--blink-settings=defaultFontSize=32,defaultFixedFontSize=26'];
test.use({ launchOptions: { ...launchOptions, args } });

test('@board nothing is cut, covered or laid over something else with text of twice the size', async ({
  page,
  consolePage,
}, testInfo) => {
  test.setTimeout(400_000);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  expect(await walkAndMeasure({ page, follow: consolePage, region: 'us' }, [1280, 720], testInfo)).toEqual(
    [],
  );
});
