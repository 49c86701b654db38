import { test } from './fixtures';
import { walkPanes } from './actions/panes-walk';

test.use({ prepared: { until: 'life-cycle' } });

test('@board each verdict of the five panes of the test of a person is reached', async ({
  page,
  consolePage,
  oktopostToken,
  control,
}) => {
  test.setTimeout(240_000);
  // `npm run screens` takes the pictures, and looks for violations in each.
  await walkPanes({
    page,
    follow: consolePage,
    oktopostToken,
    control,
    onVerdict: () => Promise.resolve(),
  });
});
