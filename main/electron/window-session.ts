import { session } from 'electron';
import type { Session } from 'electron';
import type { Pages } from '../shell/pages';
import { answerAppRequest, appScheme } from './app-protocol';
import { denyPermissions } from './guards';

/** Nobody can be there: no name ends in `.invalid` (RFC 6761). */
const nowhere = 'blocked.invalid:1';

/**
 * The session of the window, in memory. It has the pages of our own protocol and reaches nothing else, whatever a script in the
 * page does: requests are cancelled, and what is no request, such as WebRTC to a relay over TCP, goes to a proxy that is nowhere.
 * Main's own requests go by another session.
 */
export async function windowSession(pages: Pages): Promise<Session> {
  const own = session.fromPartition('window', { cache: false });
  denyPermissions(own);
  own.protocol.handle(appScheme.scheme, (request) => answerAppRequest(pages, request));
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];
  own.webRequest.onBeforeRequest({ urls }, (_details, decide) => {
    decide({ cancel: true });
  });
  await own.setProxy({ proxyRules: nowhere, proxyBypassRules: '<-loopback>' });
  return own;
}
