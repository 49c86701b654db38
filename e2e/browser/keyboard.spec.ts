import type { Page } from 'playwright/test';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { expectSetUp } from '../actions/final-check';
import { keyboard } from '../actions/keyboard';
import { testUser } from '../actions/walk';
import { words as connectOktaWords } from '../../renderer/screens/connect-okta/words';
import { words as oktopostTokenWords } from '../../renderer/screens/oktopost-token/words';
import { planWords } from '../../renderer/words/plan';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';
import { words as toAppWords } from '../../renderer/screens/to-app/words';
import { words as mappingWords } from '../../renderer/screens/mapping/words';
import { words as singleSignOnWords } from '../../renderer/screens/single-sign-on/words';

test('@keyboard @board the complete set-up without a mouse', async ({ page, consolePage, control }) => {
  // Thousands of keys, each a round trip to the browser: on a busy machine five minutes are not enough.
  test.setTimeout(600_000);
  const screen = assistant(page, consolePage);
  const keys = keyboard(page);
  const { button } = screen;
  const link = (name: string) => page.getByRole('link', { name }).first();
  /** A new screen starts at its title, and nothing on it traps the focus. */
  const arrive = async (title: string): Promise<void> => {
    await expect(screen.title(title)).toBeFocused();
    await keys.goAround();
  };

  await expect(button('Practise first')).toBeVisible();
  await keys.goAround();
  await keys.press(button('Practise first'));

  await arrive('Choose the destination');
  const region = (name: RegExp) => page.getByRole('radio', { name });
  await keys.choose(region(/United States/), region(/Europe/));
  await keys.press(button('Start over'));
  const dialog = page.getByRole('alertdialog', { name: 'Start over?' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button('Start over')).toBeFocused();
  await keys.press(button('Save and continue'));

  await arrive('Connect Okta');
  await keys.press(button('Use the practice org’s token'));
  await expect(page.getByText(connectOktaWords.state.connected, { exact: true })).toBeVisible();
  await keys.expectKept();
  await keys.press(button('Continue'));

  await arrive('Enter the Oktopost token');
  const token = await makeToken(await keys.follow(link('Open Oktopost')));
  await keys.fill(page.getByLabel('Oktopost SCIM token'), token);
  await page.keyboard.press('Enter');
  await expect(page.getByText(oktopostTokenWords.state.accepted).first()).toBeVisible();
  await keys.expectKept();
  await keys.press(button('Continue'));

  await arrive('Review the plan');
  await keys.press(button('Create the app'));
  await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();
  await arrive('Apply the plan');
  await keys.press(button('Continue'));

  await arrive('Turn SCIM on');
  await turnScimOn(await keys.follow(link('Open General in Okta')));
  await keys.press(button('Check now'));
  await expect(page.getByText(scimOnWords.known['read-back']).first()).toBeVisible();
  await keys.press(button('Continue'));

  await arrive('Fill in the SCIM connection');
  await connect(await keys.follow(link('Open Integration in Okta')), {
    baseUrl: await screen.value('SCIM connector base URL'),
    uniqueIdentifier: await screen.value('Unique identifier field for users'),
    token,
  });
  await keys.press(button('I’ve done it'));

  await arrive('Tick the To App boxes');
  await tickToApp(await keys.follow(link('Open To App in Okta')));
  await keys.press(button('Check now'));
  await expect(page.getByText(toAppWords.known['read-back']).first()).toBeVisible();
  await keys.press(button('Continue'));

  // What is read meanwhile moves what has the focus.
  await expect(page.getByRole('heading', { name: planWords.section.plan })).toBeVisible();
  await arrive('Map the attributes');
  await keys.press(button('Apply the mapping'));
  await expect(page.getByText(mappingWords.state.applied).first()).toBeVisible();
  await keys.expectKept();
  await keys.press(button('Continue'));

  await arrive('Test one user');
  await keys.fill(page.getByLabel('Name, email or login'), 'Bruno');
  await page.keyboard.press('Enter');
  await keys.press(button(`Choose ${testUser.email}`));
  await expect(button(`Assign ${testUser.name}`)).toBeVisible();
  await keys.expectKept();
  await keys.press(button(`Assign ${testUser.name}`));
  await expect(page.getByText('The test passed.').first()).toBeVisible();
  await keys.expectKept();
  await keys.press(button(`Keep ${testUser.name} assigned`));

  await expect(page.getByText('days are left').first()).toBeVisible();
  await arrive('Set up single sign-on in Oktopost');
  await keys.press(button('Leave the sign-ins for later'));
  await expect(page.getByText(singleSignOnWords.state.later).first()).toBeVisible();
  await keys.expectKept();
  await keys.press(button('Continue'));

  await expect(page.getByRole('heading', { name: 'Left to do' })).toBeVisible();
  await arrive('Read the summary');
  const [download] = await Promise.all([page.waitForEvent('download'), keys.press(button('Download JSON'))]);
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  expectSetUp(await control('GET', '/state'), 'eu');
});

async function makeToken(oktopost: Page): Promise<string> {
  const keys = keyboard(oktopost);
  await keys.fill(oktopost.getByLabel('Token name'), 'Okta');
  await keys.press(oktopost.getByRole('button', { name: 'Create token' }));
  const token = await oktopost.getByRole('textbox', { name: 'New token' }).inputValue();
  await oktopost.close();
  return token;
}

async function turnScimOn(console: Page): Promise<void> {
  const keys = keyboard(console);
  const card = console.getByRole('region', { name: 'App Settings' });
  await keys.press(card.getByRole('button', { name: 'Edit App Settings' }));
  await keys.choose(card.getByRole('radio', { checked: true }), card.getByRole('radio', { name: 'SCIM' }));
  await keys.press(card.getByRole('button', { name: 'Save' }));
  await expect(card.getByRole('button', { name: 'Edit App Settings' })).toBeVisible();
  await console.close();
}

async function connect(
  console: Page,
  values: { baseUrl: string; uniqueIdentifier: string; token: string },
): Promise<void> {
  const keys = keyboard(console);
  const card = console.getByRole('region', { name: 'SCIM Connection' });
  await keys.press(card.getByRole('button', { name: 'Edit SCIM Connection' }));
  await keys.fill(card.getByLabel('SCIM connector base URL'), values.baseUrl);
  await keys.fill(card.getByLabel('Unique identifier field for users'), values.uniqueIdentifier);
  await keys.check(card.getByLabel('Push New Users'));
  await keys.check(card.getByLabel('Push Profile Updates'));
  await keys.reach(card.getByLabel('Authentication Mode'));
  await console.keyboard.type('HTTP H');
  await keys.fill(card.getByLabel('Authorization'), values.token);
  await keys.press(card.getByRole('button', { name: 'Test Connector Configuration' }));
  await expect(console.getByText('Connector configured successfully')).toBeVisible();
  await keys.press(card.getByRole('button', { name: 'Save' }));
  await expect(card.getByRole('button', { name: 'Edit SCIM Connection' })).toBeVisible();
  await console.close();
}

async function tickToApp(console: Page): Promise<void> {
  const keys = keyboard(console);
  const card = console.getByRole('region', { name: 'To App' });
  await keys.press(card.getByRole('button', { name: 'Edit Provisioning to App' }));
  for (const box of ['Create Users', 'Update User Attributes', 'Deactivate Users']) {
    await keys.check(card.getByLabel(box));
  }
  await keys.press(card.getByRole('button', { name: 'Save' }));
  await expect(card.getByRole('button', { name: 'Edit Provisioning to App' })).toBeVisible();
  await console.close();
}
