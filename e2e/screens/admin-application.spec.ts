import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { faultsAt, oktaDown } from './faults';
import { picturesOf } from './pictures';
import { words as userNameWords } from '../../renderer/screens/user-names/words';
import { planWords } from '../../renderer/words/plan';

test('@screens the screens of the admin application', async ({ page, consolePage, control }) => {
  test.setTimeout(900_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const said = (text: string | RegExp) => page.getByText(text);
  const failure = page.getByRole('alert').getByText('Who acts next:');
  await screen.button('Board or admin application? The differences in a table').click();
  await take('welcome', 'empty', page.getByRole('table'), 'compared');
  await screen.practise();
  await page.getByRole('radio', { name: 'Admin application' }).check({ force: true });
  await page.getByRole('radio', { name: /Europe/ }).check({ force: true });
  await take(
    'destination',
    'empty',
    page.getByRole('checkbox', { name: /ask my account manager/ }),
    'europe',
  );
  await screen.adminApplication('us');
  await screen.usePracticeToken('Review the plan');
  await expect(screen.button('Change the app')).toBeEnabled();
  await take('plan', 'done', screen.button('Change the app'), 'admin-application');
  await screen.button('Change the app').click();
  await take('apply', 'done', page.getByRole('heading', { name: planWords.checks }), 'admin-application');

  await faults.hold('okta');
  await screen.onwards();
  await take('user-names', 'loading', said('Reading Okta. Nothing is written.'));
  await faults.end();
  await expect(screen.button('Change one user name')).toBeEnabled();
  await take('user-names', 'done', screen.button('Change one user name'), 'found');
  await faults.refuse('okta', oktaDown);
  await screen.button('Check again').click();
  await take('user-names', 'error', failure);
  await faults.end();
  await screen.button('Check again').click();
  await screen.button('Change one user name').click();
  await expect(said('The first change was read back.')).toBeVisible();
  await screen.button(/^Change (all \d+ user names|this user name)$/).click();
  // Somebody else has this one's email.
  await take('user-names', 'done', said(/share one and are left as they are: .*Dana Reyes/));

  await faults.hold('okta');
  await screen.button(userNameWords.skip.leave).click();
  await take('authenticate', 'loading', said('Okta has not been read yet.'));
  await faults.end();
  await take('authenticate', 'empty', said('Okta says that provisioning is not enabled yet.'));
  await screen.button('The button is missing, or Oktopost refuses').click();
  await take('authenticate', 'empty', said(/^No Provisioning tab/), 'missing');
  await faults.refuse('okta', oktaDown);
  await screen.button('Check now').click();
  await take('authenticate', 'error', failure);
  await faults.end();
  const provisioning = await screen.follow('Open Provisioning in Okta');
  await oktaConsole.authenticate(provisioning);
  await provisioning.close();
  await screen.button('I’ve done it').click();
  await expect(screen.title('Tick the To App boxes')).toBeVisible();
  await screen.button(/^Authenticate/).click();
  await take('authenticate', 'done', said('You said that this is done.'));
});
