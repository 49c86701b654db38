import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { walkToApp } from '../actions/walk';
import { faultsAt, oktaDown, tokenRefused } from './faults';
import { picturesOf } from './pictures';

test('@screens undo of a set-up', async ({ page, consolePage, control }) => {
  test.setTimeout(600_000);
  await walkToApp({ page, follow: consolePage, region: 'us' });
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const said = (text: string) => page.getByText(text);

  await faults.hold('okta');
  await screen.button('Undo this set-up').click();
  await take('undo', 'loading', said('Reading Okta and the assistant’s own journal.'));
  await faults.end();
  await expect(screen.button('Undo in Okta')).toBeEnabled();
  await take('undo', 'done', said('Nothing of this is undone yet.'), 'plan');
  await faults.refuse('okta', oktaDown);
  await screen.button('Check again').click();
  await take('undo', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await faults.end();

  await screen.button(/^Connect Okta/).click();
  await faults.refuse('okta', tokenRefused);
  // What the screen reads by itself may be refused before.
  await screen
    .button('Check again')
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(said('Not connected.')).toBeVisible();
  await faults.end();
  await screen.button('Undo this set-up').click();
  await take('undo', 'empty', said('There is no connection to Okta.'));
  await screen.button(/^Connect Okta/).click();
  await screen.button('Use the practice org’s token').click();
  await expect(screen.button('Continue')).toBeEnabled();

  await screen.button('Undo this set-up').click();
  await screen.button('Undo in Okta').click();
  await take('undo', 'done', said('Nothing is left to undo.'));
});
