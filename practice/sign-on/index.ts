import { regions, regionSchema } from '../../shared/oktopost';
import { accounts } from '../world/accounts';
import { html } from '../web/html';
import type { Html } from '../web/html';
import type { Handler, PracticeRequest, PracticeResponse } from '../web/http';
import { externalKeyOf, tilePathOf } from '../okta/certificates';
import { own, record } from '../world/people';
import { page, refusedFor } from '../web/page';
import { logSignIn, nameOf } from '../provisioning/system-log';
import { readSignOnRequest } from '../saml/request';
import type { SignOnRequest } from '../saml/request';
import type { OktaApp, OktaUser } from '../world/state';
import type { World } from '../world/world';
import { issueResponse, signOnText } from './issue-response';

const maxShown = 50;

/** Okta's pages for users: the dashboard with its tiles, and an app's sign-on URL. */
export function signOnHandler(world: World): Handler {
  return (request) => {
    const refused = refusedFor(request, world.origins.okta);
    if (refused !== null) return shown('Refused', html`<p>${refused}</p>`, 403);
    if (request.path === '/app/UserHome' && request.method !== 'POST') return dashboard(world);
    const [, tileName, tileId] = /^\/home\/([^/]+)\/([^/]+)\/[^/]+$/.exec(request.path) ?? [];
    const [, name, key] = /^\/app\/([^/]+)\/([^/]+)\/sso\/saml$/.exec(request.path) ?? [];
    const app = Object.values(world.state.apps).find((each) =>
      tileId === undefined
        ? each.name === name && externalKeyOf(each) === key
        : each.name === tileName && each.id === tileId,
    );
    if (app === undefined || app.status !== 'ACTIVE') {
      return shown('No such app', html`<p>There is no active app integration at this address.</p>`, 404);
    }
    return signOn(world, app, request);
  };
}

/** The paths of `signOnHandler`; all others of this origin belong to the API or the console. */
export const isSignOnPath = (path: string): boolean => path.startsWith('/app/') || path.startsWith('/home/');

function dashboard({ state }: World): PracticeResponse {
  const tiles = Object.values(state.apps).filter(
    ({ status, body }) => status === 'ACTIVE' && record(body.visibility['hide'])['web'] !== true,
  );
  return shown(
    'My apps',
    html`<p class="muted">
        In a real org each person sees the apps that they are assigned to. Here all are shown, and a tile asks
        who you are.
      </p>
      ${
        tiles.length === 0
          ? html`<p>There is no tile.</p>`
          : html`<ul>
              ${tiles.map((app) => html`<li><a href="${tilePathOf(app)}">${app.label}</a></li>`)}
            </ul>`
      }`,
  );
}

function signOn(
  world: World,
  app: OktaApp,
  request: PracticeRequest,
): PracticeResponse | Promise<PracticeResponse> {
  const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
  const encoded = request.query.get('SAMLRequest') ?? form.get('SAMLRequest');
  const authnRequest = encoded === null ? null : readSignOnRequest(encoded);
  if (encoded !== null && authnRequest === null) {
    return shown('Bad request', html`<p>The SAML request cannot be read.</p>`, 400);
  }
  const userId = form.get('user');
  if (userId === null) return userChooser(world, app, encoded);
  const user = own(world.state.users, userId);
  if (user === undefined || own(app.users, userId) === undefined || user.status !== 'ACTIVE') {
    return shown(
      'Not assigned',
      html`<p>This person is not assigned to ${app.label}, or not active.</p>`,
      403,
    );
  }
  return respond(world, app, user, authnRequest);
}

/** There are no passwords: the user is selected. */
function userChooser({ state }: World, app: OktaApp, encoded: string | null): PracticeResponse {
  const people = Object.keys(app.users)
    .flatMap((id) => own(state.users, id) ?? [])
    .filter(({ status }) => status === 'ACTIVE');
  const buttons = people.slice(0, maxShown).map(
    (user) =>
      html`<li>
        <button name="user" value="${user.id}">
          Sign in as ${nameOf(user)} (${user.profile['login'] ?? ''})
        </button>
      </li>`,
  );
  return shown(
    `Sign in to ${app.label}`,
    html`<p class="muted">Nobody has a password in the practice org: choose who signs in.</p>
      ${
        people.length === 0
          ? html`<p>Nobody who is active is assigned to this app integration: Okta would let nobody in.</p>`
          : html`<form method="post">
              ${encoded === null ? null : html`<input type="hidden" name="SAMLRequest" value="${encoded}" />`}
              <ul>
                ${buttons}
              </ul>
            </form>`
      }`,
  );
}

/** Issues and logs the SAML response; Oktopost decides whether to accept it. */
async function respond(
  world: World,
  app: OktaApp,
  user: OktaUser,
  authnRequest: SignOnRequest | null,
): Promise<PracticeResponse> {
  const acsUrl = signOnText(app, 'ssoAcsUrl');
  const xml = await issueResponse(world, app, user, authnRequest?.id ?? null);
  logSignIn(world, app, user, authnRequest === null ? 'idp' : 'sp');
  const details = html`<details>
    <summary>What Okta says of ${nameOf(user)}</summary>
    <pre class="scroll" tabindex="0">${xml}</pre>
  </details>`;
  const region = regionSchema.options.find((each) => regions[each].acsUrl === acsUrl);
  if (region === undefined) {
    return shown(
      'Signed in',
      html`<p>
          Okta sends ${nameOf(user)} to ${acsUrl}, which is not Oktopost: the practice org goes nowhere else.
        </p>
        ${details}`,
    );
  }
  const relayState = signOnText(app, 'defaultRelayState');
  return shown(
    'Signed in',
    html`<p>Okta let ${nameOf(user)} in. A real Okta goes on by itself; here you see what it sends.</p>
      <form method="post" action="${world.origins.oktopost}${accounts[region].root}/auth/acs">
        <input type="hidden" name="SAMLResponse" value="${Buffer.from(xml).toString('base64')}" />
        ${relayState === '' ? null : html`<input type="hidden" name="RelayState" value="${relayState}" />`}
        <button class="primary">Continue to Oktopost</button>
      </form>
      ${details}`,
    200,
    world.origins.oktopost,
  );
}

function shown(title: string, body: Html, status = 200, formsLeadTo = ''): PracticeResponse {
  return page(
    {
      title: `${title} – Practice Okta`,
      band: 'Practice Okta sign-in – not Okta',
      body: html`<h1>${title}</h1>
        ${body}`,
      formsLeadTo,
    },
    status,
  );
}
