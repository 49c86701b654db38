import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';

test.use({ prepared: { until: 'scim-on' } });

test('the tile is hidden until rollout by a separate plan, and can be shown again', async ({
  page,
  consolePage,
}) => {
  const screen = assistant(page, consolePage);
  await screen.button(/^Apply/).click();
  await screen.button(/^The tile that users see/).click();
  await screen.button('Hide the tile until rollout').click();
  await screen.button('Hide the tile').click();
  await expect(page.getByText('The tile is hidden from users.')).toBeVisible();
  await screen.button('Show the tile').click();
  await expect(page.getByRole('heading', { name: 'Show the tile to users' })).toBeVisible();
});
