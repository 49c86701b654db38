import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { regions } from '../../shared/oktopost';
import { consent } from '../web/consent';
import type { OktaApp, ScimConnection } from '../world/state';
import type { World } from '../world/world';
import { connectorError } from './connector-error';

/** The result of *Authenticate with Oktopost*, until it is saved or restarted. */
type Outcome = { ok: true; connection: ScimConnection } | { ok: false; why: string };

/** *Authenticate with Oktopost*: an authorization code flow in the browser; Okta exchanges the code for a token. */
export interface Authentication {
  /** The authorization URL at Oktopost. */
  begin(app: OktaApp): string;
  /** Handles the callback; null for a state that was not issued here or was used before. */
  finish(query: URLSearchParams): Promise<OktaApp | null>;
  outcomeOf(app: OktaApp): Outcome | null;
  forget(app: OktaApp): void;
}

const answerSchema = z.looseObject({ access_token: z.string().min(1) });
const timeoutMs = 10_000;

export function createAuthentication(world: World): Authentication {
  const issued = new Map<string, string>();
  const outcomes = new Map<string, Outcome>();
  const callback = (): string => `${world.origins.okta}${consent.callbackPath}`;

  async function outcome(query: URLSearchParams): Promise<Outcome> {
    const error = query.get('error');
    if (error !== null) return { ok: false, why: `Oktopost did not allow it: ${error.slice(0, 100)}.` };
    const token = await fetchToken(query.get('code') ?? '');
    if (token === null) return { ok: false, why: 'Oktopost gave no token.' };
    const connection = catalogueConnection(token);
    const tested = await world.scimClient.testConnector(connection);
    return tested.ok ? { ok: true, connection } : { ok: false, why: connectorError(tested) };
  }

  async function fetchToken(code: string): Promise<string | null> {
    try {
      const answer = await fetch(`${world.origins.oktopost}${consent.tokenPath}`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: consent.clientId,
          redirect_uri: callback(),
          code,
        }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const read = answerSchema.safeParse(await answer.json());
      return answer.ok && read.success ? read.data.access_token : null;
    } catch {
      return null;
    }
  }

  return {
    begin: (app) => {
      const state = randomBytes(18).toString('base64url');
      outcomes.delete(app.id);
      issued.set(state, app.id);
      const parameters = new URLSearchParams({
        response_type: 'code',
        client_id: consent.clientId,
        redirect_uri: callback(),
        state,
      });
      return `${world.origins.oktopost}${consent.authorizePath}?${parameters.toString()}`;
    },
    finish: async (query) => {
      const state = query.get('state') ?? '';
      const app = world.state.apps[issued.get(state) ?? ''];
      issued.delete(state);
      if (app === undefined) return null;
      outcomes.set(app.id, await outcome(query));
      return app;
    },
    outcomeOf: ({ id }) => outcomes.get(id) ?? null,
    forget: ({ id }) => {
      outcomes.delete(id);
    },
  };
}

/** The connection that a catalogue app brings along. Push Groups and Import are not part of it. */
const catalogueConnection = (token: string): ScimConnection => ({
  baseUrl: regions.us.platformScimBaseUrl,
  uniqueIdentifier: 'userName',
  pushNewUsers: true,
  pushProfileUpdates: true,
  pushGroups: false,
  importNewUsers: false,
  importGroups: false,
  authenticationMode: 'OAUTH2',
  token,
  activatesBy: 'PATCH',
});
