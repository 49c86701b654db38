import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { download, openFile } from '../actions/files';
import { testUser, walkToApp } from '../actions/walk';
import { words as driftWords } from '../../renderer/screens/drift/words';
import { faultsAt, oktaDown, tokenRefused, userExists } from './faults';
import { picturesOf } from './pictures';

/** A name too long for one line. */
const otherUser = {
  name: 'Maria Fernanda Guadalupe Fernández de la Vega y Álvarez de Toledo Montero',
  email: 'maria.fernandez@bellwether.example',
};

test('@screens from the app integration to the summary, and again without tokens', async ({
  page,
  assistant: running,
  restart,
  consolePage,
  control,
}, testInfo) => {
  test.setTimeout(900_000);
  const token = await walkToApp({ page, follow: consolePage, region: 'us' });
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const said = (text: string | RegExp) => page.getByText(text);
  const failure = page.getByRole('alert').getByText('Who acts next:');

  await take('scim-on', 'empty', said('Okta does not show SCIM yet.'));
  await screen.button('SCIM is not offered at Provisioning').click();
  await take('scim-on', 'empty', said('Ask Okta support'), 'missing');
  await faults.refuse('okta', oktaDown);
  await screen.button('Check now').click();
  await take('scim-on', 'error', failure);
  await faults.end();
  const general = await screen.follow('Open General in Okta');
  await oktaConsole.turnScimOn(general);
  await general.close();
  await screen.button('Check now').click();
  await take('scim-on', 'done', said('Okta says SCIM is on.'));
  await screen.onwards();

  await take('connection', 'empty', said('Okta’s API never shows these fields.'));
  await screen.button('No Provisioning tab, or the test fails').click();
  await take('connection', 'empty', said('Ask Okta support'), 'missing');
  const integration = await screen.follow('Open Integration in Okta');
  await oktaConsole.connect(integration, {
    baseUrl: await screen.value('SCIM connector base URL'),
    uniqueIdentifier: await screen.value('Unique identifier field for users'),
    token,
  });
  await integration.close();
  await faults.hold('okta');
  await screen.button('I’ve done it').click();
  await take('to-app', 'loading', said('Okta has not been read yet.'));
  await faults.end();
  await screen.button(/^Connection/).click();
  await take('connection', 'done', said('You said that this is done.'));
  await screen.onwards();

  await take('to-app', 'empty', said(/^Okta shows none of these boxes yet;/));
  await screen.button('Let the assistant try').click();
  await screen.button('Preview the attempt').click();
  await take('to-app', 'empty', screen.button('Tick the three boxes'), 'plan');
  await screen.button('Tick the three boxes').click();
  await take('to-app', 'error', said(/^Okta refused the request/), 'refused');
  await faults.refuse('okta', oktaDown);
  await screen.button('Check now').click();
  await take('to-app', 'error', failure);
  await faults.end();
  const toApp = await screen.follow('Open To App in Okta');
  await oktaConsole.tickToApp(toApp);
  await toApp.close();
  await screen.button('Check now').click();
  await take('to-app', 'done', said('Okta says all three boxes are ticked.'));
  await faults.hold('okta');
  await screen.onwards();

  await take('mapping', 'loading', said('Reading Okta. Nothing is written.'));
  await faults.end();
  await expect(screen.button('Apply the mapping')).toBeEnabled();
  await take('mapping', 'done', said('Ready to be applied.'), 'ready');
  await faults.refuse('okta', oktaDown);
  await screen.button('Preview again').click();
  await take('mapping', 'error', failure);
  await faults.end();
  await screen.button('Try again').click();
  await expect(screen.button('Apply the mapping')).toBeEnabled();
  await screen.button('Apply the mapping').click();
  await take('mapping', 'done', said('Applied and read back.'));
  await screen.onwards();

  const search = async (name: string): Promise<void> => {
    await page.getByLabel('Name, email or login').fill(name);
    await screen.button('Search').click();
  };
  await take('test-user', 'empty', said('Pick a test user.'));
  await search('Nobody at all');
  await take('test-user', 'empty', said(/^Okta found nobody/), 'nobody-found');
  await search('Maria');
  await take('test-user', 'done', screen.button(`Choose ${otherUser.email}`), 'found');
  await faults.hold('oktopost');
  await screen.button(`Choose ${otherUser.email}`).click();
  await take('test-user', 'loading', said('Checking this user in Okta and Oktopost.'));
  await faults.end();
  await take('test-user', 'done', screen.button(`Assign ${otherUser.name}`), 'checked');
  await faults.holdAndRefuse('oktopost', userExists, 'POST');
  await screen.button(`Assign ${otherUser.name}`).click();
  await take('test-user', 'loading', said('Following the user. This can take some minutes.'), 'following');
  await faults.end();
  await take('test-user', 'error', said('The test failed.'));
  await screen.button('Test another user').click();
  await search('Bruno');
  await screen.button(`Choose ${testUser.email}`).click();
  await screen.button(`Assign ${testUser.name}`).click();
  await take('test-user', 'done', said('The test passed.'));
  await screen.button('Unassign instead').click();
  await take('test-user', 'done', screen.button(`Unassign ${testUser.name}`), 'unassign');
  await screen.button('Do not unassign').click();
  await faults.refuse('okta', oktaDown);
  await screen.button(`Keep ${testUser.name} assigned`).click();

  await take('single-sign-on', 'error', failure);
  await faults.end();
  await faults.hold('okta');
  await screen.button('Try again').click();
  await take('single-sign-on', 'loading', said('Reading keys, metadata and sign-in policy from Okta.'));
  await faults.end();
  await expect(said('days are left').first()).toBeVisible();
  await take('single-sign-on', 'empty', said('Try both sign-ins and say how they went.'));
  const signIn = (name: string) => page.getByRole('region', { name });
  const ways = ['Sign in from Oktopost', 'Sign in from the Okta tile'];
  for (const way of ways) await signIn(way).getByRole('button', { name: 'Start this check' }).click();
  await take('single-sign-on', 'loading', said('Okta shows no sign-in yet.'), 'watching');
  for (const way of ways) await signIn(way).getByRole('button', { name: 'It did not work' }).click();
  await take('single-sign-on', 'error', said('A sign-in did not work.'), 'sign-in');
  for (const way of ways) {
    await signIn(way)
      .getByRole('button', { name: /^Take it back/ })
      .click();
    await signIn(way).getByRole('button', { name: 'It worked' }).click();
  }
  await take('single-sign-on', 'done', said('You said that both sign-ins worked.'));
  await faults.hold('okta');
  await screen.onwards();

  await take('summary', 'loading', said('Reading Okta once more.'));
  await faults.end();
  await take('summary', 'done', page.getByRole('heading', { name: 'Left to do' }));
  const file = testInfo.outputPath('summary.json');
  await download(page, screen.button('Download JSON'), file);
  await faults.cut('okta');
  await screen.button('Check again').click();
  await take('summary', 'error', failure);
  await faults.end();

  await screen.button('Check for drift').click();
  await take('drift', 'done', said(/^No drift: /), 'own');
  await screen.button(driftWords.file.instead).click();
  await faults.hold('okta');
  await openFile(screen.button('Open a file'), file);
  await take('drift', 'loading', said('Reading Okta to compare.'));
  await faults.end();
  await take('drift', 'done', said(/^No drift: /));
  await faults.refuse('okta', oktaDown);
  await screen.button('Check again').click();
  await take('drift', 'error', failure);
  await faults.end();
  await screen.button(/^To App/).click();
  const changed = await screen.follow('Open To App in Okta');
  await oktaConsole.untickToApp(changed, 'Deactivate Users');
  await changed.close();
  await screen.button('Check for drift').click();
  await take('drift', 'done', said(/^1 of \d+ settings drifted/), 'drifted');

  // Without a connection nothing can be read.
  await screen.button(/^Connect Okta/).click();
  await faults.refuse('okta', tokenRefused);
  // What the screen reads by itself may be refused before.
  await screen
    .button('Check again')
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(said('Not connected.')).toBeVisible();
  await faults.end();
  for (const [id, entry, proof] of [
    ['summary', /^Summary/, 'The summary needs a connection to Okta.'],
    ['mapping', /^Mapping/, 'The plan needs a connection to Okta.'],
    ['plan', /^Plan/, 'The plan needs a connection to Okta.'],
  ] as const) {
    await screen.button(entry).click();
    await take(id, 'empty', said(proof));
  }

  // Browser mode stores no tokens: after a restart every screen says so.
  await running.stop();
  const again = await restart();
  const missing = again.page.getByRole('alert').getByText(/token was not stored/);
  await picturesOf(again.page)('plan', 'done', missing, 'token-not-stored');
});
