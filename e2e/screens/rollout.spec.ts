import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { emailsOfReady } from '../actions/org-state';
import { enterToken } from '../actions/walk';
import { words } from '../../renderer/screens/rollout/words';
import { stepNames } from '../../shared/step-names';
import { ringStateWords } from '../../shared/rollout-words';
import { faultsAt, oktaDown, userExists } from './faults';
import { picturesOf } from './pictures';

test.use({ prepared: { until: 'single-sign-on' } });

test('@screens a rollout in rings', async ({ page, consolePage, oktopostToken, control }) => {
  test.setTimeout(300_000);
  const screen = assistant(page, consolePage);
  const take = picturesOf(page);
  const faults = faultsAt(control);
  const emails = await emailsOfReady(control);
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Test one user/);
  await screen.button(stepNames.rollout).first().click();
  await take('rollout', 'empty', page.getByText(words.state.nobody));

  await page.getByLabel(words.who.emails.label).fill([...emails, 'nobody@nowhere.example'].join('\n'));
  await screen.button(words.who.emails.action).click();
  await expect(page.getByText(words.who.unmatched(1))).toBeVisible();
  const plan = page.getByRole('button', { name: words.rings.plan, exact: true });
  await faults.refuse('okta', oktaDown);
  await plan.click();
  await take('rollout', 'error', page.getByRole('alert').getByText('Who acts next:'));
  await faults.end();
  await plan.click();
  await take('rollout', 'done', screen.button(words.plan.begin(1, 0)), 'plan');

  await faults.hold('oktopost', 'POST');
  await screen.button(words.plan.begin(1, 0)).click();
  await take('rollout', 'loading', page.getByText(words.state.running(1, 3), { exact: true }));
  await faults.end();
  await expect(page.getByText('Ring 1 has arrived.')).toBeVisible({ timeout: 60_000 });
  await take('rollout', 'done', page.getByText(words.state.next(2, 5, 0)));

  await faults.refuse('oktopost', userExists, 'POST');
  await screen.button(words.course.goOn).click();
  await expect(page.getByText(ringStateWords.failed)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: words.course.failed(4) }).click();
  await take('rollout', 'done', page.getByText(words.course.pauses['too-many-failed']), 'failed');
  await screen.button(words.goOn.action(2)).click();
  await take('rollout', 'done', page.getByText(words.goOn.failed(1, 4, 5)), 'go-on-anyway');
  await screen.button(words.secondYes.no).click();
  await screen.button(words.repair.again(1)).click();
  const begin = screen.button(words.repair.begin(4, false));
  await take('rollout', 'done', begin, 'repair-plan');
  await begin.click();
  await take('rollout', 'loading', page.getByText(words.repair.stop), 'repair-waits');
  await screen.button(words.repair.stop).click();
  await expect(screen.button(words.repair.goOn)).toBeVisible({ timeout: 150_000 });
  await take('rollout', 'error', screen.button(words.repair.goOn), 'repair-paused');
  await screen.button(words.repair.others).click();
  await screen.button(words.repair.look['push-failed']).click();
  await take('rollout', 'done', begin, 'repair-others');
  await faults.end();

  await screen.button(words.course.backOf(1)).click();
  await take('rollout', 'done', page.getByText(words.back.people(5)), 'take-back');
});
