import { AsyncLocalStorage } from 'node:async_hooks';

const collected = new AsyncLocalStorage<string[]>();

/**
 * Runs `work`, and says which requests wrote meanwhile: their ids as the service names them (Okta's `X-Okta-Request-Id`, which its
 * System Log has as the id of the transaction), in the order of the answers.
 */
export async function withRequestIds<T>(
  work: () => Promise<T>,
): Promise<{ value: T; requestIds: readonly string[] }> {
  const requestIds: string[] = [];
  const value = await collected.run(requestIds, work);
  return { value, requestIds };
}

/** Notes the id of a request that wrote, for whoever asked. It comes from outside. */
export function noteRequestId(id: string): void {
  collected.getStore()?.push(id.slice(0, longestId));
}

const longestId = 100;
