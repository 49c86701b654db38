/** An Okta client against a scripted server, for tests. */
import type { ServerResponse } from 'node:http';
import { onTestFinished, vi } from 'vitest';
import { AppFailure, type AppError } from '../../shared/errors';
import { apiToken } from '../secrets/credential';
import { createRedactor } from '../secrets/redactor';
import { serve, testClock, testLog, type Script, type Scripted, type SeenRequest } from '../net/testing';
import { connectOkta, type OktaConfig } from './client';

export const token = '00-SECRET-token-of-the-test_1';

/** What Okta answers of the org, a user and a new app user. */
export const org = { id: '00o1', companyName: 'Acme', subdomain: 'acme' };
export const user = { id: '00u1', status: 'ACTIVE', profile: { login: 'a@b.c' } };
export const appUser = {
  id: '00u1',
  status: 'STAGED',
  scope: 'USER',
  syncState: 'SYNCING',
  externalId: null,
  profile: {},
};

const redactor = createRedactor();
redactor.learn(token);
/** Hides `token`. */
export const { hide } = redactor;

/** Call within a test; the server is closed when it finishes. */
export async function scriptedOrg(script: Script, config: Partial<OktaConfig> = {}) {
  const server = await serve(script);
  onTestFinished(() => server.close());
  const clock = testClock();
  const log = testLog();
  const okta = await connectOkta({
    orgUrl: server.url,
    credential: apiToken(token),
    hide,
    learn: redactor.learn,
    fetch,
    clock,
    log,
    allowLoopback: true,
    ...config,
  });
  return { okta, server, clock, log };
}

/** Responses by `METHOD /path`; everything else gets Okta's 404. */
export function routes(table: Record<string, Scripted | ((request: SeenRequest) => Scripted)>): Script {
  return (request) => {
    const found = table[`${request.method} ${request.path}`];
    if (found === undefined)
      return { status: 404, body: oktaError('E0000007', 'Not found: Resource not found') };
    return typeof found === 'function' ? found(request) : found;
  };
}

/** Returns these responses in order, then repeats the last one. */
export function inOrder(...answers: (Scripted | 'drop' | 'silence')[]): Script {
  let next = 0;
  return (_request, response: ServerResponse) => {
    const answer = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (answer === 'drop') response.destroy();
    return answer === undefined || answer === 'drop' || answer === 'silence' ? null : answer;
  };
}

/** The time limit of all requests, which passes when told to: by the clock it might pass before the server has the request. */
export function heldTimeLimit(): { pass(): void } {
  const limit = new AbortController();
  const held = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
  onTestFinished(() => held.mockRestore());
  return { pass: () => limit.abort(new DOMException('it took too long', 'TimeoutError')) };
}

export const oktaError = (errorCode: string, errorSummary: string, ...causes: string[]) => ({
  errorCode,
  errorSummary,
  errorLink: errorCode,
  errorId: 'oae1',
  errorCauses: causes.map((cause) => ({ errorSummary: cause })),
});

/** The error of a call that is expected to fail. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => new Error('it did not fail'),
    (error: unknown) => error,
  );
  if (thrown instanceof AppFailure) return thrown.error;
  throw thrown instanceof Error ? thrown : new Error(String(thrown));
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
