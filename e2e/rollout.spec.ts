import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { lookAt } from './actions/look';
import { assignedTo, emailsOfReady } from './actions/org-state';
import { enterToken } from './actions/walk';
import { words } from '../renderer/screens/rollout/words';
import { stepNames } from '../shared/step-names';
import { ringStateWords } from '../shared/rollout-words';

test.use({ prepared: { until: 'single-sign-on' } });

test('@board a rollout in rings: planned, begun, each ring verified, and one taken back', async ({
  page,
  consolePage,
  oktopostToken,
  control,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  const assigned = (): Promise<number> => assignedTo(control, 'Oktopost Social Advocacy');
  const emails = await emailsOfReady(control);
  await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Test one user/);
  await screen.button(stepNames.rollout).first().click();
  await expect(screen.title(words.title)).toBeVisible();
  await lookAt(page, 'rollout-choose', testInfo);
  const before = await assigned();

  await page.getByLabel(words.who.emails.label).fill([...emails, 'nobody@nowhere.example'].join('\n'));
  await screen.button(words.who.emails.action).click();
  await expect(page.getByText(words.who.matched(8))).toBeVisible();
  await expect(page.getByText(words.who.unmatched(1))).toBeVisible();
  await page.getByRole('button', { name: words.rings.plan, exact: true }).click();
  await expect(screen.button(words.plan.begin(1, 0))).toBeEnabled();
  expect(await assigned()).toBe(before);
  await lookAt(page, 'rollout-plan', testInfo);

  await screen.button(words.plan.begin(1, 0)).click();
  await expect(page.getByText('Ring 1 has arrived.')).toBeVisible({ timeout: 60_000 });
  expect(await assigned()).toBe(before + 1);
  await screen.button(words.course.goOn).click();
  await expect(page.getByText(ringStateWords.passed, { exact: true })).toHaveCount(2, {
    timeout: 60_000,
  });
  await lookAt(page, 'rollout-course', testInfo);
  expect(await assigned()).toBe(before + 6);

  await screen.button(words.course.backOf(1)).click();
  await expect(page.getByText(words.back.people(5))).toBeVisible();
  await screen.button(words.back.yes).click();
  await expect(page.getByText(ringStateWords['taken-back'], { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  expect(await assigned()).toBe(before + 1);
});
