import type { ConsoleActions } from '../provisioning/actions';
import { nameOf } from '../provisioning/system-log';
import { typed } from '../web/fields';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { PracticeRequest, PracticeResponse } from '../web/http';
import { seeOther } from '../web/page';
import { table } from '../web/table';
import { own } from '../world/people';
import type { AppUser, LogEntry, OktaApp, OktaUser } from '../world/state';
import type { World } from '../world/world';
import { appPath, region } from './card';
import { consolePage, problemPage } from './layout';

export const tasksPath = '/admin/tasks';

interface FailedPush {
  app: OktaApp;
  appUser: AppUser;
  user: OktaUser;
  text: string;
}

interface FailedDeactivation {
  app: OktaApp;
  entry: LogEntry;
  person: string;
}

/** Dashboard > Tasks. A failed push can be retried, a failed deactivation only be marked. Source: Okta as recorded, section 5. */
export function createTasksPage(world: World, actions: ConsoleActions) {
  const form = (values: Record<string, string>, what: string, label: string): Html =>
    html`<form method="post" action="${tasksPath}">
      ${Object.entries(values).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <button name="do" value="${what}">${label}</button>
    </form>`;

  const row = (person: string, app: OktaApp, text: string, button: Html): Html =>
    html`<tr>
      <th scope="row">${person}</th>
      <td><a href="${appPath(app, 'tab-assignments')}">${app.label}</a></td>
      <td class="mark">${text}</td>
      <td>${button}</td>
    </tr>`;

  function render(): PracticeResponse {
    const columns = ['Person', 'Application', 'Error', 'Action'];
    const pushes = failedPushes(world).map(({ app, appUser, user, text }) => {
      const retry = form({ appId: app.id, userId: appUser.id }, 'retry', `Retry ${nameOf(user)}`);
      return row(nameOf(user), app, text, retry);
    });
    const deactivations = failedDeactivations(world).map(({ app, entry, person }) => {
      const mark = form({ task: entry.uuid }, 'mark', `Mark ${person} as completed`);
      return row(person, app, entry.outcome.reason ?? entry.displayMessage, mark);
    });
    return consolePage(world, {
      title: 'Tasks',
      body: html`<h1>Tasks</h1>
        ${region(
          'errors',
          'Application assignments encountered errors',
          pushes.length === 0
            ? html`<p class="muted">There are none.</p>`
            : table('Failed assignments', columns, pushes),
        )}
        ${region(
          'deprovisioning',
          'Application accounts need deprovisioning',
          deactivations.length === 0
            ? html`<p class="muted">There are none.</p>`
            : html`<p>Okta does not try these again: deactivate the account there, then mark the task.</p>
                ${table('Failed deactivations', columns, deactivations)}`,
        )}`,
    });
  }

  function submit(sent: URLSearchParams): PracticeResponse {
    const what = sent.get('do');
    const push = failedPushes(world).find(
      ({ app, appUser }) => app.id === typed(sent, 'appId') && appUser.id === typed(sent, 'userId'),
    );
    const deactivation = failedDeactivations(world).find(({ entry }) => entry.uuid === typed(sent, 'task'));
    if (what === 'retry' && push !== undefined) {
      actions.retry(push.app, push.appUser.id);
    } else if (what === 'mark' && deactivation !== undefined) {
      world.state.completedTasks = [...(world.state.completedTasks ?? []), deactivation.entry.uuid];
      world.save();
    } else {
      return problemPage(world, 409, 'Not possible', 'There is no such task any more.');
    }
    return seeOther(tasksPath);
  }

  return ({ method, body }: PracticeRequest): PracticeResponse =>
    method === 'POST' ? submit(new URLSearchParams(body)) : render();
}

function failedPushes({ state }: World): FailedPush[] {
  return Object.values(state.apps).flatMap((app) =>
    Object.values(app.users).flatMap((appUser) => {
      const user = own(state.users, appUser.id);
      const { lastError } = appUser;
      return user === undefined || lastError === null ? [] : [{ app, appUser, user, text: lastError }];
    }),
  );
}

/** From the System Log: the last deactivation of an account failed, and its user was not assigned again. */
function failedDeactivations({ state }: World): FailedDeactivation[] {
  const last = new Map<string, LogEntry>();
  for (const entry of state.log) {
    const account = entry.target.find(({ type }) => type === 'AppUser');
    if (account !== undefined && entry.eventType === 'application.provision.user.deactivate') {
      last.set(account.id, entry);
    }
  }
  return [...last.values()].flatMap((entry) => {
    const app = own(state.apps, entry.target.find(({ type }) => type === 'AppInstance')?.id ?? '');
    const account = entry.target.find(({ type }) => type === 'AppUser');
    const isOpen = entry.outcome.result === 'FAILURE' && state.completedTasks?.includes(entry.uuid) !== true;
    if (!isOpen || app === undefined || account === undefined) return [];
    const isBack = Object.values(app.users).some(({ userName }) => userName === account.alternateId);
    return isBack ? [] : [{ app, entry, person: account.displayName }];
  });
}
