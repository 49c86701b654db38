import { readUrl } from '../net/read-url';
import type { Pages } from '../shell/pages';

const scheme = 'app';
const host = 'assistant';

/** Where the renderer lives. Its origin is what IPC trusts. */
export const appOrigin = `${scheme}://${host}`;

/** Standard and secure: relative addresses, a real origin, and the clipboard work as on https. */
export const appScheme = { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } };

/** Answers the requests of `app://`: GET, our host, the files of the built renderer, nothing else. */
export function answerAppRequest(pages: Pages, request: { method: string; url: string }): Response {
  if (request.method !== 'GET') return new Response(null, { status: 405 });
  const { protocol, host: asked, pathname } = new URL(request.url);
  if (`${protocol}//${asked}` !== appOrigin) return new Response(null, { status: 421 });
  const page = pages.get(pathname);
  if (page === null) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(page.body), { status: 200, headers: page.headers });
}

/** The origin of an address as Electron reports it for a frame: `new URL().origin` is `null` for a scheme of one's own. */
export function originOf(address: string): string | null {
  const url = readUrl(address);
  return url === null ? null : `${url.protocol}//${url.host}`;
}
