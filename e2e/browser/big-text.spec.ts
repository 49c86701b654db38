import config from '../../playwright.config';
import { expect, test } from '../fixtures';
import { walkAll } from '../actions/walk';
import { measure } from '../screens/measure';

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
  await walkAll({
    page,
    follow: consolePage,
    region: 'us',
    onScreen: async (screen) => {
      expect.soft(await measure(page, screen, [1280, 720], testInfo)).toEqual([]);
    },
  });
});
