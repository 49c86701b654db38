import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { assertNever } from '../../shared/errors';
import type { Result } from '../../shared/errors';
import type { PracticeAddress } from '../ports';
import { adminOf } from './admin';
import type { Admin } from './admin';

/** A point at which the assistant's process stops and asks whether to proceed. */
export const checkpointSchema = z.strictObject({
  /** Before an intent is written; before a write request is sent; after its response. */
  at: z.enum(['entry', 'request', 'answer']),
  /** Method and path of the request; for an entry the id of the change. */
  what: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** From the child process to its parent. */
export const childMessageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('answer'), id: z.number(), result: z.unknown() }),
  z.strictObject({ kind: z.literal('checkpoint'), id: z.number(), checkpoint: checkpointSchema }),
]);
export type ChildMessage = z.infer<typeof childMessageSchema>;

/** From the parent to the child process. */
export type ParentMessage =
  | {
      kind: 'open';
      id: number;
      folder: string;
      practice: PracticeAddress;
      oktopostToken: string;
    }
  | { kind: 'call'; id: number; name: string; payload: unknown }
  | { kind: 'close'; id: number }
  /** The time of this write request on its way (method and path) is over. */
  | { kind: 'expire'; what: string }
  /** `origin`: send the request there instead. */
  | { kind: 'proceed'; id: number; origin: string | null };

/** The parent's response to a checkpoint; after `killed` none is sent. */
export type Decision = { origin: string | null } | 'killed';

/** An assistant in a child process, which can be killed; the practice org runs in the parent. */
export interface AssistantProcess extends Admin {
  /** Starts the assistant in the process, as opening the app does. */
  open(folder: string, practice: PracticeAddress, oktopostToken: string): Promise<void>;
  /** Closes the assistant as closing the app does; the process can be reused. */
  close(): Promise<void>;
  /** Lets a write request on its way, by method and path, time out at once. */
  expire(what: string): void;
  /** Sends `SIGKILL` and waits for the exit. */
  kill(): Promise<void>;
  readonly alive: boolean;
  /** Called at every checkpoint. */
  onCheckpoint: (checkpoint: Checkpoint) => Promise<Decision> | Decision;
}

/** Generous: a new process loads all modules, on a machine that may be busy. */
const responseTimeoutMs = 60_000;

/** Forks the bundled `assistant-process-main.ts`. */
export async function startAssistantProcess(bundle: string): Promise<AssistantProcess> {
  // Without options of the parent, which may be a test runner or tsx.
  const child = fork(bundle, { execArgv: [] });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let ids = 0;
  let alive = true;
  const exited = once(child, 'exit').then(() => {
    alive = false;
    for (const { reject } of waiting.values()) reject(new Error('the assistant has exited'));
    waiting.clear();
  });
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const childMessage = childMessageSchema.parse(message);
      switch (childMessage.kind) {
        case 'ready':
          resolve();
          return;
        case 'answer':
          waiting.get(childMessage.id)?.resolve(childMessage.result);
          waiting.delete(childMessage.id);
          return;
        case 'checkpoint':
          void Promise.resolve(self.onCheckpoint(childMessage.checkpoint)).then((decision) => {
            if (decision !== 'killed') send(child, { kind: 'proceed', id: childMessage.id, ...decision });
          });
          return;
        default:
          assertNever(childMessage);
      }
    });
  });
  const request = (make: (id: number) => ParentMessage): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (!alive) {
        reject(new Error('the assistant has exited'));
        return;
      }
      ids += 1;
      waiting.set(ids, { resolve, reject });
      send(child, make(ids));
    });
  const self: AssistantProcess = {
    ...adminOf(
      async (name, payload) => resultOf(await request((id) => ({ kind: 'call', id, name, payload }))),
      responseTimeoutMs,
    ),
    open: async (folder, practice, oktopostToken) => {
      await request((id) => ({ kind: 'open', id, folder, practice, oktopostToken }));
    },
    close: async () => {
      await request((id) => ({ kind: 'close', id }));
    },
    expire: (what) => {
      send(child, { kind: 'expire', what });
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    get alive() {
      return alive;
    },
    onCheckpoint: () => ({ origin: null }),
  };
  await Promise.race([ready, exited]);
  if (!alive) throw new Error('the assistant’s process exited at once');
  return self;
}

function send(child: ChildProcess, message: ParentMessage): void {
  if (child.connected) child.send(message, () => undefined);
}

/** The registry's result, passed on without being read. */
function resultOf(value: unknown): Result<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as Result<unknown>;
}
