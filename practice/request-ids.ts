import { randomUUID } from 'node:crypto';
import type { Handler } from './web/http';
import { answer } from './world/current-request';

/** Gives each request an id, which `X-Okta-Request-Id` of the answer and `transaction.id` of its log entries name. */
export function withRequestIds(handler: Handler): Handler {
  return async (request) => {
    const id = randomUUID();
    const response = await answer(id, () => handler(request));
    return { ...response, headers: { ...response.headers, 'x-okta-request-id': id } };
  };
}
