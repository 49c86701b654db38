import { randomBytes } from 'node:crypto';
import { html } from './html';
import type { Html } from './html';
import type { PracticeRequest, PracticeResponse } from './http';
import { pageStyle } from './page-style';

interface Page {
  title: string;
  /** The banner that marks it as a practice page. */
  band: string;
  nav?: Html;
  body: Html;
  script?: Html;
  /** Another origin to which a form of the page redirects; usually none. */
  formsLeadTo?: string;
}

/** A complete page. Its CSP allows its style and script by nonce, its forms, and nothing else. */
export function page(
  { title, band, nav, body, script, formsLeadTo = '' }: Page,
  status = 200,
): PracticeResponse {
  const nonce = randomBytes(18).toString('base64');
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${pageStyle}
        </style>
      </head>
      <body>
        <header class="band">${band}</header>
        ${nav ?? null}
        <main>${body}</main>
        ${
          script === undefined
            ? null
            : html`<script nonce="${nonce}">
                ${script};
              </script>`
        }
      </body>
    </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src data:; form-action 'self' ${formsLeadTo}; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      // With "no-referrer" browsers would send `Origin: null` with same-origin forms.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
    body: text,
  };
}

/** Redirects after a form to the page with the result. `location` is a path, hash included. */
export function seeOther(location: string): PracticeResponse {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

/**
 * The refusal of a request to the pages at `origin`, or null. `Host` is checked against DNS rebinding, `Origin` against CSRF; a
 * browser always sends `Origin` with a POST.
 */
export function refusedFor({ method, headers }: PracticeRequest, origin: string): string | null {
  if (headers['host'] !== new URL(origin).host) return `This page is at ${origin} only.`;
  if (method === 'POST' && headers['origin'] !== origin) return 'This form was sent from another site.';
  return null;
}
