import { jsonResponse } from '../../web/http';
import type { PracticeResponse } from '../../web/http';
import { OktaError } from '../errors';

type TokenErrorName =
  | 'consent_required'
  | 'invalid_client'
  | 'invalid_dpop_proof'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'use_dpop_nonce';

/** An error of the token endpoint, in the form of RFC 6749. */
export class TokenError extends Error {
  constructor(
    readonly error: TokenErrorName,
    readonly description: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(description);
  }

  toResponse(): PracticeResponse {
    const status = this.error === 'invalid_client' ? 401 : 400;
    return jsonResponse(status, { error: this.error, error_description: this.description }, this.headers);
  }
}

export const invalidClient = (description: string): TokenError =>
  new TokenError('invalid_client', description);
export const invalidProof = (description: string): TokenError =>
  new TokenError('invalid_dpop_proof', description);

interface Challenge {
  scheme: 'Bearer' | 'DPoP';
  origin: string;
  path: string;
  /** What the call needs. */
  scope: string | null;
}

/** An access token that is not taken. Source: headers in issues of Okta's SDKs (okta-sdk-golang 145, okta-sdk-nodejs 453). */
export class ChallengeError extends OktaError {
  constructor(
    challenge: Challenge,
    status: number,
    readonly error: string,
    description: string,
    headers: Record<string, string> = {},
  ) {
    const { scheme, origin, path, scope } = challenge;
    const parts = [
      ...(scheme === 'DPoP' ? ['algs="RS256 RS384 RS512 ES256 ES384 ES512"'] : []),
      `authorization_uri="${origin}/oauth2/v1/authorize"`,
      `realm="${origin}"`,
      `scope="${scope ?? ''}"`,
      `error="${error}"`,
      `error_description="${description}"`,
      `resource="${path}"`,
    ];
    super(status, '', description, [], { ...headers, 'www-authenticate': `${scheme} ${parts.join(', ')}` });
  }

  /** Okta tells it by the header alone. */
  override toResponse(): PracticeResponse {
    return { status: this.status, headers: this.headers };
  }
}
