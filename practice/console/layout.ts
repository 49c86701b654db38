import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import { page } from '../web/page';
import type { World } from '../world/world';

interface ConsolePage {
  title: string;
  body: Html;
  script?: Html;
  formsLeadTo?: string;
}

/** A page of the console with banner and menu. */
export function consolePage(world: World, content: ConsolePage, status = 200): PracticeResponse {
  const title = `${content.title} – Practice console`;
  return page({ ...content, title, band: 'Practice console – not Okta', nav: menu(world) }, status);
}

/** What the part of the menu with the app integrations is called. Source: Okta as recorded, section 6. */
export const applicationsMenu = ({ options }: World): string =>
  options.profile.menu === '2026.08' ? 'Applications and Resources' : 'Applications';

function menu(world: World): Html {
  const links: readonly (readonly [part: string, path: string, name: string])[] = [
    ['Dashboard', '/admin/tasks', 'Tasks'],
    ['Directory', '/admin/users', 'People'],
    [applicationsMenu(world), '/admin/apps/active', 'Applications'],
    ['Security', '/admin/access/api/tokens', 'API tokens'],
  ];
  return html`<nav aria-label="Console">
    <ul>
      ${links.map(
        ([part, path, name]) =>
          html`<li><span class="muted">${part} ›</span> <a href="${path}">${name}</a></li>`,
      )}
    </ul>
  </nav>`;
}

export const problemPage = (world: World, status: number, title: string, text: string): PracticeResponse =>
  consolePage(
    world,
    {
      title,
      body: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
    status,
  );
