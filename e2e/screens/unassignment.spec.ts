import { expect, test } from '../fixtures';
import { assistant } from '../actions/assistant';
import { enterToken, testUser } from '../actions/walk';
import { words } from '../../renderer/screens/test-user/words';
import { faultsAt } from './faults';
import { picturesOf } from './pictures';

const { unassignment } = words;
const refusal = { status: 502, body: { detail: 'Bad Gateway' } };

test.describe('the account of somebody who was unassigned', () => {
  test.use({ prepared: { until: 'life-cycle' } });

  test('@screens each verdict of an unassignment', async ({ page, consolePage, oktopostToken, control }) => {
    test.setTimeout(600_000);
    const screen = assistant(page, consolePage);
    const take = picturesOf(page);
    const faults = faultsAt(control);
    const shown = (state: keyof typeof unassignment.state) =>
      page.getByRole('heading', { name: unassignment.state[state] });
    const arrive = async (name: string, login: string, button: string): Promise<void> => {
      await page.getByLabel(words.search.label).fill(name);
      await screen.button(words.search.action).click();
      await screen.button(words.search.choose(login)).click();
      await screen.button(words.assign(button)).click();
      await expect(page.getByText(words.state.passed).first()).toBeVisible({ timeout: 60_000 });
    };
    const unassign = async (name: string): Promise<void> => {
      await screen.button(words.decision.show).click();
      await screen.button(words.unassign(name)).click();
    };
    await enterToken({ page, follow: consolePage, region: 'us' }, oktopostToken, /^Test one user/);
    await arrive('Bruno', testUser.email, testUser.name);
    await faults.hold('oktopost', 'PUT');
    await unassign(testUser.name);
    await take('test-user', 'loading', page.getByText(unassignment.following), 'unassignment-following');
    await screen.button(words.follow.stop).click();
    await take('test-user', 'done', shown('stopped'), 'unassignment-stopped');
    await faults.end();
    await screen.button(unassignment.again).click();
    await expect(shown('inactive')).toBeVisible({ timeout: 60_000 });
    await take('test-user', 'done', shown('inactive'), 'unassignment-inactive');

    await screen.button(words.search.again).click();
    await arrive('Chiara', 'chiara.costa@bellwether.example', 'Chiara Costa');
    await faults.refuse('oktopost', refusal, 'PUT');
    await unassign('Chiara Costa');
    await expect(shown('active')).toBeVisible({ timeout: 60_000 });
    await faults.end();
    await take('test-user', 'error', shown('active'), 'unassignment-active');
  });
});
