import type { Locator, Page, TestInfo } from 'playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { walkFailingPhases } from './actions/life-cycle-walk';
import { lookAt } from './actions/look';
import { enterToken, testUser } from './actions/walk';
import { words } from '../renderer/screens/life-cycle/words';
import { words as userNamesWords } from '../renderer/screens/user-names/words';
import { words as testUserWords } from '../renderer/screens/test-user/words';
import { words as common } from '../renderer/words/common';

test.describe('by faults that the practice org plays', () => {
  test.use({ prepared: { until: 'life-cycle' } });

  test('@board each phase of the life-cycle test fails, is explained, and is gone on from', async ({
    page,
    consolePage,
    oktopostToken,
    control,
  }, testInfo) => {
    const screen = assistant(page, consolePage);
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Life-cycle test/);
    await expect(screen.title(words.title)).toBeVisible();
    await expect(screen.button(words.begin)).toBeEnabled();
    await lookAt(page, 'life-cycle', testInfo);
    expect(JSON.stringify(await control('GET', '/state'))).not.toContain('oktopost-test-');
    await walkFailingPhases({
      page,
      follow: consolePage,
      control,
      onFailed: async (phase) => {
        if (phase === 'user-name') await lookAt(page, 'life-cycle-failed', testInfo);
      },
    });
  });
});

/** From what is prepared to the end of the whole life. */
async function passes(page: Page, testInfo: TestInfo): Promise<void> {
  const screen = assistant(page, noFollow);
  await expect(screen.title(words.title)).toBeVisible();
  await screen.button(words.begin).click();
  await expect(page.getByText(words.state.running)).toBeVisible();
  await lookAt(page, 'life-cycle-running', testInfo);
  // At the board Oktopost is looked at twice, half a minute apart.
  await expect(screen.button(words.another)).toBeVisible({ timeout: 90_000 });
}

const exactly = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const noFollow = (): Promise<never> => Promise.reject(new Error('no link is followed'));

test.describe('where all its settings are right', () => {
  test.use({ prepared: { until: 'life-cycle' } });

  test('@board the life-cycle test passes whole, and the summary says what it proved', async ({
    page,
    consolePage,
    oktopostToken,
    control,
  }, testInfo) => {
    const screen = assistant(page, consolePage);
    const people = async (): Promise<string[]> =>
      Object.keys(z.looseObject({ users: z.looseObject({}) }).parse(await control('GET', '/state')).users);
    const before = await people();
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Life-cycle test/);
    await passes(page, testInfo);
    await expect(page.getByText(words.state.passed)).toBeVisible();
    await expect(page.getByText(words.read)).toBeVisible();
    await expect(page.getByText(words.account.stays)).toBeVisible();
    const { names, states } = words.phases;
    for (const name of Object.values(names)) {
      await expect(page.getByText(new RegExp(`^${name} – ${states.passed}`))).toBeVisible();
    }
    await lookAt(page, 'life-cycle-passed', testInfo);
    // Nobody is left in Okta.
    expect(await people()).toEqual(before);

    await screen.button(/^Summary/).click();
    // Folded away, as all that is as expected.
    await expect(page.getByText(/^Proven by the life-cycle test/).first()).toBeAttached();
  });
});

test.describe('where nothing can be read at Oktopost', () => {
  test.use({ prepared: { until: 'life-cycle', destination: 'admin-application' } });

  test('@admin-application the life-cycle test passes by what Okta shows, and by what the admin saw at Oktopost', async ({
    page,
    consolePage,
  }, testInfo) => {
    const screen = assistant(page, consolePage);
    await expect(screen.button(words.begin)).toBeEnabled();
    // What is known before a person is assigned: nothing can be asked at Oktopost.
    await screen.button(/^User names/).click();
    const skip = screen.button(userNamesWords.skip.action);
    await expect(skip.or(exactly(page, 'Continue')).first()).toBeVisible();
    if (await skip.isVisible()) {
      await skip.click();
      await expect(screen.title(userNamesWords.title)).toBeHidden();
    }
    await screen.button(/^Test one user/).click();
    await page.getByLabel(testUserWords.search.label).fill('Bruno');
    await screen.button(testUserWords.search.action).click();
    await screen.button(testUserWords.search.choose(testUser.email)).click();
    const { names: panes } = testUserWords.panes;
    const { levels } = testUserWords.check;
    for (const [pane, verdict] of [
      [panes.connection, levels.unknown],
      [panes.user, levels.ok],
      // The practice org has people who were assigned too early.
      [panes.scope, levels.warn],
      [panes.match, levels.unknown],
      [panes.result, testUserWords.panes.result.none],
    ] as const) {
      await expect(
        page.getByRole('heading', { level: 3, name: `${pane} ${verdict}`, exact: true }),
      ).toBeVisible();
    }
    await screen.button(/^Life-cycle test/).click();

    await screen.button(words.begin).click();
    await expect(page.getByText(words.state.look)).toBeVisible({ timeout: 30_000 });
    await lookAt(page, 'life-cycle-look', testInfo);
    const team = await consolePage(page.getByRole('link', { name: words.seen.team }).first());
    await team.close();
    const { names } = words.phases;
    for (const name of [
      names.assign,
      names['first-name'],
      names['user-name'],
      names.unassign,
      names.reassign,
      names.deactivate,
    ]) {
      await exactly(page, common.named(words.seen.yes, name)).click({ timeout: 30_000 });
    }
    await expect(page.getByText(words.state['by-okta'])).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(words.read)).toBeHidden();
    await exactly(page, common.named(words.seen.yes, names['clean-up'])).click();
    await expect(page.getByText(words.stated)).toBeVisible();
    await expect(page.getByText(words.state.seen)).toBeVisible();
    await expect(page.getByText(words.read)).toBeHidden();
  });
});
