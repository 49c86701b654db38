import { deleteApp, setAppStatus } from '../provisioning/app-lifecycle';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { appPath, region } from './card';

export const statusKey = 'status';

/** Activate, deactivate and delete, under the title of the app integration. Deleting is asked for once more. */
export function appStatus(app: OktaApp, asksDelete: boolean): Html {
  const path = appPath(app, 'tab-general');
  const post = (what: string, label: string): Html =>
    html`<form method="post" action="${path}">
      <input type="hidden" name="card" value="${statusKey}" />
      <button name="do" value="${what}">${label}</button>
    </form>`;
  const cancel = html`<form method="get" action="${path}"><button>Cancel</button></form>`;
  if (app.status === 'ACTIVE') return html`<div class="actions">${post('deactivate', 'Deactivate')}</div>`;
  if (!asksDelete) {
    return html`<div class="actions">
      ${post('activate', 'Activate')}
      <form method="get" action="${path}"><button name="ask" value="delete">Delete</button></form>
    </div>`;
  }
  return region(
    statusKey,
    'Delete application',
    html`<p>
        ${app.label} is gone afterwards, with ${Object.keys(app.users).length} assignments. Accounts at
        Oktopost stay as they are.
      </p>
      <div class="actions">${post('delete', `Delete ${app.label}`)} ${cancel}</div>`,
  );
}

/** Applies a form of `appStatus`. Says what is left: the app, nothing, or why it was refused. */
export function changeStatus(
  world: World,
  app: OktaApp,
  form: URLSearchParams,
): 'changed' | 'deleted' | { refused: string } {
  switch (form.get('do')) {
    case 'activate':
      setAppStatus(world, app, 'ACTIVE');
      return 'changed';
    case 'deactivate':
      setAppStatus(world, app, 'INACTIVE');
      return 'changed';
    case 'delete':
      return deleteApp(world, app) ? 'deleted' : { refused: 'Deactivate the app integration first.' };
    default:
      return { refused: 'This form is not known here.' };
  }
}
