import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { cannotShow, findElectron } from '../electron-binary';
import { root } from '../run';
import { medianOf } from './figures';

/** From its start until its window shows what there is to see first, and what all its processes hold then. */
interface Started {
  ms: number;
  mb: number;
}

export interface ElectronCost {
  /** Until the button of the welcome screen is there: its heading alone is shown earlier, while the core is loaded. */
  assistant: Started;
  /** A window with a heading and nothing else, on the same Electron. */
  bare: Started;
}

const bareMain = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('index.html'));`;

/** The medians of so many starts, by turns; or why there are none. Needs the built app. */
export async function measureElectron(runs: number): Promise<ElectronCost | { missing: string }> {
  const why = cannotShow(process.platform, process.env, process.getuid?.());
  if (why !== null) return { missing: why };
  const binary = findElectron(process.env);
  if ('missing' in binary) return binary;
  const folder = mkdtempSync(join(tmpdir(), 'bench-electron-'));
  try {
    const bareApp = join(folder, 'bare');
    mkdirSync(bareApp);
    writeFileSync(join(bareApp, 'package.json'), '{"name":"bare","main":"main.cjs"}');
    writeFileSync(join(bareApp, 'main.cjs'), bareMain);
    writeFileSync(join(bareApp, 'index.html'), '<!doctype html><title>Bare</title><h1>Bare</h1>');
    const assistant: Started[] = [];
    const bare: Started[] = [];
    for (let run = 0; run < runs; run += 1) {
      bare.push(await start(binary.path, bareApp, join(folder, `bare-${String(run)}`), 'h1'));
      assistant.push(
        await start(binary.path, root, join(folder, `assistant-${String(run)}`), '.screen .actions button'),
      );
    }
    return { assistant: mediansOf(assistant), bare: mediansOf(bare) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(executablePath: string, app: string, userData: string, shown: string): Promise<Started> {
  const startedAt = performance.now();
  const electron = await _electron.launch({
    executablePath,
    cwd: app,
    args: ['.', `--user-data-dir=${userData}`],
    chromiumSandbox: true,
  });
  try {
    const page = await electron.firstWindow();
    await page.locator(shown).first().waitFor();
    const ms = performance.now() - startedAt;
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
