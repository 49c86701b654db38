import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { oktaSignIn, oktopostConsole } from './actions/console';
import { lookAt } from './actions/look';
import { testUser } from './actions/walk';
import { words as singleSignOnWords } from '../renderer/screens/single-sign-on/words';

const part = (page: Page, name: string): Locator => page.getByRole('region', { name });

test.use({ prepared: { until: 'single-sign-on', region: 'eu' } });

test('@board IdP details are exported, and both sign-ins are verified as far as Okta shows them', async ({
  page,
  assistant: { electron },
  consolePage,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  await expect(page.getByText('days are left').first()).toBeVisible();
  await lookAt(page, 'single-sign-on', testInfo);
  await expect(page.getByText(singleSignOnWords.requireSso.before.title)).toBeVisible();

  const values = part(page, 'Values for Oktopost');
  const saved = async (button: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      values.getByRole('button', { name: button }).click(),
    ]);
    return readFileSync(await download.path(), 'utf8');
  };
  if (electron === null) await values.getByRole('button', { name: 'Save as files' }).click();
  const certificate = electron === null ? await saved('Save okta.cert') : await electronCertificate(page);
  if (electron === null) expect(await saved('Save okta.pem')).toBe(certificate);
  const issuer = await screen.value('Issuer (entity ID)');
  const signOnUrl = await screen.value('Sign-on URL');
  const settings = await consolePage(values.getByRole('link', { name: 'Open Oktopost' }));
  await oktopostConsole.setUpSignOn(settings, { issuer, signOnUrl, certificate });
  await settings.close();

  const fromOktopost = part(page, 'Sign in from Oktopost');
  await fromOktopost.getByRole('button', { name: 'Start this check' }).click();
  await expect(fromOktopost.getByText('Okta shows no sign-in yet.')).toBeVisible();
  const login = await consolePage(fromOktopost.getByRole('link', { name: 'Open the sign-in page' }));
  await oktaSignIn.signIn(login, testUser.name);
  await expect(login.getByText(`${testUser.email} is signed in at Oktopost`)).toBeVisible();
  await login.close();
  await expect(fromOktopost.getByText(`Okta signed ${testUser.email} in at`)).toBeVisible();
  await lookAt(page, 'single-sign-on-seen', testInfo);
  await fromOktopost.getByRole('button', { name: 'It worked' }).click();
  await expect(page.getByText(singleSignOnWords.state.half)).toBeVisible();

  const fromOkta = part(page, 'Sign in from the Okta tile');
  await fromOkta.getByRole('button', { name: 'Start this check' }).click();
  const dashboard = await consolePage(fromOkta.getByRole('link', { name: 'Open Okta’s dashboard' }));
  await oktaSignIn.chooseTile(dashboard, 'Oktopost Social Advocacy');
  await oktaSignIn.signIn(dashboard, testUser.name);
  await expect(dashboard.getByText(`${testUser.email} is signed in at Oktopost`)).toBeVisible();
  await dashboard.close();
  await expect(fromOkta.getByText(`Okta signed ${testUser.email} in at`)).toBeVisible();
  await fromOkta.getByRole('button', { name: 'It did not work' }).click();
  await expect(fromOkta.getByText('so Oktopost refused.')).toBeVisible();
  await lookAt(page, 'single-sign-on-failed', testInfo);
  await fromOkta.getByRole('button', { name: /^Take it back/ }).click();
  await fromOkta.getByRole('button', { name: 'It worked' }).click();
  await expect(page.getByText(singleSignOnWords.state.read)).toBeVisible();
  await expect(page.getByText('“Require SSO” may be ticked in Oktopost.')).toBeVisible();
  await lookAt(page, 'single-sign-on-done', testInfo);

  await screen.onwards();
  await expect(screen.title('Read the summary')).toBeVisible();
  await screen.button('Sign-ins: 2 of 2 worked, stated by you; Okta shows 2').click();
  const signIns = page.getByRole('table', { name: 'Sign-ins that were tried' });
  await expect(signIns.getByText(`${testUser.email} signed in`)).toHaveCount(2);
});

/** In Electron a dialog saves; the metadata on the page holds the same certificate. */
async function electronCertificate(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Show the metadata' }).click();
  const metadata = (await page.locator('pre', { hasText: 'EntityDescriptor' }).textContent()) ?? '';
  const [, der] = /X509Certificate>([^<]*)</.exec(metadata) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${der ?? ''}\n-----END CERTIFICATE-----`;
}
