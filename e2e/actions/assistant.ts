import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { words as shellWords } from '../../renderer/shell/words';
import { planWords } from '../../renderer/words/plan';

/** Opens the target of a link in a browser, as a click does. */
export type Follow = (link: Locator) => Promise<Page>;

export type Region = 'us' | 'eu';

const regionNames: Record<Region, RegExp> = { us: /United States/, eu: /Europe/ };

/** The assistant's screens, by their visible texts. Each function ends on the next screen. */
export function assistant(page: Page, follow: Follow) {
  const title = (name: string): Locator => page.getByRole('heading', { level: 1, name });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const onwards = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Continue' }).click();
  };

  return {
    page,
    title,
    button,
    onwards,
    follow: (name: string) => follow(page.getByRole('link', { name })),

    practise: async (): Promise<void> => {
      await button('Practise first').click();
      await expect(title('Choose the destination')).toBeVisible();
    },

    destination: async (region: Region): Promise<void> => {
      await page.getByRole('radio', { name: regionNames[region] }).check({ force: true });
      await button('Save and continue').click();
      await expect(title('Connect Okta')).toBeVisible();
    },

    adminApplication: async (region: Region, name: string | null = null): Promise<void> => {
      await page.getByRole('radio', { name: 'Admin application' }).check({ force: true });
      await page.getByRole('radio', { name: regionNames[region] }).check({ force: true });
      if (region === 'eu') {
        await expect(button('Save and continue')).toBeDisabled();
        await page.getByRole('checkbox', { name: /ask my account manager/ }).check({ force: true });
      }
      if (name !== null) await page.getByLabel('App name in Okta').fill(name);
      await button('Save and continue').click();
      await expect(title('Connect Okta')).toBeVisible();
    },

    usePracticeToken: async (
      next = 'Enter the Oktopost token',
      onConnected: () => Promise<void> = () => Promise.resolve(),
    ): Promise<void> => {
      await button('Use the practice org’s token').click();
      await expect(page.getByText('Bellwether Outfitters').first()).toBeVisible({ timeout: 60_000 });
      await onConnected();
      await onwards();
      await expect(title(next)).toBeVisible();
    },

    oktaToken: async (token: string): Promise<void> => {
      await page.getByLabel('Okta API token').fill(token);
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
    },

    oktopostToken: async (token: string): Promise<void> => {
      await page.getByLabel('Oktopost SCIM token').fill(token);
      await button('Check the token').click();
    },

    createApp: async (onApplied: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
      await expect(title('Review the plan')).toBeVisible();
      await expect(page.getByText(shellWords.band.changed.nothing).first()).toBeVisible();
      await button('Create the app').click();
      await expect(title('Apply the plan')).toBeVisible();
      await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();
      await onApplied();
      await onwards();
      await expect(title('Turn SCIM on')).toBeVisible();
    },

    /** The value next to one of Okta's labels, as the admin would copy it. */
    value: async (label: string): Promise<string> => {
      const text = await page
        .getByRole('term')
        .filter({ hasText: label })
        .locator('xpath=following-sibling::dd[1]')
        .locator('code')
        .first()
        .textContent();
      if (text === null) throw new Error(`no value beside ${label}`);
      return text;
    },
  };
}
