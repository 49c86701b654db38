import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { oktaConsole, oktopostConsole } from '../actions/console';
import { enterToken, testUser } from '../actions/walk';
import { scim, targetOf } from '../../shared/oktopost';
import { words as summaryWords } from '../../renderer/screens/summary/words';
import { words as testWords } from '../../renderer/screens/test-user/words';
import { words as certificate } from '../../renderer/screens/change-certificate/words';
import { words } from '../../renderer/screens/change-token/words';
import { words as common } from '../../renderer/words/common';
import { stepNames } from '../../shared/step-names';
import { faultsAt, oktaDown } from './faults';
import { picturesOf } from './pictures';

test.use({ prepared: { until: 'life-cycle' } });

test('@screens a new SCIM token, from the summary to what Okta sends with it', async ({
  page,
  consolePage,
  oktopostToken,
  control,
}) => {
  test.setTimeout(900_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const open = async (): Promise<void> => {
    await screen.button(/^Summary/).click();
    await screen.button(summaryWords.later.title).click();
    // The part that it is in has its name in its own.
    await page.getByRole('button', { name: words.title, exact: true }).click();
    await expect(screen.title(words.title)).toBeVisible();
  };
  const prove = async (search: string, login: string, name: string): Promise<void> => {
    await screen.button(common.error.goTo(stepNames['test-user'])).click();
    await expect(screen.title(testWords.title)).toBeVisible();
    const another = screen.button(testWords.search.again);
    await expect(another.or(page.getByLabel(testWords.search.label)).first()).toBeVisible();
    if (await another.isVisible()) await another.click();
    await page.getByLabel(testWords.search.label).fill(search);
    await screen.button(testWords.search.action).click();
    await screen.button(testWords.search.choose(login)).click();
    await screen.button(testWords.assign(name)).click();
    await expect(page.getByText(testWords.state.passed).first()).toBeVisible({ timeout: 180_000 });
    await open();
  };
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Summary/);
  await open();
  await take('change-token', 'empty', page.getByText(words.states.none));

  await screen.button(words.begin).click();
  await take('change-token', 'empty', page.getByText(words.states.made), 'begun');
  const oktopost = await screen.follow(words.make.open);
  const token = await oktopostConsole.makeToken(oktopost, 'New');
  await page.getByLabel(words.make.label).fill(token);
  await screen.button(words.make.action).click();
  await take('change-token', 'empty', page.getByText(words.states.pasted), 'made');

  const integration = await screen.follow(words.paste.open);
  const { scimBaseUrl } = targetOf('board', 'us');
  await oktaConsole.connect(integration, {
    baseUrl: scimBaseUrl ?? '',
    uniqueIdentifier: scim.uniqueIdentifier,
    token,
  });
  await integration.close();
  await screen.button(words.paste.state).click();
  await expect(page.getByText(words.prove.waiting)).toBeVisible();
  await faults.hold('okta');
  await screen.button(words.look).click();
  await take('change-token', 'loading', page.getByText(words.states.sent));
  await faults.end();
  await faults.refuse('okta', oktaDown);
  await screen.button(words.look).click();
  await take('change-token', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await faults.end();

  // It is left, and gone on with later.
  await prove('Chiara', 'chiara.costa@bellwether.example', 'Chiara Costa');
  await screen.button(words.look).click();
  await take('change-token', 'done', page.getByText(words.states.revoked), 'proven');

  await oktopostConsole.revokeToken(oktopost, 'Okta');
  await oktopost.close();
  await screen.button(words.look).click();
  await take('change-token', 'done', page.getByText(words.states.again), 'once-more');
  await prove('Bruno', testUser.email, testUser.name);
  // Okta's log follows what it sent with a delay.
  await expect(async () => {
    await screen.button(words.look).click();
    await expect(page.getByText(words.states.over).first()).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await take('change-token', 'done', page.getByText(words.states.over));

  // The certificate is changed from the same place.
  // Steps are done too.
  await page.getByRole('button', { name: words.done, exact: true }).click();
  await screen.button(/^Summary/).click();
  await screen.button(summaryWords.later.title).click();
  await page.getByRole('button', { name: certificate.title, exact: true }).click();
  await take('change-certificate', 'empty', page.getByText(certificate.states.none));
  await screen.button(certificate.begin).click();
  await expect(page.getByText(certificate.states.make).first()).toBeVisible();
  await faults.hold('okta');
  await screen.button(certificate.make.preview).click();
  await take('change-certificate', 'loading', page.getByText(certificate.make.text));
  await faults.end();
  await screen.button(certificate.make.apply).click();
  await take('change-certificate', 'empty', page.getByText(certificate.states.handOver), 'made');
  await screen.button(certificate.handOver.state).click();
  await screen.button(certificate.activate.preview).click();
  await expect(screen.button(certificate.activate.apply)).toBeEnabled();
  await take('change-certificate', 'empty', page.getByText(certificate.states.activate), 'plan');
  await faults.refuse('okta', oktaDown);
  await screen.button(certificate.look).click();
  await take('change-certificate', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await faults.end();
  await screen.button(certificate.activate.apply).click();
  await take('change-certificate', 'done', page.getByText(certificate.states.signIn));
});
