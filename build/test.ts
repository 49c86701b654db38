import { mkdirSync, rmSync } from 'node:fs';
import { keepsBundleBudget } from './budget';
import { findChromium } from './chromium';
import { root, runTool, stopUnlessOk } from './run';
import { isStale } from './stale';
import { temporaryFolder } from './temp-in-memory';

const help = `npm test -- [--unit | --e2e] [options]

Runs everything: unit and integration tests (vitest), then the built assistant in a real Chromium (Playwright).

  --unit   only vitest; further options and file names are passed on to it
  --e2e    only Playwright; further options are passed on to it, for example --grep @board or --project=electron
  --help   this text

Reports lie in test-results/. CHROMIUM_PATH names a Chromium to use.`;

const env = { ...process.env, TMPDIR: temporaryFolder() };
const unitReport = 'test-results/unit.json';
const args = process.argv.slice(2);
const only = args.find((arg) => arg === '--unit' || arg === '--e2e') ?? null;
const rest = args.filter((arg) => arg !== only);

async function unit(): Promise<number> {
  rmSync(unitReport, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
  const passedOn = only === '--unit' ? rest : [];
  return runTool('vitest', ['run', ...reporters, ...passedOn], env);
}

async function e2e(): Promise<number> {
  const chromium = await findChromium(process.env);
  if (chromium === null) {
    console.error(
      'The end-to-end tests need a Chromium: install one, or run npx playwright install chromium.',
    );
    return 1;
  }
  if (isStale(root)) stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  if (!keepsBundleBudget()) return 1;
  const passedOn = only === '--e2e' ? rest : [];
  const project = passedOn.some((arg) => arg.startsWith('--project')) ? [] : ['--project=chromium'];
  return runTool('playwright', ['test', ...project, ...passedOn], {
    ...env,
    CHROMIUM_PATH: chromium,
  });
}

async function test(): Promise<number> {
  mkdirSync('test-results', { recursive: true });
  if (only === '--unit') return unit();
  if (only === '--e2e') return e2e();
  if (rest.length > 0) {
    console.error(`${rest.join(' ')}: to pass options on, say --unit or --e2e first.\n\n${help}`);
    return 2;
  }
  const codes = [await unit(), await e2e()];
  return codes.find((code) => code !== 0) ?? 0;
}

if (args.includes('--help') && only === null) console.log(help);
else process.exit(await test());
