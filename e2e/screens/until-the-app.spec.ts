import { exampleSummary } from '../../shared/testing/summary';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { complete, ofEurope, walkToPlanBeside } from '../actions/colleague';
import { oktopostConsole } from '../actions/console';
import { walkToPlan } from '../actions/walk';
import { faultsAt, notAllowed, oktaDown } from './faults';
import { picturesOf } from './pictures';
import { words as connectWords } from '../../renderer/screens/connect-okta/words';
import { words as explainWords } from '../../renderer/screens/explain/words';
import { words as common } from '../../renderer/words/common';
import { words as planWords } from '../../renderer/screens/plan/words';
import { planWords as sharedPlanWords } from '../../renderer/words/plan';
import { words as mappingWords } from '../../renderer/screens/mapping/words';

test('@screens from the welcome to the app integration', async ({
  page,
  assistant: running,
  consolePage,
  control,
}) => {
  test.setTimeout(900_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const said = (text: string | RegExp) => page.getByText(text);

  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/api\/(session\.snapshot|events)(\?|$)/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await take('welcome', 'loading', said('Starting the assistant.'));
  release();
  await take('welcome', 'empty', screen.button('Practise first'));
  const open = async (name: string, text: string): Promise<void> => {
    const choosing = page.waitForEvent('filechooser');
    await screen.button('Open a file').click();
    await (await choosing).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await open('holiday.json', '{"kind":"holiday"}');
  await take('welcome', 'error', page.getByRole('alert').getByText('Who acts next:'), 'file');
  await open('summary.json', JSON.stringify(exampleSummary));
  await take('welcome', 'done', page.getByRole('heading', { name: 'A summary is open' }), 'file');
  await screen.button('Close the file').click();

  await screen.button('Explain a message or a log').click();
  await take('explain', 'empty', page.getByLabel(explainWords.give.label));
  const chosen = page.waitForEvent('filechooser');
  await screen.button(common.file.choose).click();
  await (
    await chosen
  ).setFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{') });
  await take('explain', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await page
    .getByLabel(explainWords.give.label)
    .fill(
      'Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: Unauthorized. Errors reported by remote server: Token is not valid',
    );
  await screen.button(explainWords.give.action).click();
  await take('explain', 'done', screen.button(explainWords.another));
  await screen.button('Back').click();

  await screen.practise();
  await take('destination', 'empty', said('Choose a region.'));
  await screen.destination('us');
  await screen.button(/^Destination/).click();
  await take('destination', 'done', said('Nothing is written to Okta.'));
  await screen.button('Save and continue').click();

  await take('connect-okta', 'empty', said('The practice org’s token is ready.'));
  await page.getByRole('radio', { name: connectWords.way.serviceApp }).check();
  await take('connect-okta', 'empty', page.getByText('"kty":"RSA"'), 'service-app');
  await page.getByRole('radio', { name: connectWords.way.token }).check();
  await faults.hold('okta');
  await screen.button('Use the practice org’s token').click();
  await take('connect-okta', 'loading', said('Reading the org.'));
  await faults.end();
  await expect(screen.button('Continue')).toBeEnabled();
  await screen.button('Enter another token').click();
  await screen.oktaToken('00thisIsNoTokenOfThisOrg');
  await take('connect-okta', 'error', page.getByText('The connection from before stays.'));
  await page.getByLabel(connectWords.token.label).fill('');
  await screen.button('Use the practice org’s token').click();
  await take('connect-okta', 'done', said(/^Connected\.$/));
  await screen.button('Check for drift').click();
  await take('drift', 'empty', said('Open a summary.'));
  await screen.button('Back to the set-up').click();
  await screen.button(/^Connect Okta/).click();
  await screen.onwards();

  await take('oktopost-token', 'empty', said('The token is missing.'));
  await screen.oktopostToken('wrong-token');
  await take('oktopost-token', 'error', said('Oktopost refused the token.'));
  const oktopost = await screen.follow('Open Oktopost');
  const token = await oktopostConsole.makeToken(oktopost, 'Okta');
  await oktopost.close();
  await faults.cut('oktopost');
  await screen.oktopostToken(token);
  await take('oktopost-token', 'error', said('Kept, not checked.'), 'unchecked');
  await faults.end();
  await screen.button('Enter another token').click();
  await faults.hold('oktopost');
  await screen.oktopostToken(token);
  await take('oktopost-token', 'loading', said('Asking Oktopost.'));
  await faults.end();
  await take('oktopost-token', 'done', said(/^Accepted. Oktopost has/));

  await faults.hold('okta');
  await screen.onwards();
  await take('plan', 'loading', said('Reading Okta. Nothing is written.'));
  await faults.end();
  await expect(screen.button('Create the app')).toBeEnabled();
  await faults.refuse('okta', oktaDown);
  await screen.button('Preview again').click();
  await take('plan', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await faults.end();
  await screen.button('Try again').click();
  await expect(screen.button('Create the app')).toBeEnabled();
  await take('plan', 'done', said('Ready to be applied.'));

  await faults.hold('okta', 'POST');
  await screen.button('Create the app').click();
  await take('apply', 'loading', said('Applying the plan.'));
  await faults.end();
  await take('apply', 'done', page.getByRole('heading', { name: sharedPlanWords.checks }));

  await faults.hold('okta');
  await screen.onwards();
  await take('scim-on', 'loading', said('Okta has not been read yet.'));
  await faults.end();

  await screen.button(/^Welcome/).click();
  await take('welcome', 'done', said(/It continues at/));
  await running.kill();
  await take('welcome', 'error', said(/It has stopped, or a newer link of it is in use/));
});

test('@screens an app integration that Okta refuses', async ({ page, consolePage, control }) => {
  test.setTimeout(300_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  await screen.button('Set up for real').click();
  await screen.destination('eu');
  await take('connect-okta', 'empty', page.getByLabel('Okta address'), 'address');
  await page.getByLabel('Okta address').fill('http://acme.okta.com');
  await screen.button('Check the address').click();
  await take(
    'connect-okta',
    'error',
    page.getByRole('alert').getByText('is not safe for a token'),
    'address',
  );

  await screen.button('Start over').click();
  await page.getByRole('button', { name: 'Forget this set-up' }).click();
  await walkToPlan({ page, follow: consolePage, region: 'us' });
  await faults.refuse('okta', notAllowed, 'POST');
  await screen.button('Create the app').click();
  await take('apply', 'error', page.getByRole('alert').getByText('Who acts next:'));
});

test('@screens existing app integrations', async ({ page, consolePage }) => {
  test.setTimeout(300_000);
  const screen = assistant(page, consolePage);
  await walkToPlanBeside(screen, [ofEurope, complete]);
  const take = picturesOf(page);
  await take('plan', 'done', page.getByText(planWords.state.choose), 'existing');
  await page.getByRole('radio', { name: `Use “${ofEurope.label}”` }).check({ force: true });
  await expect(screen.button('Change the app')).toBeEnabled();
  await take('plan', 'done', page.getByText(mappingWords.state.ready), 'other-region');
});
