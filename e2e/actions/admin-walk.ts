import { expect } from 'playwright/test';
import { assistant } from './assistant';
import { oktaConsole } from './console';
import {
  leaveSignIns,
  testUser,
  walkGuided,
  walkTest,
  walkToAppBoxes,
  walkToApp,
  walkToSummary,
} from './walk';
import type { Walk } from './walk';
import { words as userNameWords } from '../../renderer/screens/user-names/words';
import { planWords } from '../../renderer/words/plan';
import { words as common } from '../../renderer/words/common';

type AdminWalk = Required<Omit<Walk, 'region' | 'choose' | 'nameIsTaken'>>;

/** United States: the pre-built app of the catalogue, from the first screen to the summary. */
export async function walkCatalogue({ page, follow, onScreen }: AdminWalk): Promise<void> {
  const screen = assistant(page, follow);
  await screen.button('Board or admin application? The differences in a table').click();
  await expect(page.getByRole('table', { name: 'The two destinations compared' })).toBeVisible();
  await onScreen('welcome-compared');
  await screen.practise();
  await screen.adminApplication('us');
  await screen.usePracticeToken('Review the plan');
  await screen.button(planWords.notes(2)).click();
  await expect(page.getByText('“Oktopost (test)” is a custom app integration').first()).toBeVisible();
  await onScreen('plan');
  await screen.button('Change the app').click();
  await expect(screen.title('Apply the plan')).toBeVisible();
  await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();
  await onScreen('apply');
  await screen.onwards();
  await repairUserNames({ page, follow, onScreen });
  await authenticate({ page, follow, onScreen });
  await walkToAppBoxes({ page, follow, onScreen });
  await walkTest(
    { page, follow, onScreen },
    {
      before: 'Whether this email exists at Oktopost is not known',
      after: `Okta says that ${testUser.email} was provisioned.`,
    },
  );
  await leaveSignIns({ page, follow, onScreen });
}

async function repairUserNames({ page, follow, onScreen }: AdminWalk): Promise<void> {
  const screen = assistant(page, follow);
  await expect(screen.title('Make user names and emails identical')).toBeVisible();
  await expect(screen.button('Change one user name')).toBeEnabled();
  await onScreen('user-names');
  // Somebody else has this one's email: they are neither changed first nor with the others.
  await expect(page.getByRole('row', { name: /^Dana Reyes/ })).toContainText(userNameWords.list.shared);
  await expect(
    screen.button(common.named(userNameWords.list.first, 'd.reyes@bellwether.example')),
  ).toHaveCount(0);
  await screen.button('Change one user name').click();
  await expect(page.getByText('The first change was read back.')).toBeVisible();
  const others = screen.button(/^Change (all \d+ user names|this user name)$/);
  await expect(others).toBeEnabled();
  await onScreen('user-names-tried');
  await others.click();
  await expect(page.getByText(/share one and are left as they are: .*Dana Reyes/).first()).toBeVisible();
  await onScreen('user-names-done');
  await screen.button(userNameWords.skip.leave).click();
}

async function authenticate({ page, follow, onScreen }: AdminWalk): Promise<void> {
  const screen = assistant(page, follow);
  await expect(screen.title('Authenticate with Oktopost')).toBeVisible();
  await onScreen('authenticate');
  const provisioning = await screen.follow('Open Provisioning in Okta');
  await oktaConsole.authenticate(provisioning);
  await provisioning.close();
  await screen.button('Check now').click();
  // Okta's likely response before the To App boxes are saved.
  await expect(page.getByText('Okta does not show it yet.').first()).toBeVisible();
  await screen.button('I’ve done it').click();
}

/** Europe: a custom app with the platform's SCIM base URL, in the flow of any custom app. */
export async function walkEurope({ page, follow, onScreen }: AdminWalk): Promise<void> {
  const screen = assistant(page, follow);
  // The name of the pre-built app, which is there too.
  const choose = (): Promise<void> => screen.adminApplication('eu', 'Oktopost');
  const walk: Walk = { page, follow, region: 'eu', onScreen, choose, nameIsTaken: true };
  const token = await walkToApp(walk);
  await walkGuided(walk, token);
  await walkToSummary(walk);
}
