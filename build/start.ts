import { cannotShow, findElectron } from './electron-binary';
import { root, run, runTool, stopUnlessOk } from './run';
import { isStale } from './stale';

const help = `npm start -- [options]

  --browser   run in a browser instead of in a window of its own
  --help      this text

Builds first where needed. Without Electron or a display the assistant runs in the browser by itself. Other options are passed
on; in browser mode: --port NUMBER, --folder PATH, --no-open.`;

const args = process.argv.slice(2).filter((arg) => arg !== '--browser');
const wantsBrowser = process.argv.includes('--browser');
/** An Electron that fails within this time has not shown a window. */
const shownAfterMs = 5_000;

const inBrowser = async (): Promise<number> => run(process.execPath, ['out/main/browser.cjs', ...args]);

async function start(): Promise<number> {
  if (isStale(root)) stopUnlessOk(await runTool('electronVite', ['build', '--logLevel', 'warn']));
  if (wantsBrowser) return inBrowser();
  const reason = cannotShow(process.platform, process.env, process.getuid?.());
  if (reason !== null) return instead(reason);
  const electron = findElectron(process.env);
  if ('missing' in electron) return instead(electron.missing);
  const startedAt = Date.now();
  const code = await run(electron.path, ['.', ...args]);
  const failed = code !== 0 && Date.now() - startedAt < shownAfterMs;
  return failed ? instead(`Electron ended at once (exit code ${code})`) : code;
}

function instead(reason: string): Promise<number> {
  console.log(`No window of its own, because ${reason}: running in browser mode instead.`);
  return inBrowser();
}

if (args.includes('--help')) console.log(help);
else process.exit(await start());
