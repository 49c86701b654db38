import { appScheme } from './app-protocol';

interface PrintPages {
  /** The page has an address until it is removed. */
  add(html: string): { url: string; remove: () => void };
  /** Whether the address is one of a page that is being printed. */
  has(url: string): boolean;
  answer(request: { method: string; url: string }): Response;
}

/** Pages that are being printed, each under an address that nobody can guess; only the session that prints them asks for one. */
export function createPrintPages(randomId: () => string): PrintPages {
  const pages = new Map<string, string>();
  return {
    add: (html) => {
      const url = `${appScheme.scheme}://print/${randomId()}`;
      pages.set(url, html);
      return { url, remove: () => pages.delete(url) };
    },
    has: (url) => pages.has(url),
    answer: ({ method, url }) => {
      if (method !== 'GET') return new Response(null, { status: 405 });
      const html = pages.get(url);
      if (html === undefined) return new Response(null, { status: 404 });
      return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    },
  };
}
