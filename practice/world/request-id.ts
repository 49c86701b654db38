import { AsyncLocalStorage } from 'node:async_hooks';

const answering = new AsyncLocalStorage<string>();

/** The id of the request that is being answered; null outside of one. */
export const requestId = (): string | null => answering.getStore() ?? null;

/** Runs `work` as the answer to that request. */
export const answer = <T>(id: string, work: () => T): T => answering.run(id, work);
