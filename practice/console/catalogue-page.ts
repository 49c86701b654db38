import { noticeBox, refusal, textField, typed } from '../web/fields';
import { newAppIds } from '../world/app-template';
import { catalogueLabel, newCatalogueApp } from '../world/catalogue-app';
import { html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { logAppChange } from '../provisioning/app-log';
import type { World } from '../world/world';
import { appPath, region } from './card';
import { labelProblem } from './label';
import { consolePage } from './layout';

/** Applications > Browse App Catalog. */
export const cataloguePath = '/admin/apps/add-app';

/** The catalogue has Oktopost's app only. */
export function createCataloguePage(world: World) {
  function render(search: string, label: string, problem: string | null): PracticeResponse {
    const isFound = catalogueLabel.toLowerCase().startsWith(search.toLowerCase());
    const body = html`<h1>Browse App Integration Catalog</h1>
      <form method="get" action="${cataloguePath}" role="search" aria-label="Catalog">
        ${textField({ name: 'q', label: 'Search', value: search })}
        <div class="actions"><button>Search</button></div>
      </form>
      ${
        isFound
          ? region(
              'oktopost',
              catalogueLabel,
              html`${problem === null ? null : noticeBox(refusal(problem))}
                <p>SAML, Provisioning: create, update and deactivate users.</p>
                <form method="post" action="${cataloguePath}" aria-label="Add ${catalogueLabel}">
                  ${textField({ name: 'label', label: 'Application label', value: label })}
                  <div class="actions"><button class="primary">Add Integration</button></div>
                </form>`,
            )
          : html`<p>No app integration of this name is in the catalog of the practice console.</p>`
      }`;
    const title = 'App catalog';
    return consolePage(world, { title, body }, problem === null ? 200 : 422);
  }

  function add(label: string): PracticeResponse {
    const problem = labelProblem(world, label, null);
    if (problem !== null) return render('', label, problem);
    const app = newCatalogueApp({ ...newAppIds(world.newId, world.now().toISOString()), label });
    world.state.apps[app.id] = app;
    logAppChange(world, app, 'create');
    world.save();
    return seeOther(appPath(app, 'tab-general'));
  }

  return ({ method, query, body }: PracticeRequest): PracticeResponse =>
    method === 'POST'
      ? add(typed(new URLSearchParams(body), 'label'))
      : render(query.get('q')?.trim() ?? '', catalogueLabel, null);
}
