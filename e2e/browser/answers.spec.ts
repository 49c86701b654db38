import { expect, test } from '../fixtures';
import { expectAnswered } from '../actions/answers';
import { assistant } from '../actions/assistant';
import { oktaConsole } from '../actions/console';
import { keyboard } from '../actions/keyboard';
import { enterToken } from '../actions/walk';
import { faultsAt, oktaDown } from '../screens/faults';
import { words as testWords } from '../../renderer/screens/test-user/words';
import { words as toAppWords } from '../../renderer/screens/to-app/words';
import { words as common } from '../../renderer/words/common';
import { planWords } from '../../renderer/words/plan';

// What answers an action takes the focus, in view: with a keyboard, and on a small window.
test.use({ viewport: { width: 1024, height: 600 } });

test.describe('the attempt at To App', () => {
  test.use({ prepared: { until: 'scim-on' } });

  test('@keyboard its plan, and that Okta refused', async ({ page, consolePage }) => {
    const screen = assistant(page, consolePage);
    const keys = keyboard(page);
    const general = await screen.follow('Open General in Okta');
    await oktaConsole.turnScimOn(general);
    await general.close();
    await screen.button('Check now').click();
    await screen.onwards();
    await keys.press(screen.button('I’ve done it'));
    await expect(screen.title(toAppWords.title)).toBeFocused();
    await keys.press(screen.button(toAppWords.attempt.title));
    await keys.press(screen.button(toAppWords.attempt.names.preview));
    await expectAnswered(page.getByRole('group', { name: planWords.section.plan }));
    await keys.press(screen.button(toAppWords.attempt.names.apply));
    await expectAnswered(page.getByText(toAppWords.attempt.refused));
  });
});

test.describe('the mapping and the test of one user', () => {
  test.use({ prepared: { until: 'mapping' } });

  test('@keyboard what Okta refused, and the plan that unassigns', async ({
    page,
    consolePage,
    control,
    oktopostToken,
  }) => {
    test.setTimeout(300_000);
    const screen = assistant(page, consolePage);
    const keys = keyboard(page);
    const faults = faultsAt(control);
    const refusal = page.getByRole('alert').filter({ hasText: common.error.whoActs });
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Mapping/);
    await expect(screen.button('Apply the mapping')).toBeEnabled();

    await keys.press(screen.button(planWords.section.again));
    await expect(screen.button('Apply the mapping')).toBeEnabled();
    await expectAnswered(page.getByRole('heading', { name: planWords.section.plan }));
    await faults.refuse('okta', oktaDown);
    await keys.press(screen.button(planWords.section.again));
    await expectAnswered(refusal);
    await faults.end();
    await keys.press(screen.button(common.error.again));
    await expect(screen.button('Apply the mapping')).toBeEnabled();
    await faults.refuse('okta', oktaDown, 'POST');
    await keys.press(screen.button('Apply the mapping'));
    await expectAnswered(refusal);
    await faults.end();
    await keys.press(screen.button('Apply the mapping'));
    await expect(screen.button('Continue')).toBeEnabled();
    await keys.press(screen.button('Continue'));

    await expect(screen.title(testWords.title)).toBeFocused();
    await keys.fill(page.getByLabel(testWords.search.label), 'Bruno');
    await page.keyboard.press('Enter');
    await keys.press(screen.button(/^Choose bruno/));
    await expect(screen.button(/^Assign Bruno/)).toBeEnabled();
    await keys.press(screen.button(/^Assign Bruno/));
    await expect(page.getByText(testWords.state.passed).first()).toBeVisible({ timeout: 60_000 });
    await keys.press(screen.button(testWords.decision.show));
    await expectAnswered(page.getByRole('heading', { name: planWords.section.plan }));
    await keys.press(screen.button(/^Unassign Bruno/));
    await keys.press(screen.button(/^Assign Bruno .* again/));
    await expect(screen.title(testWords.title)).toBeFocused();
    await expect(screen.button(/^Assign Bruno/)).toBeEnabled();
  });
});
