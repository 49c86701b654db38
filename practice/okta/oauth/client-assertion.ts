import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { own } from '../../world/people';
import type { ServiceApp } from '../../world/state';
import type { World } from '../../world/world';
import { invalidClient } from './errors';
import { createUsedOnce } from './used-once';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Okta refuses an assertion that is valid for longer than an hour. Source: Okta's page "Build a JWT for client authentication". */
const longestSeconds = 3600;

/** The service app that a token request comes from: `private_key_jwt`, the only way that Okta's own scopes are given out. */
export function clientAuthentication(world: World): (form: URLSearchParams) => Promise<ServiceApp> {
  const firstUse = createUsedOnce();
  return async (form) => {
    if (form.get('client_assertion_type') !== assertionType) {
      throw invalidClient('The client_assertion_type is invalid.');
    }
    const text = form.get('client_assertion') ?? '';
    const claims = readClaims(text);
    const app = own(world.state.serviceApps ?? {}, claims.iss ?? '');
    if (app === undefined) throw invalidClient("Invalid value for 'client_id' parameter.");
    if (claims.sub !== app.id) {
      throw invalidClient("The 'sub' and 'iss' of the client_assertion must be the client_id.");
    }
    await checkSignature(text, app);
    const now = world.now().getTime() / 1000;
    checkTimes(claims, now);
    const endpoint = `${world.origins.okta}/oauth2/v1/token`;
    if (claims.aud !== endpoint) {
      throw invalidClient(
        'The audience claim for client_assertion must be the endpoint invoked for the request.',
      );
    }
    if (claims.jti !== undefined && !firstUse(claims.jti, now + longestSeconds, now)) {
      throw invalidClient('The client_assertion token has been used already.');
    }
    return app;
  };
}

function readClaims(text: string): JWTPayload {
  try {
    return decodeJwt(text);
  } catch {
    throw invalidClient('The client_assertion token is malformed.');
  }
}

async function checkSignature(text: string, { keys }: ServiceApp): Promise<void> {
  if (keys.length === 0) {
    throw invalidClient(
      'The client does not have a JWKSet configured, but the client_assertion requires one.',
    );
  }
  const { kid } = decodeProtectedHeader(text);
  const known = keys.filter((key) => kid === undefined || key.kid === kid);
  // Recorded in okta-sdk-python 289.
  if (known.length !== 1) throw invalidClient('The client_assertion JWT kid is invalid.');
  try {
    // The times are checked by Okta's clock.
    await jwtVerify(text, createLocalJWKSet({ keys: known }), { currentDate: new Date(0) });
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed) return;
    throw invalidClient('The client_assertion signature is invalid.');
  }
}

function checkTimes({ exp }: JWTPayload, now: number): void {
  if (exp === undefined) throw invalidClient("The client_assertion must have an 'exp' claim.");
  if (exp <= now) throw invalidClient('The client_assertion token is expired.');
  if (exp > now + longestSeconds) {
    throw invalidClient('The client_assertion token has an expiration too far into the future.');
  }
}
