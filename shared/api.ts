import type { z } from 'zod';
import type { Calls } from './api/basics';
import { connectionCalls } from './api/connection';
import { peopleCalls } from './api/people';
import { planCalls } from './api/plan';
import { rolloutCalls } from './api/rollout';
import { signOnCalls } from './api/single-sign-on';
import { summaryCalls } from './api/summary';
import { testCalls } from './api/tests';
import type { CallName } from './call-names';
import type { Result } from './errors';
import type { Snapshot } from './snapshot';

/**
 * The IPC contract between renderer and main: each call with a schema for its payload and one for its result. Results are
 * encoded through theirs, so that nothing extra can ride along. `secrets.submit` and `proxy.signIn` are the only
 * calls that accept a secret.
 */
export const api = {
  ...connectionCalls,
  ...planCalls,
  ...testCalls,
  ...rolloutCalls,
  ...signOnCalls,
  ...summaryCalls,
  ...peopleCalls,
} satisfies Required<Calls>;

export type Payload<N extends CallName> = z.input<(typeof api)[N]['payload']>;
export type Value<N extends CallName> = z.output<(typeof api)[N]['result']>;

/** What both transports give the renderer: the preload as `window.assistant`, browser mode over loopback. */
export interface Assistant {
  /** Answers always; a failure is a value, never a throw. */
  call<N extends CallName>(name: N, payload: Payload<N>): Promise<Result<Value<N>>>;
  /** Whole snapshots, newest last. Returns the way to stop listening. */
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
}
