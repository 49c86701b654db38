import { expect, test } from '../fixtures';

test('the link works once, in one browser, where a reload keeps working', async ({
  page,
  assistant,
  browser,
}) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const stranger = await (await browser.newContext()).newPage();
  const answer = await stranger.goto(page.url());
  expect(answer?.status()).toBe(401);
  await expect(stranger.getByText('press Enter in the terminal')).toBeVisible();
  await assistant.stop();
});

test('the page violates no rule of its CSP', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
});
