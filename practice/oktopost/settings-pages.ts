import { tokenPlace } from '../../shared/oktopost';
import { accountAt, accounts, provisioningPathOf, teamPathOf } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import { createFlash } from '../web/flash';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { Handler, PracticeRequest, PracticeResponse } from '../web/http';
import { refusedFor, seeOther } from '../web/page';
import { copyScript, secretField } from '../web/secret-field';
import type { OktopostToken } from '../world/state';
import { table } from '../web/table';
import { createOktopostToken } from '../world/world';
import type { World } from '../world/world';
import { failedMigrationsCsv } from './failed-migrations';
import { problem, settingsMenu, shown } from './layout';

const maxNameLength = 60;

/** The settings pages of an account: Security > Provisioning, where tokens are created, and Team. */
export function settingsPages(world: World): Handler {
  const flash = createFlash();

  return (request) => {
    const refusal = refusedFor(request, world.origins.oktopost);
    if (refusal !== null) return problem(403, 'Refused', refusal);
    const account = accountAt(request.path);
    const { root } = accounts[account];
    const provisioning = provisioningPathOf(account);
    switch (`${request.method} ${request.path.slice(root.length)}`) {
      case 'GET /':
        return seeOther(provisioning);
      case 'GET /settings/security/provisioning':
        return provisioningPage(account, flash.take(request.query.get('made')), null);
      case 'POST /settings/security/provisioning/create':
        return create(request, account, provisioning);
      case 'POST /settings/security/provisioning/revoke':
        delete world.state.oktopost[account].tokens[fieldOf(request, 'id')];
        world.save();
        return seeOther(provisioning);
      case 'GET /settings/team':
        return teamPage(account);
      case 'POST /settings/team/deactivate':
        return deactivate(account, fieldOf(request, 'id'));
      case 'GET /settings/team/failed-migrations.csv':
        return failedMigrationsCsv(world.state.oktopost[account]);
      default:
        return problem(404, 'Not found', 'The practice Oktopost has no such page.');
    }
  };

  function create(request: PracticeRequest, account: AccountId, provisioning: string): PracticeResponse {
    const name = fieldOf(request, 'name').trim();
    const taken = tokensOf(account).some((token) => token.name === name);
    const invalidName =
      name === ''
        ? 'Give the token a name.'
        : name.length > maxNameLength
          ? `A name has ${maxNameLength} characters at most.`
          : taken
            ? 'There is a token of this name already. Choose another name, or revoke that one first.'
            : null;
    if (invalidName !== null) return provisioningPage(account, null, invalidName);
    return seeOther(`${provisioning}?made=${flash.put(createOktopostToken(world, account, name).text)}`);
  }

  function tokensOf(account: AccountId): OktopostToken[] {
    return Object.values(world.state.oktopost[account].tokens);
  }

  function provisioningPage(
    account: AccountId,
    made: string | null,
    invalidName: string | null,
  ): PracticeResponse {
    const { people } = accounts[account];
    const path = provisioningPathOf(account);
    const body = html`
      <p class="muted">${tokenPlace.join(' > ')}</p>
      <h1>Provisioning</h1>
      <p>
        With a token, your identity provider may create, change and deactivate the ${people} of this account
        by SCIM. An account provisions advocates or platform users, not both: this one provisions ${people}.
      </p>
      ${made === null ? null : secretField('New token', made)}
      <section aria-labelledby="create-title">
        <h2 id="create-title">Create a token for SCIM</h2>
        <form method="post" action="${path}/create">
          <div class="field">
            <label for="name">Token name</label>
            <input
              id="name"
              name="name"
              maxlength="${maxNameLength}"
              required
              autocomplete="off"
              ${invalidName === null ? null : html`aria-invalid="true" aria-describedby="invalid-name"`}
            />
            ${invalidName === null ? null : html`<span class="problem" id="invalid-name" role="alert">${invalidName}</span>`}
          </div>
          <div class="actions"><button class="primary">Create token</button></div>
        </form>
      </section>
      <section aria-labelledby="tokens-title">
        <h2 id="tokens-title">Tokens</h2>
        ${tokensOf(account).length === 0 ? html`<p>There is no token.</p>` : tokenTable(tokensOf(account), path)}
      </section>
    `;
    return shown(
      { account, title: 'Provisioning', body, nav: settingsMenu(account), script: copyScript },
      invalidName === null ? 200 : 400,
    );
  }

  function deactivate(account: AccountId, id: string): PracticeResponse {
    const user = Object.values(world.state.oktopost[account].users).find((each) => each.id === id);
    if (user === undefined) return problem(404, 'Not found', 'There is no such account.');
    Object.assign(user, { active: false, lastModified: world.now().toISOString() });
    world.save();
    return seeOther(teamPathOf(account));
  }

  function teamPage(account: AccountId): PracticeResponse {
    const { users, licences, failedMigrations } = world.state.oktopost[account];
    const team = Object.values(users);
    const active = team.filter((user) => user.active !== false).length;
    const rows = team.map(
      (user) =>
        html`<tr>
          <th scope="row">${user.givenName} ${user.familyName}</th>
          <td>${user.userName}</td>
          <td>${user.active === false ? 'Deactivated' : 'Active'}</td>
          <td>
            ${
              user.active === false
                ? null
                : html`<form method="post" action="${teamPathOf(account)}/deactivate">
                    <input type="hidden" name="id" value="${user.id}" />
                    <button aria-label="Deactivate ${user.userName}">Deactivate</button>
                  </form>`
            }
          </td>
        </tr>`,
    );
    const body = html`
      <p class="muted">Settings > Team</p>
      <h1>Team</h1>
      <p>${active} of ${licences} licences are in use.</p>
      <section aria-labelledby="failed-title">
        <h2 id="failed-title">Failed migrations</h2>
        <p>${failedMigrations.length} refused.</p>
        <a class="button" href="${teamPathOf(account)}/failed-migrations.csv" download
          >Download failed migrations</a
        >
      </section>
      <section aria-labelledby="people-title">
        <h2 id="people-title">People</h2>
        <p class="muted">
          Deactivate is here so that a rehearsal can go on: it is not recorded from Oktopost, whose page may
          offer something else, or name it otherwise.
        </p>
        ${table('People of the account', ['Name', 'User name', 'Status', 'Action'], rows)}
      </section>
    `;
    return shown({ account, title: 'Team', body, nav: settingsMenu(account) });
  }
}

const fieldOf = ({ body }: PracticeRequest, name: string): string =>
  new URLSearchParams(body).get(name) ?? '';

const at = (time: string): Html =>
  html`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>`;

function tokenTable(tokens: readonly OktopostToken[], path: string): Html {
  const rows = tokens.map(
    ({ id, name, created, lastUsed }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${at(created)}</td>
        <td>${lastUsed === null ? 'Never' : at(lastUsed)}</td>
        <td>
          <form method="post" action="${path}/revoke">
            <input type="hidden" name="id" value="${id}" />
            <button aria-label="Revoke ${name}">Revoke</button>
          </form>
        </td>
      </tr>`,
  );
  return table('All tokens', ['Name', 'Created', 'Last used', 'Action'], rows);
}
