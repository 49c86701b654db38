import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';

/** What an admin enters under Provisioning > Integration. */
export interface ConnectionValues {
  baseUrl: string;
  uniqueIdentifier: string;
  token: string;
}

/** Edits a card by the button that is called so, and saves it. */
async function edit(
  page: Page,
  region: string,
  button: string,
  change: (card: Locator) => Promise<unknown>,
): Promise<Locator> {
  const card = page.getByRole('region', { name: region });
  await card.getByRole('button', { name: button }).click();
  await change(card);
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('button', { name: button })).toBeVisible();
  return card;
}

/** Presses a button that sends something to Okta, and waits for its answer: only then has Okta it to do. */
async function send(page: Page, button: Locator): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await button.click();
  await answered;
}

const editToApp = (page: Page, change: (card: Locator) => Promise<unknown>): Promise<Locator> =>
  edit(page, 'To App', 'Edit Provisioning to App', change);

const editSettings = (page: Page, change: (card: Locator) => Promise<unknown>): Promise<Locator> =>
  edit(page, 'Settings', 'Edit Settings', change);

async function chooseProvisioning(page: Page, choice: 'SCIM' | 'None'): Promise<void> {
  await edit(page, 'App Settings', 'Edit App Settings', async (card) => {
    const box = card.getByLabel('Enable SCIM provisioning');
    if ((await box.count()) > 0) await box.setChecked(choice === 'SCIM');
    else await card.getByRole('radio', { name: choice }).check();
  });
}

