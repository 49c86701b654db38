import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { oktaConsole } from './actions/console';
import { appsOf, expectSetUp } from './actions/final-check';
import { lookAt } from './actions/look';
import { measure } from './screens/measure';
import { enterToken, walkAll, walkGuided, walkToApp, walkToSummary } from './actions/walk';
import { words as scimOnWords } from '../renderer/screens/scim-on/words';

for (const region of ['us', 'eu'] as const) {
  test(`@board the complete set-up, ${region}: from the first screen to one verified user`, async ({
    page,
    consolePage,
    control,
  }, testInfo) => {
    test.setTimeout(240_000);
    /** Nothing is clipped, covered or overlapping in the viewport of a 1280 px window at a zoom of 200 % and 400 %. */
    const zoomed = async (name: string): Promise<void> => {
      if (testInfo.project.name === 'electron') return;
      expect.soft(await measure(page, name, [640, 320], testInfo)).toEqual([]);
    };
    await walkAll({
      page,
      follow: consolePage,
      region,
      // The same screens in both regions; `npm run screens` takes those of Europe as well.
      onScreen: region === 'us' ? (name) => lookAt(page, name, testInfo) : zoomed,
    });
    for (const [format, ending] of [
      ['Download JSON', 'json'],
      ['Download Markdown', 'md'],
    ] as const) {
      if (testInfo.project.name === 'electron') break;
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: format }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^practice-oktopost-okta-summary-board-${region}-.*\\.${ending}$`),
      );
    }
    expectSetUp(await control('GET', '/state'), region);
  });
}

test('@board resumes after the assistant was killed', async ({
  page,
  consolePage,
  assistant: running,
  restart,
  control,
}) => {
  test.setTimeout(180_000);
  const token = await walkToApp({ page, follow: consolePage, region: 'us' });
  await running.kill();

  const again = await restart();
  const screen = assistant(again.page, consolePage);
  await expect(screen.title('Turn SCIM on')).toBeVisible();
  await expect(again.page.getByText(scimOnWords.known['not-yet']).first()).toBeVisible();
  const walk = { page: again.page, follow: consolePage, region: 'us' } as const;
  await walkGuided(walk, token);
  // Tokens are not stored in browser mode: Oktopost's has to be entered again, everything else is kept.
  await enterToken(walk, token, /^Mapping/);
  await walkToSummary(walk);
  expectSetUp(await control('GET', '/state'), 'us');
});

test.describe('from the plan on', () => {
  test.use({ prepared: { until: 'plan' } });

  // Shows: a request is sent twice
  test('@board a create whose response was lost results in one app integration', async ({
    page,
    consolePage,
    control,
  }) => {
    const screen = assistant(page, consolePage);
    await expect(screen.button('Create the app')).toBeEnabled();
    await control('POST', '/faults', [
      { target: 'okta', method: 'POST', path: '^/api/v1/apps$', drop: 'after' },
    ]);
    await screen.createApp();
    expect(appsOf(await control('GET', '/state'))).toEqual([
      'Expensr',
      'Oktopost',
      'Oktopost (test)',
      'Oktopost Social Advocacy',
    ]);
  });
});

test('@board starts over after a confirmation', async ({ page, consolePage }) => {
  const screen = assistant(page, consolePage);
  await screen.practise();
  await screen.destination('us');
  await screen.button('Start over').click();
  const dialog = page.getByRole('alertdialog', { name: 'Start over?' });
  await expect(dialog.getByText('No real org was contacted')).toBeVisible();
  await dialog.getByRole('button', { name: 'Forget this set-up' }).click();
  await expect(screen.title('Set up Oktopost in Okta')).toBeVisible();
});

test.describe('after the guided steps', () => {
  test.use({ prepared: { until: 'mapping' } });

  test('@board reports on any screen that SCIM was switched off in the console', async ({
    page,
    consolePage,
  }) => {
    const screen = assistant(page, consolePage);
    await expect(screen.title('Map the attributes')).toBeVisible();
    await screen.button(/^Turn SCIM on/).click();
    const general = await screen.follow('Open General in Okta');
    await screen.button(/^Mapping/).click();
    await expect(screen.title('Map the attributes')).toBeVisible();
    await oktaConsole.turnScimOff(general);
    await general.close();

    await screen.button(/^Connect Okta/).click();
    await expect(page.getByText('No longer done: “Turn SCIM on”')).toBeVisible();
    await expect(screen.button('Turn SCIM on, Failed')).toBeVisible();
    await screen.button('Go to Turn SCIM on').click();
    await expect(page.getByText('SCIM was on at the last check and no longer is.').first()).toBeVisible();
  });
});
