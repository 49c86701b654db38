import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { words } from '../../renderer/screens/mapping/words';

test.use({ prepared: { until: 'mapping', profile: 'userTypes=two,defaultMapping=with-user-name' } });

test('@board the mapping of each user type has a table of its own, and a row for userName is shown and left', async ({
  page,
  consolePage,
  control,
}) => {
  const screen = assistant(page, consolePage);
  await expect(screen.title('Map the attributes')).toBeVisible();
  const tableOf = (type: string) =>
    page.getByRole('table', { name: `Change the attribute mapping of user type “${type}”` });
  await expect(tableOf('user')).toBeVisible();
  await expect(tableOf('contractor').getByRole('row', { name: /^userName \(contractor\)/ })).toContainText(
    'Left as it is',
  );
  await expect(page.getByText(/^The mapping of user type “contractor” has a row for userName/)).toBeVisible();
  await screen.button(words.action).click();
  await expect(page.getByText(words.state.applied)).toBeVisible();
  await expect(page.getByRole('row', { name: /^userName \(contractor\)/ })).toContainText('Profile Editor');
  expect(JSON.stringify(await control('GET', '/state'))).toContain('String.substringBefore');
});
