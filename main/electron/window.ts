import { BrowserWindow, Menu } from 'electron';
import type { Session } from 'electron';
import { appOrigin } from './app-protocol';
import { productName } from './title';

/** The one window. It is usable beside Okta's console on half a screen, 720 px wide. */
export function openWindow(
  preload: string,
  session: Session,
  { devTools }: { devTools: boolean },
): BrowserWindow {
  const window = new BrowserWindow({
    title: productName,
    width: 1120,
    height: 860,
    minWidth: 720,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      session,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  });
  // The title is set from the state of the set-up, not by the page.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

/** Editing, zoom and reload; no developer tools in a menu. */
export function setMenu(platform: NodeJS.Platform): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'reload' },
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
