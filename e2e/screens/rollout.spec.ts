import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { emailsOfReady } from '../actions/org-state';
import { enterToken } from '../actions/walk';
import { words } from '../../renderer/screens/rollout/words';
import { stepNames } from '../../renderer/words/step-names';
import { ringStateWords } from '../../shared/rollout-words';
import { faultsAt, oktaDown } from './faults';
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
  await take('rollout', 'done', screen.button(words.plan.begin(1)), 'plan');

  await faults.hold('oktopost', 'POST');
  await screen.button(words.plan.begin(1)).click();
  await take('rollout', 'loading', page.getByText(words.state.running(1, 3), { exact: true }));
  await faults.end();
  await expect(page.getByText(words.course.pauses['ring-passed'])).toBeVisible({ timeout: 60_000 });
  await screen.button(words.course.goOn).click();
  await expect(page.getByText(ringStateWords.passed, { exact: true })).toHaveCount(2, {
    timeout: 60_000,
  });
  await take('rollout', 'done', page.getByText(words.course.pauses['ring-passed']));
  await screen.button(words.course.backOf(1)).click();
  await take('rollout', 'done', page.getByText(words.back.people(5)), 'take-back');
});
