import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import { page } from '../web/page';

interface ConsolePage {
  title: string;
  body: Html;
  script?: Html;
  formsLeadTo?: string;
}

/** A page of the console with banner and menu. */
export function consolePage(content: ConsolePage, status = 200): PracticeResponse {
  return page({ ...content, band: 'Practice console – not Okta', nav: menu }, status);
}

const menu = html`<nav aria-label="Console">
  <ul>
    <li><a href="/admin/apps/active">Applications</a></li>
    <li><a href="/admin/access/api/tokens">API tokens</a></li>
  </ul>
</nav>`;

export const problemPage = (status: number, title: string, text: string): PracticeResponse =>
  consolePage(
    {
      title,
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
    status,
  );