/** The practice org's Admin Console, operated by its labels. */
export const oktaConsole = {
  turnScimOn: (page: Page): Promise<void> => chooseProvisioning(page, 'SCIM'),

  turnScimOff: (page: Page): Promise<void> => chooseProvisioning(page, 'None'),

  connect: async (page: Page, values: ConnectionValues): Promise<void> => {
    await edit(page, 'SCIM Connection', 'Edit SCIM Connection', async (card) => {
      await card.getByLabel('SCIM connector base URL').fill(values.baseUrl);
      await card.getByLabel('Unique identifier field for users').fill(values.uniqueIdentifier);
      await card.getByLabel('Push New Users').check();
      await card.getByLabel('Push Profile Updates').check();
      await card.getByLabel('Authentication Mode').selectOption('HTTP Header');
      const prefix = card.getByText('Bearer', { exact: true }).and(card.locator('span'));
      const hasPrefix = (await prefix.count()) > 0;
      await card
        .getByLabel(/^(Authorization|Bearer)$/)
        .fill(hasPrefix ? values.token : `Bearer ${values.token}`);
      await card.getByRole('button', { name: 'Test Connector Configuration' }).click();
      await expect(page.getByText('Connector configured successfully')).toBeVisible();
    });
  },

  /** Provisioning > Configure API Integration of the pre-built app, with the sign-in at the practice Oktopost. */
  authenticate: async (page: Page): Promise<void> => {
    const card = page.getByRole('region', { name: 'Integration' });
    await card.getByRole('button', { name: 'Configure API Integration' }).click();
    await card.getByLabel('Enable API integration').check();
    await card.getByRole('button', { name: 'Authenticate with Oktopost' }).click();
    await page.getByRole('button', { name: 'Sign in as practice admin' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByText('Oktopost was verified successfully!')).toBeVisible();
    await card.getByRole('button', { name: 'Save' }).click();
    await expect(card.getByText('Authenticated with Oktopost')).toBeVisible();
  },

  tickToApp: async (page: Page): Promise<void> => {
    await editToApp(page, async (card) => {
      for (const box of ['Create Users', 'Update User Attributes', 'Deactivate Users']) {
        await card.getByLabel(box).check();
      }
    });
  },

  untickToApp: async (page: Page, box: string): Promise<void> => {
    await editToApp(page, (card) => card.getByLabel(box).uncheck());
  },

  userNameFormat: async (page: Page, format: string): Promise<void> => {
    await editSettings(page, async (card) => {
      await card.getByLabel('Application username format').selectOption(format);
      await card.getByLabel('Update application username on').selectOption('Create and update');
    });
  },

  /** Creates an API Services app that demands proof of possession. @returns its client ID. */
  makeServiceApp: async (
    page: Page,
    app: { name: string; key: string; scopes: string; role: string },
  ): Promise<string> => {
    const card = page.getByRole('region', { name: 'Create API Services app' });
    await card.getByLabel('App name').fill(app.name);
    await card.getByLabel('Public key (JWK)').fill(app.key);
    await expect(card.getByLabel(/^Require Demonstrating Proof/)).toBeChecked();
    await card.getByLabel('Okta API Scopes, granted').fill(app.scopes);
    await card.getByLabel('Admin role').selectOption(app.role);
    await card.getByRole('button', { name: 'Save' }).click();
    const row = page.getByRole('row').filter({ hasText: app.name });
    return (await row.locator('code').first().textContent()) ?? '';
  },

  /** Puts another public key in the place of the only service app's. */
  changeServiceAppKey: async (page: Page, key: string): Promise<void> => {
    await page.getByRole('link', { name: /^Edit / }).click();
    await page.getByLabel('Public key (JWK)').fill(key);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('link', { name: /^Edit / })).toBeVisible();
  },

  /** *Update application username on*; from then on for changes, with *Update Now* for who is assigned. */
  updateUserNamesOn: async (page: Page, moment: 'Create only' | 'Create and update'): Promise<void> => {
    const card = await editSettings(page, (settings) =>
      settings.getByLabel('Update application username on').selectOption(moment),
    );
    if (moment === 'Create and update') await send(page, card.getByRole('button', { name: 'Update Now' }));
  },

  /** Dashboard > Tasks: the only failed push is sent once more. */
  retryTask: async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Tasks' }).click();
    await send(page, page.getByRole('button', { name: /^Retry / }));
  },

  /** Creates an API token and reads it where it is shown once. */
  makeApiToken: async (page: Page, name: string, role: string): Promise<string> => {
    await page.getByLabel('Token name').fill(name);
    await page.getByLabel('Role').selectOption(role);
    await page.getByRole('button', { name: 'Create token' }).click();
    return page.getByRole('textbox', { name: 'Token value' }).inputValue();
  },

  revokeApiToken: async (page: Page, name: string): Promise<void> => {
    await send(page, page.getByRole('button', { name: `Revoke ${name}` }));
    await expect(page.getByRole('button', { name: `Revoke ${name}` })).toHaveCount(0);
  },
};

/** Okta's dashboard and sign-on pages. */
export const oktaSignIn = {
  /** From the page that selects the user, to Oktopost. */
  signIn: async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: `Sign in as ${name}` }).click();
    await page.getByRole('button', { name: 'Continue to Oktopost' }).click();
  },

  chooseTile: async (page: Page, label: string): Promise<void> => {
    await page.getByRole('link', { name: label }).click();
  },
};

/** The practice Oktopost's Settings > Security: Provisioning, and Single Sign-On. */
export const oktopostConsole = {
  setUpSignOn: async (
    page: Page,
    values: { issuer: string; signOnUrl: string; certificate: string },
  ): Promise<void> => {
    await page.getByLabel('Issuer (entity ID)').fill(values.issuer);
    await page.getByLabel('Sign-on URL').fill(values.signOnUrl);
    await page.getByLabel('Certificate').fill(values.certificate);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Single sign-on is set up.')).toBeVisible();
  },

  makeToken: async (page: Page, name: string): Promise<string> => {
    await page.getByLabel('Token name').fill(name);
    await page.getByRole('button', { name: 'Create token' }).click();
    return page.getByRole('textbox', { name: 'New token' }).inputValue();
  },

  revokeToken: async (page: Page, name: string): Promise<void> => {
    await send(page, page.getByRole('button', { name: `Revoke ${name}` }));
    await expect(page.getByRole('button', { name: `Revoke ${name}` })).toHaveCount(0);
  },
};
