import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { cannotShow, findElectron } from '../electron-binary';
import { root } from '../run';
import { medianOf } from './figures';
import { firstShown, nowMs } from '../../e2e/actions/first-shown';

/** From its start until its window shows what there is to see first, and what all its processes hold then. */
interface Started {
  ms: number;
  mb: number;
}

export interface ElectronCost {
  /** Until the button of the welcome screen is there: its heading alone is shown earlier, while the core is loaded. */
  assistant: Started;
  /** A window with a heading and nothing else, on the same Electron, its page served by a protocol as the assistant's is. */
  bare: Started;
  /** The same window, its page from a file. */
  bareFile: Started;
}

const barePage = '<!doctype html><html><head><title>Bare</title></head><body><h1>Bare</h1></body></html>';
const bareFile = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('index.html'));`;
// An older Electron under its compatibility layer runs the layer's polyfill in each page that a protocol serves, and only there.
const bareProtocol = `const { app, BrowserWindow, protocol } = require('electron');
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
app.whenReady().then(() => {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  protocol.handle('app', () => new Response(${JSON.stringify(barePage)}, { headers }));
  new BrowserWindow({ width: 1200, height: 800 }).loadURL('app://bare/');
});`;

/** The medians of so many starts, by turns; or why there are none. Needs the built app. */
export async function measureElectron(runs: number): Promise<ElectronCost | { missing: string }> {
  const why = cannotShow(process.platform, process.env, process.getuid?.());
  if (why !== null) return { missing: why };
  const binary = findElectron(process.env);
  if ('missing' in binary) return binary;
  const folder = mkdtempSync(join(tmpdir(), 'bench-electron-'));
  try {
    const bareApp = bareIn(folder, 'bare', bareProtocol);
    const bareFileApp = bareIn(folder, 'bare-file', bareFile);
    const starts: Record<keyof ElectronCost, Started[]> = { assistant: [], bare: [], bareFile: [] };
    for (let run = 0; run < runs; run += 1) {
      const data = (name: string): string => join(folder, `${name}-data-${String(run)}`);
      starts.bareFile.push(await start(binary.path, bareFileApp, data('bare-file'), 'h1'));
      starts.bare.push(await start(binary.path, bareApp, data('bare'), 'h1'));
      starts.assistant.push(await start(binary.path, root, data('assistant'), '.screen .actions button'));
    }
    return {
      assistant: mediansOf(starts.assistant),
      bare: mediansOf(starts.bare),
      bareFile: mediansOf(starts.bareFile),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of an app of one window, whose main is `main`. */
function bareIn(folder: string, name: string, main: string): string {
  const app = join(folder, name);
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name, main: 'main.cjs' }));
  writeFileSync(join(app, 'main.cjs'), main);
  writeFileSync(join(app, 'index.html'), barePage);
  return app;
}

async function start(executablePath: string, app: string, userData: string, shown: string): Promise<Started> {
  const startedAt = nowMs();
  const electron = await _electron.launch({
    executablePath,
    cwd: app,
    args: ['.', `--user-data-dir=${userData}`],
    chromiumSandbox: true,
  });
  try {
    const page = await electron.firstWindow();
    const ms = (await firstShown(page, shown)) - startedAt;
    const kib = await electron.evaluate(({ app: running }) =>
      running.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
    );
    return { ms, mb: kib / 1024 };
  } finally {
    await electron.close();
  }
}

const mediansOf = (starts: readonly Started[]): Started => ({
  ms: medianOf(starts.map(({ ms }) => ms)),
  mb: medianOf(starts.map(({ mb }) => mb)),
});
