import { randomBytes } from 'node:crypto';
import { accounts } from '../world/accounts';
import type { AccountId } from '../world/accounts';
import { consent } from '../web/consent';
import { html } from '../web/html';
import type { Html } from '../web/html';
import { jsonResponse } from '../web/http';
import type { Handler, PracticeRequest, PracticeResponse } from '../web/http';
import { refusedFor, seeOther } from '../web/page';
import { createOktopostToken } from '../world/world';
import type { World } from '../world/world';
import { accountName, problem, shown } from './layout';

/** The pre-built app serves the US platform only. Source: Oktopost facts, "Two destinations, two regions". */
const account: AccountId = 'us-platform';
const codeLifetimeMs = 60_000;
const tokenName = 'Okta, by Authenticate with Oktopost';

/** The authorization and token endpoints of *Authenticate with Oktopost*. */
export function consentPages(world: World): { authorize: Handler; token: Handler } {
  /** Unredeemed authorization codes with their expiry in milliseconds. */
  const codes = new Map<string, number>();

  function authorize(request: PracticeRequest): PracticeResponse {
    const refusal = refusedFor(request, world.origins.oktopost) ?? invalidRequest(request.query);
    if (refusal !== null) return problem(400, 'Refused', refusal);
    if (request.method !== 'POST') return signIn(request.query);
    switch (new URLSearchParams(request.body).get('do')) {
      case 'sign-in':
        return consentPage(request.query);
      case 'allow': {
        const code = randomBytes(18).toString('base64url');
        codes.set(code, world.now().getTime() + codeLifetimeMs);
        return redirectBack(request.query, { code });
      }
      case 'deny':
        return redirectBack(request.query, { error: 'access_denied' });
      default:
        return problem(400, 'Refused', 'This form is not known here.');
    }
  }

  /** The redirect URI is fixed, so a crafted link cannot send a code elsewhere. */
  function invalidRequest(query: URLSearchParams): string | null {
    if (query.get('client_id') !== consent.clientId) return 'Only Okta may ask here.';
    if (query.get('redirect_uri') !== `${world.origins.okta}${consent.callbackPath}`) {
      return 'The address to go back to is not the one of the practice console.';
    }
    return query.get('response_type') === 'code' && (query.get('state') ?? '') !== ''
      ? null
      : 'The request to sign in is not whole.';
  }

  function redirectBack(query: URLSearchParams, result: Record<string, string>): PracticeResponse {
    const answer = new URLSearchParams({ ...result, state: query.get('state') ?? '' });
    return seeOther(`${world.origins.okta}${consent.callbackPath}?${answer.toString()}`);
  }

  const form = (query: URLSearchParams, buttons: Html): Html =>
    html`<form method="post" action="${consent.authorizePath}?${query.toString()}">
      <div class="actions">${buttons}</div>
    </form>`;

  const signIn = (query: URLSearchParams): PracticeResponse =>
    shown({
      account,
      title: 'Sign in',
      body: html`<h1>Sign in to Oktopost</h1>
        <p>Okta asks to manage the ${accounts[account].people} of an Oktopost account.</p>
        <p class="muted">Nobody has a password in the practice Oktopost.</p>
        ${form(query, html`<button class="primary" name="do" value="sign-in">Sign in as practice admin</button>`)}`,
    });

  const consentPage = (query: URLSearchParams): PracticeResponse =>
    shown({
      account,
      title: 'Allow Okta',
      formsLeadTo: world.origins.okta,
      body: html`<h1>Allow Okta to manage your users?</h1>
        <dl class="card">
          <dt>Account</dt>
          <dd>${accountName(account)}</dd>
          <dt>Signed in as</dt>
          <dd>practice admin</dd>
        </dl>
        <p>Okta may then</p>
        <ul>
          <li>create users</li>
          <li>change their names and email addresses</li>
          <li>deactivate and reactivate them</li>
        </ul>
        ${form(
          query,
          html`<button class="primary" name="do" value="allow">Allow</button>
            <button name="do" value="deny">Deny</button>`,
        )}`,
    });

  function token(request: PracticeRequest): PracticeResponse {
    const sent = new URLSearchParams(request.body);
    const code = sent.get('code') ?? '';
    const until = codes.get(code);
    codes.delete(code);
    const isValid =
      request.method === 'POST' &&
      sent.get('grant_type') === 'authorization_code' &&
      sent.get('client_id') === consent.clientId &&
      sent.get('redirect_uri') === `${world.origins.okta}${consent.callbackPath}`;
    if (!isValid || until === undefined || until < world.now().getTime()) {
      return jsonResponse(400, { error: 'invalid_grant' });
    }
    const { text } = createOktopostToken(world, account, tokenName);
    return jsonResponse(200, { access_token: text, token_type: 'Bearer' });
  }

  return { authorize, token };
}
