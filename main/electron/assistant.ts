import { join } from 'node:path';
import { Menu, app, dialog, ipcMain, protocol } from 'electron';
import type { BrowserWindow } from 'electron';
import type { AppError } from '../../shared/errors';
import { AppFailure } from '../../shared/failure';
import type { Snapshot } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';
import { requireCheckedTls } from '../net/tls';
import { lockFolder } from '../shell/folder-lock';
import type { FolderLock } from '../shell/folder-lock';
import { createRedactor } from '../secrets/redactor';
import { openPages } from '../shell/pages';
import { handleUncaught } from '../shell/uncaught';
import type { Log } from '../ports';
import { appScheme } from './app-protocol';
import { channels } from './channels';
import { loadCoreParts } from './core-parts';
import type * as ExternalLinks from './external-links';
import { bringBack, guardContents } from './guards';
import { isHardened, requireClosed } from './hardening';
import { serveCalls } from './ipc';
import { createPageFiles } from './page-files';
import { holdQuit } from './quit';
import { saveByDialog } from './save-file';
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
  // Without this Electron makes a menu of its own, which holds up the window; ours comes after the page.
  Menu.setApplicationMenu(null);

  let window: BrowserWindow | null = null;
  let linksRead: (links: ExternalLinks.CoreLinks) => void = () => undefined;
  let coreLinks = new Promise<ExternalLinks.CoreLinks>((resolve) => {
    linksRead = resolve;
  });
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

  const folder = join(app.getPath('userData'), 'assistant');
  const locking = heldLock(lockFolder(folder));
  void app.whenReady().then(() => {
    const files = createPageFiles();
    const opened = openWindow(
      join(out, 'preload', 'index.cjs'),
      windowSession(openPages(join(out, 'renderer'), 'none'), files, locking),
      { devTools: !hardened },
    );
    window = opened;
    bringBack(opened.webContents, () => log);

    const follow = (snapshot: Snapshot, { coreLinksOf }: typeof ExternalLinks): boolean => {
      const links = coreLinksOf(snapshot);
      linksRead(links);
      coreLinks = Promise.resolve(links);
      if (opened.isDestroyed()) return false;
      opened.setTitle(titleFor(snapshot));
      return true;
    };
    // In pieces: between them this process serves the page.
    const core = Promise.all([locking, files.all]).then(async () => {
      const { createLog } = await import('../shell/log');
      const redactor = createRedactor();
      const openLog = createLog(folder, redactor);
      log = openLog;
      handleUncaught(process, openLog, (lastWords) => {
        dialog.showErrorBox(productName, lastWords);
        app.exit(1);
      });
      openLog.info('started', {
        version: app.getVersion(),
        shell: 'electron',
        electron: process.versions.electron,
      });
      await loadCoreParts();
      const { startCore } = await import('./start-core');
      const links = await import('./external-links');
      const running = await startCore(
        folder,
        openLog,
        redactor,
        saveByDialog(() => window),
      );
      running.onSnapshot((snapshot) => {
        if (follow(snapshot, links)) opened.webContents.send(channels.snapshot, snapshot);
      });
      // The page would ask for it only once its scripts have run.
      const first = await running.call('session.snapshot', {});
      if (first.ok && !opened.isDestroyed()) opened.webContents.send(channels.snapshot, first.value);
      return running;
    });
    const reachable = core.catch(async (error: unknown) => {
      if (error instanceof AppFailure && error.error.code === 'newer-version') {
        dialog.showErrorBox(productName, `${error.message}\n\n${error.error.next}`);
        (await locking).release();
        app.exit(1);
      }
      return coreThatFailed(error, log);
    });
    serveCalls(
      ipcMain,
      () => (opened.isDestroyed() ? null : opened.webContents.id),
      () => {
        files.end();
        return reachable;
      },
    );
    // What the page does not need comes after it.
    opened.webContents.once('did-finish-load', () => {
      setMenu(process.platform);
      void reachable.then(async (running) => {
        const { snapshotSchema } = await import('../../shared/snapshot');
        const now = await running.call('session.snapshot', {});
        const snapshot = snapshotSchema.safeParse(now.ok ? now.value : null, { jitless: true });
        if (snapshot.success) follow(snapshot.data, await import('./external-links'));
      });
    });

    holdQuit(app, {
      core: reachable,
      begun: () => {
        files.end();
      },
      say: (text) => dialog.showMessageBox({ type: 'warning', title: productName, message: text }),
      report: (error) => {
        log?.error('did not end cleanly', { error: String(error) });
      },
      release: async () => {
        (await locking).release();
      },
    });
  });
}

/** The lock of the folder. Where it cannot be had, that is said, the app ends, and this never settles. */
async function heldLock(locking: Promise<FolderLock>): Promise<FolderLock & { held: true }> {
  const failed = await locking.then(
    (lock) => {
      if (lock.held) return lock;
      return `The assistant is already running in a browser (process ${String(lock.by)}). Quit it first.`;
    },
    (error: unknown) => {
      const { message, next } = failureOf(error);
      return `${message}\n\n${next}`;
    },
  );
  if (typeof failed !== 'string') return failed;
  // Before, the app cannot show anything.
  await app.whenReady();
  dialog.showErrorBox(productName, failed);
  app.exit(1);
  return new Promise(() => undefined);
}

/** Lets the window show why the core did not start: each call returns that error. */
function coreThatFailed(reason: unknown, log: Log | null): AssistantCore {
  log?.error('the core could not start', { error: reason instanceof Error ? reason.stack : String(reason) });
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
