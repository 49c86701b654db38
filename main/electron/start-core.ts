import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { app, safeStorage } from 'electron';
import type { AssistantCore } from '../api/core';
import type * as Assistant from '../app';
import { systemClock } from '../shell/clock';
import type { Log, Redactor, SaveFile } from '../ports';
import { createProxySignIn } from '../net/proxy-sign-in';
import { practiceOrg } from '../shell/practice-process';
import { readThisBuild } from '../shell/this-build';
import { systemClipboard } from './clipboard';
import { chromiumFetch } from './fetch';
import { practiceCommand } from './practice-command';
import { printPdf } from './print-pdf';
import { safeVault } from './safe-vault';

/** Loads the core with Electron's ports; the window does not wait for it. */
export async function startCore(
  folder: string,
  log: Log,
  redactor: Redactor,
  saveFile: SaveFile,
): Promise<AssistantCore> {
  const { createAssistant } = await loadCore();
  const proxy = createProxySignIn(redactor, log);
  const fetch = chromiumFetch(proxy);
  return createAssistant({
    ...readThisBuild(app.getAppPath()),
    shell: 'electron',
    folder,
    fetch,
    clock: systemClock,
    vault: safeVault(join(folder, 'secrets.json'), safeStorage, process.platform, log),
    redactor,
    log,
    saveFile,
    printPdf,
    clipboard: systemClipboard,
    proxy,
    practice: practiceOrg({
      folder,
      command: practiceCommand({
        executable: process.execPath,
        appPath: app.isPackaged ? null : app.getAppPath(),
        userData: join(folder, 'practice', 'electron'),
      }),
      maskDescriptors: process.platform === 'linux',
      fetch,
      redactor,
    }),
  });
}

/** The parts come first, each for itself: together they would hold this process up while it has the page to serve. */
async function loadCore(): Promise<typeof Assistant> {
  const parts = [
    () => import('../../shared/snapshot'),
    () => import('../../shared/api'),
    () => import('../connections/connections'),
    () => import('../summary/settings'),
    () => import('../life-cycle/run'),
    () => import('../core/create-core'),
  ];
  for (const load of parts) {
    await load();
    await setImmediate();
  }
  return import('../app');
}
