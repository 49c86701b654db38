import { noticeBox, refusal, textField, typed } from '../web/fields';
import type { Notice } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import { nameOf } from '../provisioning/system-log';
import type { AppUser, OktaApp, OktaUser } from '../world/state';
import { provisions } from '../world/world';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { appPath, region } from './card';
import { isFoundBy } from './people';
import { table } from '../web/table';

export const assignmentsHash = 'tab-assignments';

/** Listed at most; others are found by searching. */
const maxPeople = 100;
const maxCandidates = 50;

/** Text of Okta's tooltip. Source: failures list, row 3. */
const assignedTooEarly =
  'User was assigned this application before Provisioning was enabled and not provisioned in the downstream application. Click Provision User.';

const inactive: readonly OktaUser['status'][] = ['SUSPENDED', 'DEPROVISIONED'];

/** The Assignments tab: who is assigned, who failed, assigning and unassigning. `query` filters by name or email. */
export function assignments(world: World, app: OktaApp, query: string, notice: Notice | null): Html {
  const { users } = world.state;
  const assigned = Object.values(app.users).flatMap((appUser) => {
    const user = users[appUser.id];
    return user !== undefined && isFoundBy(user, query) ? [{ appUser, user }] : [];
  });
  const candidates = Object.values(users).filter(
    (user) => app.users[user.id] === undefined && !inactive.includes(user.status) && isFoundBy(user, query),
  );
  const path = appPath(app, assignmentsHash);
  return region(
    'assignments',
    'Assignments',
    html`${notice === null ? null : noticeBox(notice)}
      <form method="get" action="${path}" role="search" aria-label="People">
        ${textField({ name: 'q', label: 'Search people', value: query, hint: 'By name, username or email' })}
        <div class="actions"><button>Search</button></div>
      </form>
      ${assignForm(app, query, candidates)}
      <h3>People</h3>
      ${
        assigned.length === 0
          ? html`<p class="muted">
              ${query === '' ? 'Nobody has this app yet.' : 'Nobody who has this app is found.'}
            </p>`
          : table(
              'People',
              ['Person', 'Username', 'Type', 'Status', 'Action'],
              assigned.slice(0, maxPeople).map(({ appUser, user }) => row(app, appUser, user)),
            )
      }
      ${more(assigned.length, maxPeople)}`,
  );
}

function assignForm(app: OktaApp, query: string, candidates: readonly OktaUser[]): Html {
  const shown = candidates.slice(0, maxCandidates);
  return html`<form method="post" action="${appPath(app, assignmentsHash)}" aria-label="Assign to People">
    <h3>Assign to People</h3>
    ${
      shown.length === 0
        ? html`<p class="muted">
            ${query === '' ? 'Everybody has this app.' : 'Nobody else is found by this search.'}
          </p>`
        : html`<div class="field">
              <label for="userId">Person</label>
              <select id="userId" name="userId">
                ${shown.map(
                  (user) =>
                    html`<option value="${user.id}">
                      ${nameOf(user)} (${user.profile['login'] ?? null})
                    </option>`,
                )}
              </select>
            </div>
            ${more(candidates.length, maxCandidates)}
            <div class="actions"><button class="primary" name="do" value="assign">Assign</button></div>`
    }
  </form>`;
}

const more = (count: number, most: number): Html | null =>
  count > most ? html`<p class="muted">${count - most} more: search for them.</p>` : null;

function row(app: OktaApp, appUser: AppUser, user: OktaUser): Html {
  const isTooEarly = provisions(app) && appUser.assignedBeforeProvisioning;
  const mark = isTooEarly ? assignedTooEarly : appUser.lastError;
  return html`<tr>
    <th scope="row">${nameOf(user)}</th>
    <td>${appUser.userName}</td>
    <td>${appUser.scope === 'USER' ? 'Individual' : 'Group'}</td>
    <td>
      ${statusOf(app, appUser)} ${mark === null ? null : html`<div class="mark" role="note">${mark}</div>`}
    </td>
    <td>
      <form method="post" class="actions" action="${appPath(app, assignmentsHash)}">
        <input type="hidden" name="userId" value="${user.id}" />
        ${mark === null ? null : html`<button name="do" value="provision">Provision User</button>`}
        ${
          appUser.scope === 'USER'
            ? html`<button name="do" value="unassign">Unassign ${nameOf(user)}</button>`
            : html`<span class="muted">Assigned through a group</span>`
        }
      </form>
    </td>
  </tr>`;
}

function statusOf(app: OktaApp, { externalId, lastError, status }: AppUser): string {
  if (lastError !== null) return 'Error';
  if (externalId !== null) return 'Provisioned';
  if (status === 'STAGED') return 'Pending';
  return provisions(app) ? 'Not provisioned' : 'Active';
}

/** Applies a form of the Assignments tab. Returns null, or why it was refused. */
export function changeAssignment(
  world: World,
  actions: ConsoleActions,
  app: OktaApp,
  form: URLSearchParams,
): Notice | null {
  const { users } = world.state;
  const userId = typed(form, 'userId');
  const user = Object.hasOwn(users, userId) ? users[userId] : undefined;
  const appUser = user === undefined ? undefined : app.users[user.id];
  if (user === undefined) return refusal('There is no such person in this org.');
  const what = form.get('do');
  if (what === 'assign') {
    if (appUser !== undefined) return refusal(`${nameOf(user)} has this app already.`);
    if (inactive.includes(user.status)) {
      return refusal('The user is not active, so no app can be assigned.');
    }
    if (app.status !== 'ACTIVE') return refusal('The app is not active, so no user can be assigned.');
    actions.assign(app, user.id);
    return null;
  }
  if (appUser === undefined) return refusal(`${nameOf(user)} does not have this app.`);
  if (what === 'unassign') {
    if (appUser.scope === 'GROUP') {
      return refusal('The user is assigned through a group and is removed through it.');
    }
    actions.unassign(app, user.id);
    return null;
  }
  if (what !== 'provision') return refusal('This form is not known here.');
  if (!provisions(app)) return refusal('Provisioning is not on for this app.');
  actions.provisionUser(app, user.id);
  return null;
}
