import { shell } from 'electron';
import type { Session, WebContents } from 'electron';
import type { Log } from '../ports';
import { appOrigin, originOf } from './app-protocol';
import type { CoreLinks } from './external-links';

/** Copy buttons need it; it can only write what a click offers. Every other permission is denied. */
const allowedPermission = 'clipboard-sanitized-write';

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(permission === allowedPermission && originOf(contents.getURL()) === appOrigin);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowedPermission && originOf(origin) === appOrigin,
  );
  session.setDevicePermissionHandler(() => false);
}

/**
 * Closes every way out of the page: navigation, redirects, frames, webviews and windows. Links go to the system's browser. `coreLinks`:
 * resolves once the core has named its links; the page may have them before that.
 */
export function guardContents(
  contents: WebContents,
  coreLinks: () => Promise<CoreLinks>,
  log: () => Pick<Log, 'warn'> | null,
): void {
  const stayHere = (event: { preventDefault: () => void }, url: string): void => {
    if (isAppPage(url)) return;
    event.preventDefault();
    log()?.warn('a navigation was blocked', { to: originOf(url) });
  };
  // Not even a script that got into the page learns this computer's addresses, or sends by UDP.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event, url) => {
    stayHere(event, url);
  });
  contents.on('will-redirect', (event, url) => {
    stayHere(event, url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url, coreLinks, log);
    return { action: 'deny' };
  });
}

async function openOutside(
  url: string,
  coreLinks: () => Promise<CoreLinks>,
  log: () => Pick<Log, 'warn'> | null,
): Promise<void> {
  // Loaded with the core, which it shares much with: the window does not wait for that.
  const { mayOpen, noCoreLinks } = await import('./external-links');
  if (mayOpen(url, noCoreLinks) || mayOpen(url, await coreLinks())) await shell.openExternal(url);
  else log()?.warn('a link was not opened', { to: originOf(url) });
}

/** Chromium does not ask before it goes to about:blank: the window is brought back then. */
export function bringBack(contents: WebContents, log: () => Pick<Log, 'warn'> | null): void {
  contents.on('did-navigate', (_event, url) => {
    if (isAppPage(url)) return;
    log()?.warn('the window left its page and was brought back', { to: originOf(url) });
    void contents.loadURL(`${appOrigin}/`);
  });
}

/** Reloading is all the navigation there is. */
function isAppPage(url: string): boolean {
  if (originOf(url) !== appOrigin) return false;
  const { pathname } = new URL(url);
  return pathname === '/' || pathname === '/index.html';
}
