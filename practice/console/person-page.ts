import type { ConsoleActions } from '../provisioning/actions';
import { isFromDirectory } from '../okta/views';
import { nameOf } from '../provisioning/system-log';
import { facts, noticeBox, refusal, textField, typed } from '../web/fields';
import type { Notice } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { own } from '../world/people';
import type { OktaUser } from '../world/state';
import { deleteUser, profileProblem, setUserStatus } from '../world/user-lifecycle';
import { adminFor } from '../world/world';
import type { World } from '../world/world';
import { appPath, region } from './card';
import { consolePage, problemPage } from './layout';
import { peoplePath, personPathOf, userStatusNames } from './people';

const fields = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['login', 'Username'],
  ['email', 'Primary email'],
] as const;
type FieldName = (typeof fields)[number][0];
type Draft = Record<FieldName, string>;

const toDraft = (value: (name: FieldName) => string): Draft => ({
  firstName: value('firstName'),
  lastName: value('lastName'),
  login: value('login'),
  email: value('email'),
});

/** Directory > People > one person: the profile, the app integrations, and More Actions. */
export function createPersonPage(world: World, actions: ConsoleActions) {
  function render(user: OktaUser, query: URLSearchParams, refused: { draft: Draft; notice: Notice } | null) {
    const editing = refused !== null || (query.get('edit') === 'profile' && !isFromDirectory(world, user));
    const saved = toDraft((name) => user.profile[name] ?? '');
    return consolePage(
      world,
      {
        title: nameOf(user),
        body: html`<p><a href="${peoplePath}">People</a></p>
          <h1>${nameOf(user)}</h1>
          <p class="muted">${userStatusNames[user.status]} · ${user.profile['login'] ?? ''}</p>
          ${editing ? profileForm(user, refused?.draft ?? saved, refused?.notice ?? null) : profileFacts(user, saved)}
          ${applications(user)} ${moreActions(user, query.get('ask') === 'delete')}`,
      },
      refused === null ? 200 : 422,
    );
  }

  const profileFacts = (user: OktaUser, saved: Draft): Html =>
    region(
      'profile',
      'Profile',
      facts(fields.map(([name, label]) => [label, saved[name] === '' ? '—' : saved[name]])),
      isFromDirectory(world, user)
        ? html`<p class="muted">The profile comes from a directory and is edited there.</p>`
        : html`<form method="get" action="${personPathOf(user)}">
            <button name="edit" value="profile">Edit Profile</button>
          </form>`,
    );

  const profileForm = (user: OktaUser, draft: Draft, notice: Notice | null): Html =>
    region(
      'profile',
      'Profile',
      html`${notice === null ? null : noticeBox(notice)}
        <form method="post" action="${personPathOf(user)}" aria-label="Edit Profile">
          ${fields.map(([name, label]) => textField({ name, label, value: draft[name] }))}
          <div class="actions">
            <button class="primary" name="do" value="save">Save</button>
            <button form="profile-cancel">Cancel</button>
          </div>
        </form>
        <form id="profile-cancel" method="get" action="${personPathOf(user)}"></form>`,
    );

  function applications(user: OktaUser): Html {
    const apps = Object.values(world.state.apps).filter((app) => own(app.users, user.id) !== undefined);
    return region(
      'applications',
      'Applications',
      apps.length === 0
        ? html`<p class="muted">No app integration is assigned.</p>`
        : html`<ul>
            ${apps.map((app) => html`<li><a href="${appPath(app, 'tab-assignments')}">${app.label}</a></li>`)}
          </ul>`,
    );
  }

  function moreActions(user: OktaUser, asksDelete: boolean): Html {
    const path = personPathOf(user);
    const button = (what: string, label: string): Html =>
      html`<button name="do" value="${what}">${label}</button>`;
    const isDeactivated = user.status === 'DEPROVISIONED';
    if (isDeactivated && asksDelete) {
      return region(
        'actions',
        'Delete person',
        html`<p>${nameOf(user)} is gone afterwards. An account at Oktopost stays as it is.</p>
          <form method="post" class="actions" action="${path}">
            ${button('delete', `Delete ${nameOf(user)}`)}
            <button form="keep">Cancel</button>
          </form>
          <form id="keep" method="get" action="${path}"></form>`,
      );
    }
    const body = isDeactivated
      ? html`<form method="post" class="actions" action="${path}">${button('activate', 'Activate')}</form>
          <form method="get" class="actions" action="${path}">
            <button name="ask" value="delete">Delete</button>
          </form>`
      : user.id === adminFor(world).id
        ? html`<p class="muted">The admin of the practice org stays.</p>`
        : html`<p class="muted">
              It takes all app integrations from the person, and deactivates the accounts.
            </p>
            <form method="post" class="actions" action="${path}">
              ${button('deactivate', 'Deactivate')}
            </form>`;
    return region('actions', 'More Actions', body);
  }

  function save(user: OktaUser, draft: Draft): PracticeResponse {
    const profile = { ...user.profile };
    for (const [name] of fields) profile[name] = draft[name] === '' ? null : draft[name];
    const problem = profileProblem(world, profile, user.profile);
    if (problem !== null) {
      const label = fields.find(([name]) => name === problem.field)?.[1] ?? problem.field;
      return render(user, new URLSearchParams(), { draft, notice: refusal(`${label}: ${problem.text}`) });
    }
    user.profile = profile;
    user.lastUpdated = world.now().toISOString();
    actions.userChanged(user);
    world.save();
    return seeOther(personPathOf(user));
  }

  function submit(user: OktaUser, form: URLSearchParams): PracticeResponse {
    const what = form.get('do');
    const isDeactivated = user.status === 'DEPROVISIONED';
    if (what === 'save' && !isFromDirectory(world, user))
      return save(
        user,
        toDraft((name) => typed(form, name)),
      );
    if (what === 'deactivate' && !isDeactivated && user.id !== adminFor(world).id) {
      setUserStatus(world, user, 'DEPROVISIONED');
      actions.userDeactivated(user);
    } else if (what === 'activate' && isDeactivated) {
      setUserStatus(world, user, 'ACTIVE');
    } else if (what === 'delete' && isDeactivated) {
      deleteUser(world, user);
      return seeOther(peoplePath);
    } else {
      return problemPage(world, 409, 'Not possible', `This is not possible for ${nameOf(user)} now.`);
    }
    return seeOther(personPathOf(user));
  }

  return ({ method, query, body }: PracticeRequest, id: string): PracticeResponse => {
    const user = own(world.state.users, id);
    if (user === undefined)
      return problemPage(world, 404, 'Not found', 'There is no such person in this org.');
    return method === 'POST' ? submit(user, new URLSearchParams(body)) : render(user, query, null);
  };
}
