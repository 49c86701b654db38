import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { enterToken } from '../actions/walk';
import { words } from '../../renderer/screens/life-cycle/words';
import { words as common } from '../../renderer/words/common';
import { faultsAt, oktaDown } from './faults';
import { picturesOf } from './pictures';

const { names: phaseNames } = words.phases;
/** After these the admin looks at Oktopost where the assistant cannot read there. */
const pausing = [
  phaseNames.assign,
  phaseNames['first-name'],
  phaseNames['user-name'],
  phaseNames.unassign,
  phaseNames.reassign,
  phaseNames.deactivate,
];

test.describe('the board', () => {
  test.use({ prepared: { until: 'life-cycle' } });

  test('@screens the life-cycle test of the board', async ({ page, consolePage, oktopostToken, control }) => {
    test.setTimeout(900_000);
    const screen = assistant(page, consolePage);
    const take = picturesOf(page);
    const faults = faultsAt(control);
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Test one user/);
    await faults.hold('okta');
    await screen.button(/^Life-cycle test/).click();
    await take('life-cycle', 'loading', page.getByText(words.before.reading));
    await faults.end();
    await take('life-cycle', 'empty', page.getByText(words.state.none));
    await faults.refuse('okta', oktaDown);
    await screen.button(common.checkAgain).click();
    await take('life-cycle', 'error', page.getByRole('alert').getByText('Who acts next:'), 'plan');
    await faults.end();
    await screen.button(common.checkAgain).click();
    await expect(screen.button(words.begin)).toBeEnabled();

    await faults.hold('oktopost', 'PUT');
    await screen.button(words.begin).click();
    const { names, states } = words.phases;
    await take(
      'life-cycle',
      'loading',
      page.getByText(`${names['first-name']} – ${states.waiting}`),
      'running',
    );
    await screen.button(words.stop).click();
    await take('life-cycle', 'done', page.getByText(words.state.stopped), 'stopped');
    await faults.end();
    await screen.button(words.goOn).click();
    await expect(screen.button(words.another)).toBeVisible({ timeout: 240_000 });
    await take('life-cycle', 'done', page.getByText(words.read));

    await screen.button(words.another).click();
    await faults.refuse('oktopost', { status: 400, body: { detail: 'Invalid name' } }, 'PUT');
    await screen.button(words.begin).click();
    await expect(page.getByText(words.state.failed)).toBeVisible({ timeout: 180_000 });
    await take('life-cycle', 'error', page.getByText(words.state.failed));
    await faults.end();
    await screen.button(words.cleanUp).click();
    await expect(page.getByText(`${names['clean-up']} – ${words.phases.leftActive}`)).toBeVisible({
      timeout: 180_000,
    });
    await take(
      'life-cycle',
      'error',
      page.getByText('after that Okta sends no deactivation'),
      'still-active',
    );
  });
});

test.describe('the admin application', () => {
  test.use({ prepared: { until: 'life-cycle', destination: 'admin-application' } });

  test('@screens the life-cycle test of the admin application', async ({ page, consolePage }) => {
    test.setTimeout(600_000);
    const screen = assistant(page, consolePage);
    const take = picturesOf(page);
    await take('life-cycle', 'empty', page.getByText(words.state.none), 'admin-application');
    await screen.button(words.begin).click();
    await expect(screen.button(words.unlooked)).toBeVisible({ timeout: 180_000 });
    await take('life-cycle', 'done', page.getByText(words.state.look), 'look');
    for (const name of pausing) {
      await expect(screen.button(common.named(words.seen.yes, name))).toBeVisible({ timeout: 180_000 });
      await screen.button(words.unlooked).click();
    }
    await expect(screen.button(words.another)).toBeVisible({ timeout: 240_000 });
    await take('life-cycle', 'done', page.getByText(words.state['by-okta']), 'admin-application');
  });
});
