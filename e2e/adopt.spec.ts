import { expect, test } from './fixtures';
import { assistant } from './actions/assistant';
import { complete, ofEurope, walkToPlanBeside } from './actions/colleague';
import { appsOf } from './actions/final-check';
import { lookAt } from './actions/look';
import { planWords } from '../renderer/words/plan';
import { words as undoWords } from '../renderer/screens/undo/words';

test('@board an existing app integration is adopted by choice, and an undo takes the note out again', async ({
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
  await screen.button('Change the app').click();
  await expect(page.getByRole('heading', { name: planWords.checks })).toBeVisible();

  await screen.button('Undo this set-up').click();
  await expect(page.getByText('Nobody is assigned.')).toBeVisible();
  await lookAt(page, 'let-go', testInfo);
  await screen.button('Undo in Okta').click();
  await expect(page.getByText(undoWords.state.nothing).first()).toBeVisible();
  expect(appsOf(await control('GET', '/state'))).toEqual(
    expect.arrayContaining([complete.label, ofEurope.label]),
  );
});
