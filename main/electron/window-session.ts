import { session } from 'electron';
import type { Session } from 'electron';
import type { Pages } from '../shell/pages';
import { answerAppRequest, appScheme } from './app-protocol';
import { denyPermissions } from './guards';
import type { PageFiles } from './page-files';

/** A broadcast address: nobody can be there, no TCP connection can be begun to it, and no name has to be looked up. */
const nowhere = '255.255.255.255:1';

/** Chromium fetches a dictionary from Google for each session that checks spelling, and checks it by default. */
export function keepFromSpelling(created: Session): void {
  created.setSpellCheckerLanguages([]);
  created.setSpellCheckerEnabled(false);
}

/**
 * The session of the window, in memory. It has the pages of our own protocol and reaches nothing else, whatever a script in the
 * page does: requests are cancelled, and what is no request, such as WebRTC to a relay over TCP, goes to a proxy that is nowhere.
 * Main's own requests go by another session. No page is answered before that is settled, and `mayServe` too.
 */
export function windowSession(
  pages: Pages,
  files: Pick<PageFiles, 'served'>,
  mayServe: Promise<unknown>,
): Session {
  const own = session.fromPartition('window', { cache: false });
  denyPermissions(own);
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];
  own.webRequest.onBeforeRequest({ urls }, (_details, decide) => {
    decide({ cancel: true });
  });
  const settled = Promise.all([
    own.setProxy({ proxyRules: nowhere, proxyBypassRules: '<-loopback>' }),
    mayServe,
  ]);
  own.protocol.handle(appScheme.scheme, async (request) => {
    await settled;
    files.served(new URL(request.url).pathname);
    return answerAppRequest(pages, request);
  });
  return own;
}
