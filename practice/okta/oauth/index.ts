import { randomBytes } from 'node:crypto';
import { SignJWT, jwtVerify } from 'jose';
import { z } from 'zod';
import { jsonResponse } from '../../web/http';
import type { PracticeRequest, PracticeResponse } from '../../web/http';
import { own } from '../../world/people';
import type { ServiceApp } from '../../world/state';
import type { World } from '../../world/world';
import { invalidToken } from '../errors';
import { clientAuthentication } from './client-assertion';
import { dpopProofs } from './dpop';
import { ChallengeError, TokenError, invalidProof } from './errors';
import { knownScopes, scopeOf } from './scopes';

export const tokenPath = '/oauth2/v1/token';
const lifeSeconds = 3600;

const claimsSchema = z.looseObject({
  cid: z.string(),
  scp: z.array(z.string()),
  exp: z.number(),
  cnf: z.looseObject({ jkt: z.string() }).optional(),
});
type Claims = z.infer<typeof claimsSchema>;

/** The org's authorization server, as far as service apps need it. */
export interface OAuth {
  token(request: PracticeRequest): Promise<PracticeResponse>;
  /** The service app of an access token. @throws OktaError as Okta refuses it. */
  authorize(request: PracticeRequest, authorization: string): Promise<ServiceApp>;
}

export function createOAuth(world: World): OAuth {
  const authenticateClient = clientAuthentication(world);
  const checkProof = dpopProofs(world);
  // New at each start: access tokens end with this process.
  const key = randomBytes(32);
  const seconds = (): number => Math.floor(world.now().getTime() / 1000);

  /** The thumbprint of the proof's key; null where the app asks for none. */
  async function boundTo(app: ServiceApp, request: PracticeRequest): Promise<string | null> {
    if (!app.dpop) return null;
    const proof = request.headers['dpop'];
    if (proof === undefined) throw invalidProof('The DPoP proof JWT header is missing.');
    const url = `${world.origins.okta}${tokenPath}`;
    const checked = await checkProof(proof, { method: 'POST', url, accessToken: null, nonce: true });
    switch (checked.state) {
      case 'good':
        return checked.thumbprint;
      case 'bad':
        throw invalidProof(checked.why);
      case 'nonce-needed':
        throw new TokenError('use_dpop_nonce', 'Authorization server requires nonce in DPoP proof.', {
          'dpop-nonce': checked.nonce,
        });
    }
  }

  async function issue(request: PracticeRequest): Promise<PracticeResponse> {
    if (request.method !== 'POST') throw new TokenError('invalid_request', 'Only POST is allowed.');
    const form = new URLSearchParams(request.body);
    if (form.get('grant_type') !== 'client_credentials') {
      throw new TokenError(
        'unsupported_grant_type',
        'The authorization grant type is not supported by the authorization server.',
      );
    }
    const app = await authenticateClient(form);
    const jkt = await boundTo(app, request);
    const scopes = grantedScopes(app, form.get('scope') ?? '');
    const issued = seconds();
    const claims = {
      ver: 1,
      jti: world.newId('AT.'),
      iss: world.origins.okta,
      aud: world.origins.okta,
      sub: app.id,
      cid: app.id,
      scp: scopes,
      iat: issued,
      exp: issued + lifeSeconds,
      ...(jkt === null ? {} : { cnf: { jkt } }),
    };
    return jsonResponse(
      200,
      {
        token_type: jkt === null ? 'Bearer' : 'DPoP',
        expires_in: lifeSeconds,
        access_token: await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(key),
        scope: scopes.join(' '),
      },
      { 'cache-control': 'no-store' },
    );
  }

  async function read(text: string): Promise<Claims | null> {
    try {
      const { payload } = await jwtVerify(text, key, { currentDate: world.now() });
      return claimsSchema.parse(payload);
    } catch {
      return null;
    }
  }

  return {
    token: async (request) => {
      try {
        return await issue(request);
      } catch (error) {
        if (error instanceof TokenError) return error.toResponse();
        throw error;
      }
    },

    authorize: async (request, authorization) => {
      const [, scheme, text] = /^(Bearer|DPoP) (\S+)$/.exec(authorization) ?? [];
      if ((scheme !== 'Bearer' && scheme !== 'DPoP') || text === undefined) throw invalidToken();
      const { path, method } = request;
      const { okta: origin } = world.origins;
      const scope = scopeOf(method, path);
      const challenge = { scheme, origin, path, scope } as const;
      const claims = await read(text);
      const app = claims === null ? undefined : own(world.state.serviceApps ?? {}, claims.cid);
      const jkt = claims?.cnf?.jkt ?? null;
      if (claims === null || app === undefined || (jkt === null) !== (scheme === 'Bearer')) {
        throw new ChallengeError(challenge, 401, 'invalid_token', 'The access token is invalid.');
      }
      if (jkt !== null) {
        const proof = request.headers['dpop'] ?? '';
        const nonce = world.options.profile.dpopNonce === 'everywhere';
        const checked = await checkProof(proof, {
          method,
          url: `${origin}${path}`,
          accessToken: text,
          nonce,
        });
        if (checked.state === 'nonce-needed') {
          const why = 'Resource server requires nonce in DPoP proof.';
          const headers = { 'dpop-nonce': checked.nonce };
          throw new ChallengeError(challenge, 401, 'use_dpop_nonce', why, headers);
        }
        if (checked.state === 'bad') {
          throw new ChallengeError(challenge, 400, 'invalid_dpop_proof', checked.why);
        }
        if (checked.thumbprint !== jkt) {
          throw new ChallengeError(
            challenge,
            401,
            'invalid_token',
            'The access token is bound to another key.',
          );
        }
      }
      if (scope !== null && !claims.scp.includes(scope)) {
        const why = 'The access token provided does not contain the required scopes.';
        throw new ChallengeError(challenge, 403, 'insufficient_scope', why);
      }
      return app;
    },
  };
}

/**
 * The requested scopes that the app was granted: Okta leaves the others out without a word, and refuses only when none is left
 * (okta-sdk-java 822, okta-sdk-golang 145).
 */
function grantedScopes({ scopes }: ServiceApp, asked: string): string[] {
  const requested = asked.split(' ').filter((scope) => scope !== '');
  if (requested.length === 0) {
    throw new TokenError(
      'invalid_scope',
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    );
  }
  if (requested.some((scope) => !knownScopes.has(scope))) {
    throw new TokenError(
      'invalid_scope',
      'One or more scopes are not configured for the authorization server resource.',
    );
  }
  const granted = requested.filter((scope) => scopes.includes(scope));
  if (granted.length === 0) {
    throw new TokenError('consent_required', 'You are not allowed any of the requested scopes.');
  }
  return granted;
}
