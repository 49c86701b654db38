import { expect } from 'playwright/test';
import type { Locator, Page } from 'playwright/test';
import { assistant } from './assistant';
import type { Follow, Region } from './assistant';
import { oktaConsole, oktopostConsole } from './console';
import { words as oktopostTokenWords } from '../../renderer/screens/oktopost-token/words';
import { words as planWords } from '../../renderer/screens/plan/words';
import { words as scimOnWords } from '../../renderer/screens/scim-on/words';
import { words as toAppWords } from '../../renderer/screens/to-app/words';
import { words as mappingWords } from '../../renderer/screens/mapping/words';
import { words as singleSignOnWords } from '../../renderer/screens/single-sign-on/words';

export interface Walk {
  page: Page;
  follow: Follow;
  region: Region;
  /** Chooses the destination, instead of the board in this region. */
  choose?: () => Promise<void>;
  /** Okta has an app of this name: another one is created all the same. */
  nameIsTaken?: boolean;
  /** Called with the name of each screen once it is settled. */
  onScreen?: (name: string) => Promise<void>;
}

export const testUser = { name: 'Bruno Berger', email: 'bruno.berger@bellwether.example' };

const noLook = (): Promise<void> => Promise.resolve();

/** From the welcome screen to the plan. Returns the Oktopost token that was created. */
export async function walkToPlan(walk: Walk): Promise<string> {
  const { page, follow, region, onScreen = noLook } = walk;
  const screen = assistant(page, follow);
  await onScreen('welcome');
  await screen.practise();
  await onScreen('destination');
  await (walk.choose ?? (() => screen.destination(region)))();
  await onScreen('connect-okta');
  await screen.usePracticeToken(undefined, () => onScreen('connect-okta-connected'));
  await onScreen('oktopost-token');
  return tokenToPlan({ ...walk, onScreen });
}

/** From the Oktopost token to the plan. */
export async function tokenToPlan({
  page,
  follow,
  nameIsTaken = false,
  onScreen = noLook,
}: Walk): Promise<string> {
  const screen = assistant(page, follow);
  const oktopost = await screen.follow('Open Oktopost');
  const token = await oktopostConsole.makeToken(oktopost, 'Okta');
  await oktopost.close();
  await screen.oktopostToken(token);
  await expect(page.getByText(oktopostTokenWords.state.accepted).first()).toBeVisible();
  await onScreen('oktopost-token-accepted');
  await screen.onwards();
  if (nameIsTaken) {
    await expect(screen.button(planWords.existing.rename)).toBeVisible();
    await expect(screen.button('Create the app')).toBeDisabled();
    await onScreen('plan-same-name');
    await page.getByRole('radio', { name: planWords.existing.createAnyway }).check({ force: true });
  }
  await expect(screen.button('Create the app')).toBeEnabled();
  await onScreen('plan');
  return token;
}

/** Enters the Oktopost token, which a prepared set-up does not have, then opens a step of the rail. */
export async function enterToken({ page, follow }: Walk, token: string, step: RegExp): Promise<void> {
  const screen = assistant(page, follow);
  await screen.button(/^Oktopost token/).click();
  await screen.oktopostToken(token);
  await expect(page.getByText(oktopostTokenWords.state.accepted).first()).toBeVisible();
  await screen.button(step).click();
}

/** As `walkToPlan`, and the app integration created. */
export async function walkToApp(walk: Walk): Promise<string> {
  const token = await walkToPlan(walk);
  const { onScreen = noLook } = walk;
  await assistant(walk.page, walk.follow).createApp(() => onScreen('apply'));
  await onScreen('scim-on');
  return token;
}

/** The three guided steps, in the practice console, with the values that the assistant shows. */
export async function walkGuided({ page, follow, onScreen = noLook }: Walk, token: string): Promise<void> {
  const screen = assistant(page, follow);
  const general = await screen.follow('Open General in Okta');
  await oktaConsole.turnScimOn(general);
  await general.close();
  await screen.button('Check now').click();
  await expect(page.getByText(scimOnWords.known['read-back']).first()).toBeVisible();
  await onScreen('scim-on-done');
  await screen.onwards();

  await expect(screen.title('Fill in the SCIM connection')).toBeVisible();
  await onScreen('connection');
  const values = {
    baseUrl: await screen.value('SCIM connector base URL'),
    uniqueIdentifier: await screen.value('Unique identifier field for users'),
    token,
  };
  const integration = await screen.follow('Open Integration in Okta');
  await oktaConsole.connect(integration, values);
  await integration.close();
  await screen.button('I’ve done it').click();
  await walkToAppBoxes({ page, follow, onScreen });
}

