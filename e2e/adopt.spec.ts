import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { complete, ofEurope, walkToPlanBeside } from './actions/colleague';
import { appsOf } from './actions/final-check';
import { lookAt } from './actions/look';
import { planWords } from '../renderer/words/plan';
import { words as shellWords } from '../renderer/shell/words';
import { words as undoWords } from '../renderer/screens/undo/words';

test('@board an existing app integration is adopted by choice, and an undo only releases it', async ({
  page,
  consolePage,
  control,
}, testInfo) => {
  const screen = assistant(page, consolePage);
  await walkToPlanBeside(screen, [ofEurope, complete]);

  await expect(page.getByText('Okta already has 2 app integrations')).toBeVisible();
  await expect(screen.button('Create the app')).toBeDisabled();
  await lookAt(page, 'existing-apps', testInfo);
  await page.getByRole('radio', { name: `Use “${complete.label}”` }).check({ force: true });
  await screen.button('Use this app').click();
  await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();
  await expect(page.getByText(shellWords.band.unchanged).first()).toBeVisible();

  await screen.button('Undo this set-up').click();
  await expect(page.getByText('Nobody is assigned.')).toBeVisible();
  await lookAt(page, 'let-go', testInfo);
  await expect(screen.button('Undo in Okta')).toHaveCount(0);
  await screen.button('Forget it in the assistant').click();
  await expect(page.getByText(undoWords.state.nothing).first()).toBeVisible();
  expect(appsOf(await control('GET', '/state'))).toEqual(
    expect.arrayContaining([complete.label, ofEurope.label]),
  );
});
