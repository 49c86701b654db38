import { html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { appPath } from './card';
import { cataloguePath } from './catalogue-page';
import { table } from '../web/table';
import { consolePage } from './layout';
import { serviceAppsPath } from './service-apps-page';
import { createPathFor } from './wizard-pages';

const provisioningNames: Record<OktaApp['provisioning'], string> = {
  NONE: 'None',
  SCIM: 'SCIM',
  API: 'API integration',
};

export const appStatusNames: Record<OktaApp['status'], string> = { ACTIVE: 'Active', INACTIVE: 'Inactive' };

/** Applications and Resources > Applications. */
export function appsPage(world: World): PracticeResponse {
  const { state } = world;
  const rows = Object.values(state.apps).map(
    (app) =>
      html`<tr>
        <th scope="row"><a href="${appPath(app, 'tab-general')}">${app.label}</a></th>
        <td>${appStatusNames[app.status]}</td>
        <td>${provisioningNames[app.provisioning]}</td>
        <td>${Object.keys(app.users).length}</td>
      </tr>`,
  );
  return consolePage(world, {
    title: 'Applications',
    body: html`<h1>Applications</h1>
      <p class="muted">${state.org.companyName}</p>
      <p class="actions">
        <a class="button" href="${createPathFor(world)}">Create App Integration</a>
        <a class="button" href="${cataloguePath}">Browse App Catalog</a>
        <a class="button" href="${serviceAppsPath}">API Services</a>
      </p>
      ${
        rows.length === 0
          ? html`<p>There is no app integration yet.</p>`
          : table('Applications', ['Application', 'Status', 'Provisioning', 'People'], rows)
      }`,
  });
}