/** Ticks the three To App boxes by hand. */
export async function walkToAppBoxes({
  page,
  follow,
  onScreen = noLook,
}: Omit<Walk, 'region'>): Promise<void> {
  const screen = assistant(page, follow);
  await expect(screen.title('Tick the To App boxes')).toBeVisible();
  await onScreen('to-app');
  const toApp = await screen.follow('Open To App in Okta');
  await oktaConsole.tickToApp(toApp);
  await toApp.close();
  await screen.button('Check now').click();
  const read = page.getByText(toAppWords.known['read-back']).first();
  // On some profiles Okta never shows the boxes: then the admin states them, and the next screen follows.
  if (!(await isShown(read))) {
    await screen.button('I’ve done it').click();
    return;
  }
  await onScreen('to-app-done');
  await screen.onwards();
}

const isShown = (locator: Locator): Promise<boolean> =>
  locator.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );

/** The texts of the test before and after, by what the assistant can read. */
const readBoth = {
  before: 'This email is not at Oktopost yet',
  after: `${testUser.email} arrived at Oktopost with every expected value.`,
};

/** Mapping and the test of one user; ends on the screen for single sign-on. */
export async function walkToSignOn({ page, follow, onScreen = noLook }: Walk): Promise<void> {
  const screen = assistant(page, follow);
  await expect(screen.button('Apply the mapping')).toBeEnabled();
  await onScreen('mapping');
  await screen.button('Apply the mapping').click();
  await expect(page.getByText(mappingWords.state.applied)).toBeVisible();
  await onScreen('mapping-done');
  await screen.onwards();
  await walkTest({ page, follow, onScreen }, readBoth);
}

/** The test of one user; ends on the screen for single sign-on. */
export async function walkTest(
  { page, follow, onScreen = noLook }: Omit<Walk, 'region'>,
  said: { before: string; after: string },
): Promise<void> {
  const screen = assistant(page, follow);
  await expect(screen.title('Test one user')).toBeVisible();
  await onScreen('test-user');
  await page.getByLabel('Name, email or login').fill('Bruno');
  await screen.button('Search').click();
  await screen.button(`Choose ${testUser.email}`).click();
  await expect(screen.button(`Assign ${testUser.name}`)).toBeEnabled();
  await onScreen('test-user-checked');
  const evidence = screen.button('Evidence: Match at Oktopost');
  if (await evidence.isVisible()) await evidence.click();
  await expect(page.getByText(said.before)).toBeVisible();
  await screen.button(`Assign ${testUser.name}`).click();
  await expect(page.getByText(said.after)).toBeVisible();
  await onScreen('test-user-passed');
  await screen.button(`Keep ${testUser.name} assigned`).click();
  await expect(screen.title('Set up single sign-on in Oktopost')).toBeVisible();
  await expect(page.getByText('days are left').first()).toBeVisible();
  await onScreen('single-sign-on');
}

/** Mapping, the test of one user, and the summary; the sign-ins are skipped. */
export async function walkToSummary(walk: Walk): Promise<void> {
  await walkToSignOn(walk);
  await leaveSignIns(walk);
}

/** From the screen for single sign-on to the summary. */
export async function leaveSignIns({ page, follow, onScreen = noLook }: Omit<Walk, 'region'>): Promise<void> {
  const screen = assistant(page, follow);
  await screen.button('Leave the sign-ins for later').click();
  await expect(page.getByText(singleSignOnWords.state.later).first()).toBeVisible();
  await screen.onwards();
  await expect(screen.title('Read the summary')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Left to do' })).toBeVisible();
  await onScreen('summary');
}

export async function walkAll(walk: Walk): Promise<void> {
  const token = await walkToApp(walk);
  await walkGuided(walk, token);
  await walkToSummary(walk);
}
