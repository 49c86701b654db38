import type { Assistant, Payload, Value } from '../shared/api';
import type { CallName } from '../shared/call-names';
import { AppFailure } from '../shared/errors';
import type { AppError, Result } from '../shared/errors';
import type { Snapshot } from '../shared/snapshot';

/** The IPC contract as the renderer calls it: what both transports give, and whether the other side still answers. */
export interface ApiClient extends Assistant {
  /** Called with false when the assistant's process is gone, and with true when it responds again. */
  onAlive(listener: (alive: boolean) => void): () => void;
}

type Calls = { [N in CallName]: (payload: Payload<N>) => Promise<Result<Value<N>>> };

/** What the Electron preload exposes as `window.assistant`. */
export interface Bridge extends Calls {
  onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
}

declare global {
  interface Window {
    assistant?: Bridge;
  }
}

export function ipcClient(bridge: Bridge): ApiClient {
  const calls: Calls = bridge;
  return {
    call: async <N extends CallName>(name: N, payload: Payload<N>) => {
      try {
        return await calls[name](payload);
      } catch {
        return { ok: false, error: windowAlone() };
      }
    },
    onSnapshot: (listener) => bridge.onSnapshot(listener),
    onAlive: () => () => undefined,
  };
}

const windowAlone = (): AppError =>
  new AppFailure({
    code: 'unreachable',
    message: 'The assistant no longer responds.',
    owner: 'okta-admin',
    next: 'Close the window and start the assistant again.',
    retry: true,
  }).error;
