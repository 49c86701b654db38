import { join } from 'node:path';
import { app, dialog, ipcMain, protocol } from 'electron';
import type { BrowserWindow } from 'electron';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';
import { requireCheckedTls } from '../net/tls';
import { lockFolder } from '../shell/folder-lock';
import type { FolderLock } from '../shell/folder-lock';
import { createLog } from '../shell/log';
import { createRedactor } from '../secrets/redactor';
import { openPages } from '../shell/pages';
import { handleUncaught } from '../shell/uncaught';
import type { Log } from '../ports';
import { appScheme } from './app-protocol';
import { channels } from './channels';
import { coreLinksOf, noCoreLinks } from './external-links';
import type { CoreLinks } from './external-links';
import { bringBack, guardContents } from './guards';
import { isHardened, requireClosed } from './hardening';
import { serveCalls } from './ipc';
import { createPageFiles } from './page-files';
import { saveByDialog } from './save-file';
import { startCore } from './start-core';
import { productName, titleFor } from './title';
import { openWindow, setMenu } from './window';
import { keepFromSpelling, windowSession } from './window-session';

/**
 * The app; `out` is the folder of the built main, preload and renderer. Must be called before Electron is ready: the scheme
 * and the instance lock are settled before that.
 */
export function startAssistant(out: string): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Electron takes --no-sandbox off its list when the app asks for the sandbox, which is too late for processes that run already.
  const hasSwitch = (name: string): boolean =>
    app.commandLine.hasSwitch(name) || process.argv.includes(`--${name}`);
  const hardened = isHardened(app);
  try {
    requireCheckedTls(process.env, hasSwitch);
    if (hardened) requireClosed(process.env, hasSwitch);
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    dialog.showErrorBox(productName, `${error.message}\n\n${error.error.next}`);
    app.exit(1);
    return;
  }
  protocol.registerSchemesAsPrivileged([appScheme]);

  let window: BrowserWindow | null = null;
  let coreLinks: CoreLinks = noCoreLinks;
  let log: Log | null = null;

  app.on('session-created', keepFromSpelling);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(
      contents,
      () => coreLinks,
      () => log,
    );
  });
  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });

  const show = (snapshot: Snapshot): void => {
    coreLinks = coreLinksOf(snapshot);
    if (window === null || window.isDestroyed()) return;
    window.setTitle(titleFor(snapshot));
    window.webContents.send(channels.snapshot, snapshot);
  };

  const folder = join(app.getPath('userData'), 'assistant');
  const locking = lockFolder(folder);
  // A failure is told below, where the app can show it.
  locking.catch(() => undefined);
  void app.whenReady().then(async () => {
    let lock: FolderLock;
    try {
      lock = await locking;
    } catch (error) {
      const { message, next } = failureOf(error);
      dialog.showErrorBox(productName, `${message}\n\n${next}`);
      app.exit(1);
      return;
    }
    if (!lock.held) {
      dialog.showErrorBox(
        productName,
        `The assistant is already running in a browser (process ${lock.by}). Quit it first.`,
      );
      app.exit(1);
      return;
    }
    setMenu(process.platform);
    const files = createPageFiles();
    const ownSession = await windowSession(openPages(join(out, 'renderer'), 'none'), files);

    const redactor = createRedactor();
    const openLog = createLog(folder, redactor);
    log = openLog;
    handleUncaught(process, openLog, (lastWords) => {
      dialog.showErrorBox(productName, lastWords);
      app.exit(1);
    });
    window = openWindow(join(out, 'preload', 'index.cjs'), ownSession, { devTools: !hardened });
    bringBack(window.webContents, openLog);
    // Loading it holds this process up, which has the page to serve.
    const core = files.all.then(() =>
      startCore(
        folder,
        openLog,
        redactor,
        saveByDialog(() => window),
      ),
    );
    const reachable = core.catch((error: unknown) => {
      if (error instanceof AppFailure && error.error.code === 'newer-version') {
        dialog.showErrorBox(productName, `${error.message}\n\n${error.error.next}`);
        lock.release();
        app.exit(1);
      }
      return coreThatFailed(error, openLog);
    });
    serveCalls(
      ipcMain,
      () => (window?.isDestroyed() === false ? window.webContents.id : null),
      () => {
        files.end();
        return reachable;
      },
    );
    void reachable.then(async (running) => {
      running.onSnapshot(show);
      // Loaded with the core: before, it would hold up the window.
      const { snapshotSchema } = await import('../../shared/snapshot');
      const now = await running.call('session.snapshot', {});
      const snapshot = snapshotSchema.safeParse(now.ok ? now.value : null);
      if (snapshot.success) show(snapshot.data);
    });
    openLog.info('started', {
      version: app.getVersion(),
      shell: 'electron',
      electron: process.versions.electron,
    });

    let closed = false;
    app.on('before-quit', (event) => {
      if (closed) return;
      event.preventDefault();
      files.end();
      void reachable
        .then((running) => running.close())
        .catch((error: unknown) => {
          openLog.error('did not end cleanly', { error: String(error) });
        })
        .finally(() => {
          closed = true;
          lock.release();
          app.quit();
        });
    });
  });
}

/** Lets the window show why the core did not start: each call returns that error. */
function coreThatFailed(reason: unknown, log: Log): AssistantCore {
  log.error('the core could not start', { error: reason instanceof Error ? reason.stack : String(reason) });
  const error = failureOf(reason);
  return {
    call: () => Promise.resolve({ ok: false, error }),
    onSnapshot: () => () => undefined,
    close: () => Promise.resolve(),
  };
}

const failureOf = (reason: unknown): AppError =>
  (reason instanceof AppFailure
    ? reason
    : new AppFailure({
        code: 'defect',
        message: 'The assistant could not start.',
        owner: 'assistant',
        next: 'Start it again. If it happens again, send us the log file of the assistant.',
      })
  ).error;
