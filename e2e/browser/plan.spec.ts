import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { appsOf } from '../actions/final-check';
import { lookAt } from '../actions/look';
import { afterPlan } from '../../shared/after-plan';
import { words as runTexts } from '../../renderer/words/run';
import { words as shellWords } from '../../renderer/shell/words';
import { planWords } from '../../renderer/words/plan';

test.describe('Plan only', () => {
  test.use({ prepared: { until: 'plan' } });

  test('@board "Plan only" runs and exports the plan without a write', async ({
    page,
    consolePage,
    control,
  }, testInfo) => {
    const screen = assistant(page, consolePage);
    await expect(screen.button('Create the app')).toBeEnabled();
    const before = appsOf(await control('GET', '/state'));
    await page.getByRole('checkbox', { name: 'Plan only' }).check({ force: true });
    await screen.button('Check it, write nothing').click();
    await expect(page.getByText(runTexts.ranThrough)).toBeVisible();
    await expect(page.getByText(runTexts.states['would-do'])).toBeVisible();
    await expect(page.getByText(shellWords.band.planOnly)).toBeVisible();
    await lookAt(page, 'plan-only', testInfo);
    await screen.button(planWords.export).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      screen.button('Download plan as Markdown').click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    const after = afterPlan.map(({ title }) => `## ${title}`);
    for (const words of ['## In numbers', ...after, 'https://board.oktopost.com/scim/v2']) {
      expect(text).toContain(words);
    }
    expect(appsOf(await control('GET', '/state'))).toEqual(before);
    expect(await writesTo(control)).toEqual([]);

    await page.getByRole('checkbox', { name: 'Plan only' }).uncheck({ force: true });
    await screen.createApp();
    expect(await writesTo(control)).toEqual(['POST /api/v1/apps']);
  });
});

test.describe('the relay state', () => {
  test.use({ prepared: { until: 'plan', region: 'eu' } });

  test('@board a relay state is chosen, written and verified', async ({ page, consolePage, control }) => {
    const screen = assistant(page, consolePage);
    await expect(screen.button('Create the app')).toBeEnabled();
    await page.getByRole('radio', { name: 'The advocacy board' }).check({ force: true });
    await expect(page.getByRole('row', { name: /^Default RelayState 2/ })).toBeVisible();
    await screen.button('Create the app').click();
    await screen.button(/are as expected$/).click();
    await expect(page.getByRole('row', { name: /^Default RelayState 2 2/ })).toBeVisible();
    const apps = z
      .object({ apps: z.record(z.string(), z.object({ label: z.string(), body: z.unknown() })) })
      .parse(await control('GET', '/state')).apps;
    const ours = Object.values(apps).find(({ label }) => label === 'Oktopost Social Advocacy');
    expect(ours?.body).toMatchObject({ settings: { signOn: { defaultRelayState: '2' } } });
  });
});

const exchangesSchema = z.array(z.object({ target: z.string(), method: z.string(), path: z.string() }));

/** The assistant's write requests to Okta's API. */
async function writesTo(control: (method: string, path: string) => Promise<unknown>): Promise<string[]> {
  return exchangesSchema
    .parse(await control('GET', '/exchanges'))
    .filter(({ target, method, path }) => target === 'okta' && method !== 'GET' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path}`);
}
