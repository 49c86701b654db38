import { screenIdSchema } from '../../shared/screens';
import { test } from '../fixtures';
import { walkAll } from '../actions/walk';
import { picturesFolder } from './pictures';
import { addCounted } from './report';
import { wordsShown } from './word-count';

/** The walk names a later state of a screen by its id and a word: `plan`, `mapping-done`. */
const byLength = [...screenIdSchema.options].sort((a, b) => b.length - a.length);

test('@words the words of each screen on the road of the board', async ({ page, consolePage }) => {
  test.setTimeout(300_000);
  await walkAll({
    page,
    follow: consolePage,
    region: 'us',
    onScreen: async (name) => {
      const screen = byLength.find((id) => name.startsWith(id));
      if (screen === undefined) throw new Error(`${name} is no screen`);
      addCounted(picturesFolder, { screen, words: await wordsShown(page) });
    },
  });
});
