import { noticeBox, refusal, selectField, textField, typed } from '../web/fields';
import type { Notice } from '../web/fields';
import { createFlash } from '../web/flash';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { copyScript, secretField } from '../web/secret-field';
import { practiceRoles } from '../world/state';
import type { PracticeRole } from '../world/state';
import { createApiToken, revokeApiToken } from '../world/world';
import type { World } from '../world/world';
import { region } from './card';
import { table } from '../web/table';
import { consolePage } from './layout';

export const tokensPath = '/admin/access/api/tokens';

/** In Okta a token has its owner's rights; here they are selectable, to rehearse missing rights. */
export const roleLabels: Record<PracticeRole, string> = {
  SUPER_ADMIN: 'Super Administrator',
  APP_ADMIN: 'Application Administrator',
  READ_ONLY_ADMIN: 'Read-only Administrator',
  CUSTOM: 'Custom role for Oktopost',
  CUSTOM_NO_LOGS: 'Custom role without System Log',
};

/** Security > API > Tokens. The value of a token is shown once, after it was created. */
export function createTokensPage(world: World) {
  const flash = createFlash();

  function render(made: string | null, draft: { name: string; role: string }, notice: Notice | null) {
    const tokens = Object.values(world.state.apiTokens);
    const rows = tokens.map(
      ({ id, name, role, created, expiresAt }) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td>${roleLabels[role]}</td>
          <td>${day(created)}</td>
          <td>${day(expiresAt)}</td>
          <td>
            <form method="post" action="${tokensPath}">
              <input type="hidden" name="id" value="${id}" />
              <button name="do" value="revoke">Revoke ${name}</button>
            </form>
          </td>
        </tr>`,
    );
    const body = html`
      <h1>API</h1>
      ${made === null ? null : secretField('Token value', made)}
      ${region(
        'create',
        'Create token',
        html`${notice === null ? null : noticeBox(notice)}
          <form method="post" action="${tokensPath}">
            ${textField({ name: 'name', label: 'Token name', value: draft.name })}
            ${selectField(
              'role',
              'Role',
              practiceRoles.map((value) => ({ value, label: roleLabels[value] })),
              draft.role,
            )}
            <div class="actions">
              <button class="primary" name="do" value="create">Create token</button>
            </div>
          </form>`,
      )}
      ${region(
        'tokens',
        'Tokens',
        rows.length === 0
          ? html`<p class="muted">There is no token.</p>`
          : table('All tokens', ['Name', 'Role', 'Created', 'Expires', 'Action'], rows),
      )}
    `;
    const title = 'API tokens';
    return consolePage(world, { title, body, script: copyScript }, notice === null ? 200 : 422);
  }

  function submit(form: URLSearchParams): PracticeResponse {
    if (form.get('do') === 'revoke') {
      revokeApiToken(world, typed(form, 'id'));
      return seeOther(tokensPath);
    }
    const draft = { name: typed(form, 'name'), role: typed(form, 'role') };
    const role = practiceRoles.find((each) => each === draft.role);
    if (draft.name === '') return render(null, draft, refusal('Token name: The field cannot be left blank'));
    if (draft.name.length > 100) return render(null, draft, refusal('Token name: The field is too long'));
    if (role === undefined) return render(null, draft, refusal('Role: choose one of those offered'));
    const key = flash.put(createApiToken(world, draft.name, role).text);
    return seeOther(`${tokensPath}?made=${encodeURIComponent(key)}`);
  }

  return ({ method, query, body }: PracticeRequest): PracticeResponse =>
    method === 'POST'
      ? submit(new URLSearchParams(body))
      : render(flash.take(query.get('made')), { name: '', role: 'SUPER_ADMIN' }, null);
}

const day = (time: string): Html => html`<time datetime="${time}">${time.slice(0, 10)}</time>`;
