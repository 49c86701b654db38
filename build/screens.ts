import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedCells, reasons } from '../e2e/screens/cells';
import {
  closingLines,
  readCounted,
  readTaken,
  reportFile,
  wordLines,
  wordsFile,
} from '../e2e/screens/report';
import { findChromium } from './chromium';
import { root, runTool, stopUnlessOk } from './run';
import { isStale } from './stale';

const help = `npm run screens -- FOLDER [--words]

Walks the built assistant through every screen and state, against the practice org in a real Chromium, and puts a picture of
each into FOLDER: 720 and 1280 wide, light and dark; 1280 wide in forced colours; 1920 wide. Each is looked at by axe, and for
what is cut, overlaid, covered, wider than the window, nameless or named twice. Counts the words of each screen on the road of
the board. Ends with code 1 when something is found, or a state was not reached.

--words   only counts the words: one walk, no pictures`;

async function screens(folder: string, onlyWords: boolean): Promise<number> {
  const chromium = await findChromium(process.env);
  if (chromium === null) {
    console.error('The pictures need a Chromium: install one, or run npx playwright install chromium.');
    return 1;
  }
  if (isStale(root)) stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  mkdirSync(folder, { recursive: true });
  for (const file of [reportFile(folder), wordsFile(folder)]) rmSync(file, { force: true });
  const walked = await runTool(
    'playwright',
    ['test', '--project=screens', ...(onlyWords ? ['--grep', '@words'] : [])],
    { ...process.env, CHROMIUM_PATH: chromium, SCREENS_FOLDER: folder },
  );
  const wordsCounted = wordLines(readCounted(folder));
  if (onlyWords) {
    console.log(wordsCounted.join('\n'));
    return walked;
  }
  const { lines, ok } = closingLines(readTaken(folder), expectedCells, reasons);
  console.log([...lines, ...wordsCounted].join('\n'));
  return walked === 0 && !ok ? 1 : walked;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (values.help) console.log(help);
else if (folder === undefined || positionals.length > 1) {
  console.error(help);
  process.exit(2);
} else process.exit(await screens(resolve(folder), values.words));
