import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServiceApp } from './state';

const answering = new AsyncLocalStorage<string>();
const calling = new AsyncLocalStorage<ServiceApp>();

/** The id of the request that is being answered; null outside of one. */
export const requestId = (): string | null => answering.getStore() ?? null;

/** Runs `work` as the answer to that request. */
export const answer = <T>(id: string, work: () => T): T => answering.run(id, work);

/** The service app whose access token the request has that is being answered; null for everybody else. */
export const callingServiceApp = (): ServiceApp | null => calling.getStore() ?? null;

/** Runs `work` as a call of that service app. */
export const asServiceApp = <T>(app: ServiceApp, work: () => T): T => calling.run(app, work);
