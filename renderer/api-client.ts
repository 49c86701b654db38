import { ipcClient } from './api';
import type { ApiClient } from './api';
import { httpClient } from './http-client';
import { openPageSession } from './page-session';

/** Electron's bridge where there is one, else the loopback server that served this page. */
export function apiClient(): ApiClient {
  return window.assistant === undefined
    ? httpClient({
        session: openPageSession({ location, history, storage: sessionStorage, fetch: post }),
        post,
        openEvents: (address) => new EventSource(address),
        later: (work, afterMs) => void setTimeout(work, afterMs),
      })
    : ipcClient(window.assistant);
}

const post = (path: string, init: RequestInit): Promise<Response> => fetch(path, init);
