import { test } from '../fixtures';
import { walkPanes } from '../actions/panes-walk';
import { words } from '../../renderer/screens/test-user/words';
import { picturesOf } from './pictures';

test.use({ prepared: { until: 'life-cycle' } });

test('@screens each verdict of the five panes of the test of a person', async ({
  page,
  consolePage,
  oktopostToken,
  control,
}) => {
  test.setTimeout(900_000);
  const take = picturesOf(page);
  const proof = page.getByRole('heading', { level: 3, name: new RegExp(`^${words.panes.names.result}`) });
  await walkPanes({
    page,
    follow: consolePage,
    oktopostToken,
    control,
    onVerdict: (name) => take('test-user', 'done', proof, `panes-${name}`),
  });
});
