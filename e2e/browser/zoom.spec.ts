import { expect, test } from '../fixtures';
import { walkAndMeasure } from '../screens/walk-and-measure';

// What a window of 1280 px shows at 200 % and at 400 %.
test('@board nothing is cut, covered or laid over something else on a page of twice and four times the size', async ({
  page,
  consolePage,
}, testInfo) => {
  test.setTimeout(400_000);
  expect(await walkAndMeasure({ page, follow: consolePage, region: 'us' }, [640, 320], testInfo)).toEqual([]);
});
