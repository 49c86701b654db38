import { checkbox, noticeBox, refusal, selectField, textField, typed } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { table } from '../web/table';
import { knownScopes } from '../okta/oauth/scopes';
import { own } from '../world/people';
import { createServiceApp, deleteServiceApp, putServiceApp, readPublicJwk } from '../world/service-apps';
import { practiceRoles } from '../world/state';
import type { PracticeRole, ServiceApp } from '../world/state';
import type { World } from '../world/world';
import { region } from './card';
import { consolePage } from './layout';
import { roleLabels } from './tokens-page';

/** In Okta: Applications > Create App Integration > API Services, then the app's tabs. The address is made up. */
export const serviceAppsPath = '/admin/apps/api-services';

interface Draft {
  /** Of the app that is changed; empty for a new one. */
  id: string;
  label: string;
  key: string;
  scopes: string;
  role: string;
  dpop: boolean;
}

const blank: Draft = { id: '', label: '', key: '', scopes: '', role: '', dpop: true };

/** API Services apps: public key, proof of possession, granted scopes and admin role, which Okta has on four tabs. */
export function createServiceAppsPage(world: World) {
  const all = (): ServiceApp[] => Object.values(world.state.serviceApps ?? {});

  function render(draft: Draft, problem: string | null): PracticeResponse {
    const rows = all().map(
      ({ id, label, scopes, role, dpop }) =>
        html`<tr>
          <th scope="row">${label}</th>
          <td><code>${id}</code></td>
          <td>${dpop ? 'Required' : 'Not required'}</td>
          <td>${scopes.length === 0 ? 'none' : scopes.join(' ')}</td>
          <td>${role === null ? 'none' : roleLabels[role]}</td>
          <td>
            <a href="${serviceAppsPath}?id=${id}">Edit ${label}</a>
            <form method="post" action="${serviceAppsPath}">
              <input type="hidden" name="id" value="${id}" />
              <button name="do" value="delete">Delete ${label}</button>
            </form>
          </td>
        </tr>`,
    );
    const title = draft.id === '' ? 'Create API Services app' : `Edit ${draft.label}`;
    const body = html`
      <h1>API Services</h1>
      ${region('edit', title, appForm(draft, problem))}
      ${region(
        'apps',
        'API Services apps',
        rows.length === 0
          ? html`<p class="muted">There is no API Services app.</p>`
          : table(
              'API Services apps',
              ['Name', 'Client ID', 'Proof of possession', 'Granted scopes', 'Admin role', 'Action'],
              rows,
            ),
      )}
    `;
    return consolePage(world, { title: 'API Services', body }, problem === null ? 200 : 422);
  }

  function submit(form: URLSearchParams): PracticeResponse {
    const id = typed(form, 'id');
    if (form.get('do') === 'delete') {
      deleteServiceApp(world, id);
      return seeOther(serviceAppsPath);
    }
    const draft: Draft = {
      id,
      label: typed(form, 'label'),
      key: typed(form, 'key'),
      scopes: typed(form, 'scopes'),
      role: typed(form, 'role'),
      dpop: form.has('dpop'),
    };
    const read = readDraft(draft);
    if (typeof read === 'string') return render(draft, read);
    const known = own(world.state.serviceApps ?? {}, id);
    if (known === undefined) createServiceApp(world, read);
    else putServiceApp(world, { ...known, ...read });
    return seeOther(serviceAppsPath);
  }

  return ({ method, query, body }: PracticeRequest): PracticeResponse => {
    if (method === 'POST') return submit(new URLSearchParams(body));
    const known = own(world.state.serviceApps ?? {}, query.get('id') ?? '');
    return render(known === undefined ? blank : draftOf(known), null);
  };
}

const draftOf = ({ id, label, keys, scopes, role, dpop }: ServiceApp): Draft => ({
  id,
  label,
  key: JSON.stringify(keys[0] ?? {}),
  scopes: scopes.join(' '),
  role: role ?? '',
  dpop,
});

/** What is saved, or why it is refused. */
function readDraft(draft: Draft): Omit<ServiceApp, 'id' | 'created'> | string {
  const { label, dpop } = draft;
  if (label === '' || label.length > 100) return 'App name: 1 to 100 characters';
  const key = readPublicJwk(draft.key);
  if (key === null) return 'Public key: must be a public key in JWK format, with a kid';
  const scopes = [...new Set(draft.scopes.split(/[\s,]+/).filter((scope) => scope !== ''))];
  const unknown = scopes.find((scope) => !knownScopes.has(scope));
  if (unknown !== undefined) return `Okta API Scopes: there is no ${unknown}`;
  const role: PracticeRole | null = practiceRoles.find((each) => each === draft.role) ?? null;
  return { label, keys: [key], scopes, role, dpop };
}

function appForm({ id, label, key, scopes, role, dpop }: Draft, problem: string | null): Html {
  return html`${problem === null ? null : noticeBox(refusal(problem))}
    <form method="post" action="${serviceAppsPath}">
      <input type="hidden" name="id" value="${id}" />
      ${textField({ name: 'label', label: 'App name', value: label })}
      ${textField({
        name: 'key',
        label: 'Public key (JWK)',
        value: key,
        hint: 'General > Client Credentials > Public key / Private key > Add key.',
      })}
      ${checkbox('dpop', 'Require Demonstrating Proof of Possession (DPoP) header in token requests', dpop)}
      ${textField({
        name: 'scopes',
        label: 'Okta API Scopes, granted',
        value: scopes,
        hint: 'In Okta each is granted by a button of its own.',
      })}
      ${selectField(
        'role',
        'Admin role',
        [
          { value: '', label: 'None' },
          ...practiceRoles.map((value) => ({ value, label: roleLabels[value] })),
        ],
        role,
      )}
      <div class="actions"><button class="primary" name="do" value="save">Save</button></div>
    </form>`;
}
