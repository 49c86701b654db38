import type { Handler, PracticeRequest, PracticeResponse } from '../web/http';
import { refusedFor, seeOther } from '../web/page';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import type { ConsoleActions } from '../provisioning/actions';
import { consent } from '../web/consent';
import { createAppPage } from './app-page';
import { appsPage } from './apps-page';
import { createAuthentication } from './authentication';
import { appPath } from './card';
import { cataloguePath, createCataloguePage } from './catalogue-page';
import { problemPage } from './layout';
import { peoplePath, personPath } from './people';
import { peoplePage } from './people-page';
import { createPersonPage } from './person-page';
import { createServiceAppsPage, serviceAppsPath } from './service-apps-page';
import { createTasksPage, tasksPath } from './tasks-page';
import { createTokensPage, tokensPath } from './tokens-page';
import { createPath, createWizardPages, wizardPath } from './wizard-pages';

const appsPath = '/admin/apps/active';
const homes = ['', '/admin', '/admin/dashboard', '/admin/apps'];

/**
 * The part of the Admin Console that has no public API: pages at the real deep-link paths, with Okta's labels. Pages change
 * settings in the state directly and call `actions` for the effects.
 */
export function consoleHandler(world: World, actions: ConsoleActions): Handler {
  const authentication = createAuthentication(world);
  const appPage = createAppPage(world, actions, authentication);
  const personPage = createPersonPage(world, actions);
  const wizardPages = createWizardPages(world);
  const pages: Partial<Record<string, Handler>> = {
    [tokensPath]: createTokensPage(world),
    [serviceAppsPath]: createServiceAppsPage(world),
    [cataloguePath]: createCataloguePage(world),
    [createPath]: wizardPages,
    [wizardPath]: wizardPages,
    [peoplePath]: (request) => peoplePage(world, request),
    [tasksPath]: createTasksPage(world, actions),
  };

  /** The callback from Oktopost: redirects to the page that shows the result. */
  async function authenticated(query: URLSearchParams): Promise<PracticeResponse> {
    const app = await authentication.finish(query);
    if (app === null) {
      return problemPage(
        world,
        400,
        'Refused',
        'This sign-in was not started in the practice console, or it is over.',
      );
    }
    const [path = '', hash = ''] = appPath(app, 'tab-user-management/api-credentials').split('#');
    return seeOther(`${path}?edit=api-integration#${hash}`);
  }

  return (request) => {
    const refused = refusedFor(request, world.origins.okta);
    if (refused !== null) return problemPage(world, 403, 'Refused', refused);
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
      return problemPage(world, 405, 'Not allowed', 'These pages are for a browser.');
    }
    const path = request.path.replace(/\/+$/, '');
    const page = pages[path];
    if (page !== undefined) return page(request);
    if (path.startsWith(`${personPath}/`)) return personPage(request, path.slice(personPath.length + 1));
    if (path === consent.callbackPath && request.method === 'GET') return authenticated(request.query);
    const app = appAt(world, path);
    if (app !== null) return appPage(app, request);
    return fixedPage(world, path, request);
  };
}

function fixedPage(world: World, path: string, { method }: PracticeRequest) {
  if (method !== 'POST' && path === appsPath) return appsPage(world);
  if (method !== 'POST' && homes.includes(path)) return seeOther(appsPath);
  return problemPage(world, 404, 'Not found', 'The practice console has no such page.');
}

/** Name and id must belong to the same app, as in Okta. */
function appAt({ state }: World, path: string): OktaApp | null {
  const [, name, id] = /^\/admin\/app\/([^/]+)\/instance\/([^/]+)$/.exec(path) ?? [];
  return Object.values(state.apps).find((app) => app.id === id && app.name === name) ?? null;
}
