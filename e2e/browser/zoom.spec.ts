import { expect, test } from '../fixtures';
import { walkAndMeasure } from '../screens/walk-and-measure';

// The viewport of a 1280 px window at 200 % and at 400 %.
test('@board nothing is clipped, covered or overlapping at a zoom of 200 % and 400 %', async ({
  page,
  consolePage,
}, testInfo) => {
  test.setTimeout(400_000);
  expect(await walkAndMeasure({ page, follow: consolePage, region: 'us' }, [640, 320], testInfo)).toEqual([]);
});
