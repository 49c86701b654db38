import { html } from '../web/html';
import type { PracticeResponse } from '../web/http';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { appPath } from './card';
import { cataloguePath } from './catalogue-page';
import { table } from '../web/table';
import { consolePage } from './layout';

const provisioningNames: Record<OktaApp['provisioning'], string> = {
  NONE: 'None',
  SCIM: 'SCIM',
  API: 'API integration',
};

/** Applications > Applications. */
export function appsPage({ state }: World): PracticeResponse {
  const rows = Object.values(state.apps).map(
    (app) =>
      html`<tr>
        <th scope="row"><a href="${appPath(app, 'tab-general')}">${app.label}</a></th>
        <td>${app.status === 'ACTIVE' ? 'Active' : 'Inactive'}</td>
        <td>${provisioningNames[app.provisioning]}</td>
        <td>${Object.keys(app.users).length}</td>
      </tr>`,
  );
  return consolePage({
    title: 'Applications – Practice console',
    body: html`<h1>Applications</h1>
      <p class="muted">${state.org.companyName}</p>
      <p><a class="button" href="${cataloguePath}">Browse App Catalog</a></p>
      ${
        rows.length === 0
          ? html`<p>There is no app integration yet.</p>`
          : table('Applications', ['Application', 'Status', 'Provisioning', 'People'], rows)
      }`,
  });
}
