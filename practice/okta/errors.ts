import { randomBytes } from 'node:crypto';
import { jsonResponse } from '../web/http';
import type { PracticeResponse } from '../web/http';

/** An error response in Okta's format. Thrown by resources, caught by the router. */
export class OktaError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    readonly errorSummary: string,
    readonly causes: readonly string[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(errorSummary);
  }

  toResponse(): PracticeResponse {
    return jsonResponse(
      this.status,
      {
        errorCode: this.errorCode,
        errorSummary: this.errorSummary,
        errorLink: this.errorCode,
        errorId: `oae${randomBytes(17).toString('base64url').slice(0, 22)}`,
        errorCauses: this.causes.map((errorSummary) => ({ errorSummary })),
      },
      this.headers,
    );
  }
}

export const invalid = (what: string, ...causes: string[]): OktaError =>
  new OktaError(400, 'E0000001', `Api validation failed: ${what}`, causes);

export const notFound = (id: string, type: string): OktaError =>
  new OktaError(404, 'E0000007', `Not found: Resource not found: ${id} (${type})`);

export const noSuchEndpoint = (): OktaError =>
  new OktaError(404, 'E0000022', 'The endpoint does not support the provided HTTP method');

export const forbidden = (): OktaError =>
  new OktaError(403, 'E0000006', 'You do not have permission to perform the requested action');

export const invalidToken = (): OktaError => new OktaError(401, 'E0000011', 'Invalid token provided');

export const malformedBody = (): OktaError =>
  new OktaError(400, 'E0000003', 'The request body was not well-formed.');

export const tooManyRequests = (): OktaError =>
  new OktaError(429, 'E0000047', 'API call exceeded rate limit due to too many requests.');

/** The profile of a user who comes from a directory is changed there. Source: Okta as recorded, section 4. */
export const masteredElsewhere = (): OktaError =>
  new OktaError(400, 'E0000023', 'Operation failed because user profile is mastered under another system');
