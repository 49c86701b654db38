import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import type { AssistantCore } from '../api/core';
import { createAssistant } from '../app';
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

/** Starts the core with Electron's ports. What it is made of is loaded before (`core-parts.ts`). */
export async function startCore(
  folder: string,
  log: Log,
  redactor: Redactor,
  saveFile: SaveFile,
): Promise<AssistantCore> {
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
