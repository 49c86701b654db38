import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedCells, reasons } from '../e2e/screens/cells';
import { closingLines, readTaken, reportFile } from '../e2e/screens/report';
import { findChromium } from './chromium';
import { root, runTool, stopUnlessOk } from './run';
import { isStale } from './stale';

const help = `npm run screens -- FOLDER

Walks the built assistant through every screen and state, against the practice org in a real Chromium, and puts a picture of
each into FOLDER, light and dark, 720 and 1280 wide. Each is looked at by axe, and for what is cut, overlaid, covered, wider
than the window, nameless or named twice. Ends with code 1 when something is found, or a state was not reached.`;

async function screens(folder: string): Promise<number> {
  const chromium = await findChromium(process.env);
  if (chromium === null) {
    console.error('The pictures need a Chromium: install one, or run npx playwright install chromium.');
    return 1;
  }
  if (isStale(root)) stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  mkdirSync(folder, { recursive: true });
  rmSync(reportFile(folder), { force: true });
  const walked = await runTool('playwright', ['test', '--project=screens'], {
    ...process.env,
    CHROMIUM_PATH: chromium,
    SCREENS_FOLDER: folder,
  });
  const { lines, ok } = closingLines(readTaken(folder), expectedCells, reasons);
  console.log(lines.join('\n'));
  return walked === 0 && !ok ? 1 : walked;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (values.help) console.log(help);
else if (folder === undefined || positionals.length > 1) {
  console.error(help);
  process.exit(2);
} else process.exit(await screens(resolve(folder)));
